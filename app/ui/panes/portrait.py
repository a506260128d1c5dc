"""An agent's picture, or its letter on its colour."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImageReader, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from app.ui.chat.blocks import draw_avatar
from app.ui.theme import Theme

MAX_SIDE = 4_096
"""A picture with a longer side is not decoded: a small file can hold a huge one."""


def read_picture(path: Path | None, side: int) -> QPixmap | None:
    """Return the picture scaled to a square of `side`, or None when it cannot be shown."""
    if path is None:
        return None
    reader = QImageReader(str(path))
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > MAX_SIDE:
        return None
    image = reader.read()
    if image.isNull():
        return None
    return QPixmap.fromImage(image).scaled(
        side,
        side,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )


class Portrait(QWidget):
    """Decoration: the agent's name always stands beside it."""

    def __init__(self, theme: Theme, name: str, picture: Path | None, side: int = 40) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._picture = read_picture(picture, 2 * side)
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        place = QRectF(self.rect())
        if self._picture is None:
            draw_avatar(painter, place, self._name, self._theme)
            return
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        shape = QPainterPath()
        radius = self._theme.size.avatar_radius
        shape.addRoundedRect(place, radius, radius)
        painter.setClipPath(shape)
        painter.drawPixmap(place.toRect(), self._picture)
