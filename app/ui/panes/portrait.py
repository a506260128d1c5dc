"""An agent's picture, or its letter on its colour."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from app.ui.chat.blocks import draw_avatar
from app.ui.theme import Theme

MAX_SIDE = 4_096
"""A picture with a longer side is not decoded: a small file can hold a huge one."""

MAX_BYTES = 30_000_000

MAGIC = {
    b"\x89PNG\r\n\x1a\n": b"png",
    b"\xff\xd8\xff": b"jpeg",
    b"GIF8": b"gif",
    b"RIFF": b"webp",
}
"""How a picture that is decoded begins, and its format. Not SVG, which may name other files."""


def read_picture(path: Path | None, side: int) -> QPixmap | None:
    """Return the picture as a square of `side`, or None when it cannot be shown."""
    image = read_image(path, side)
    return QPixmap.fromImage(image) if image is not None else None


def read_image(source: Path | bytes | None, side: int) -> QImage | None:
    """Return a file's or some bytes' picture as a square of `side`; None when it is none.

    May be called from any thread. Of a picture that is not square the middle is shown, of a tall
    one rather its upper part: that is where faces are.
    """
    content = _read(source) if isinstance(source, Path) else source or b""
    kind = next((kind for magic, kind in MAGIC.items() if content.startswith(magic)), b"")
    if not kind:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > MAX_SIDE:
        return None
    image = reader.read()
    return None if image.isNull() else _square(image, side)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES)
    except OSError:
        # Gone or locked: the letter stands for it.
        return b""


def _square(image: QImage, side: int) -> QImage:
    # Cut first: enlarged whole, a picture one pixel high would take hundreds of megabytes.
    short = min(image.width(), image.height())
    left, top = (image.width() - short) // 2, (image.height() - short) // 5
    return image.copy(QRect(left, top, short, short)).scaled(
        QSize(side, side),
        Qt.AspectRatioMode.IgnoreAspectRatio,
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

    @property
    def pictured(self) -> bool:
        """Whether it shows a picture, and not the letter."""
        return self._picture is not None

    def show_picture(self, name: str, picture: QPixmap | None) -> None:
        """Show this square picture from now on, or without one the letter of `name`."""
        self._name = name
        self._picture = picture
        self.update()

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
        # As round as the letter's ground, whatever the size.
        radius = self._theme.size.avatar_radius * place.width() / 32
        shape.addRoundedRect(place, radius, radius)
        painter.setClipPath(shape)
        painter.drawPixmap(place.toRect(), self._picture)
