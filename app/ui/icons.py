"""The line icons of `resources/icons`, tinted at run time with a token.

Our own drawings and not an icon font: see docs/dependencies.md for the measured reason.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolButton, QWidget

from app.core.paths import resources
from app.ui.theme import Theme, set_role


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")


def pixmap(name: str, colour: QColor, size: int, ratio: float = 1.0) -> QPixmap:
    """Draw an icon `size` device-independent pixels wide. Raises OSError for an unknown name."""
    image = QPixmap(round(size * ratio), round(size * ratio))
    image.fill(Qt.GlobalColor.transparent)
    source = _drawing(name).replace("currentColor", colour.name())
    painter = QPainter(image)
    QSvgRenderer(QByteArray(source.encode())).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def icon(name: str, colour: QColor, size: int = 20) -> QIcon:
    """Return an icon that is sharp at scale 100 % and 200 %."""
    result = QIcon(pixmap(name, colour, size))
    result.addPixmap(pixmap(name, colour, size, 2.0))
    return result


class IconButton(QToolButton):
    """A button that is only an icon: its `label` is tooltip and accessible name.

    Takes its colour again whenever the appearance changes.
    """

    def __init__(
        self, theme: Theme, name: str, label: str, parent: QWidget | None = None, *, size: int = 20
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._size = size
        self._tint_name = "muted"
        set_role(self, "icon")
        self.setIconSize(QSize(size, size))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.relabel(label)
        theme.changed.connect(self._tint)
        self._tint()

    def relabel(self, label: str) -> None:
        """Say something else in tooltip and accessible name."""
        self.setToolTip(label)
        self.setAccessibleName(label)

    def redraw(self, name: str, tint: str = "") -> None:
        """Show another icon, or another colour, from now on."""
        self._name = name
        self._tint_name = tint or self._tint_name
        self._tint()

    def _tint(self) -> None:
        self.setIcon(icon(self._name, self._theme.colour(self._tint_name), self._size))
