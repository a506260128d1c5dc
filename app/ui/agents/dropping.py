"""Files that are dragged over the Agents pane: which of them count, and where they may fall."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, QSysInfo, Qt, QUrl
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.ui.panes.pieces import column, label
from app.ui.theme import Theme


def dropped_paths(what: QMimeData) -> list[Path]:
    """Return the files and folders of this computer in what is dragged, in their order.

    Addresses of any other kind are passed over: nothing is ever fetched because it was dropped.
    """
    paths = (_path(url) for url in what.urls())
    return list(dict.fromkeys(path for path in paths if path is not None))


def _path(url: QUrl) -> Path | None:
    # A host in a file's address is another computer, which opening it would reach for.
    ours = url.host() in {"", "localhost", QSysInfo.machineHostName().lower()}
    if not url.isLocalFile() or not ours:
        return None
    plain = QUrl(url)
    plain.setHost("")
    return Path(plain.toLocalFile())


class DropArea(QWidget):
    """Lies over the gallery while something is dragged there that may be dropped."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._over = parent
        self.setMouseTracking(True)
        layout = column(self, 20, gap=6)
        layout.addStretch(1)
        for text, role in (
            (self.tr("Drop it here to look at it"), "title"),
            (self.tr("Nothing is kept before you say so."), "muted"),
        ):
            layout.addWidget(label(text, role), 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)
        theme.changed.connect(self.update)
        self.hide()

    def cover(self) -> None:
        """Lie over the whole parent, and show."""
        self.setGeometry(self._over.rect())
        self.raise_()
        self.show()

    def mouseMoveEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Go away: a mouse that moves by itself drags nothing, and whoever dragged may be gone."""
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw a veil with a dashed edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = self._theme.colour("bg")
        veil.setAlphaF(0.94)
        painter.fillRect(self.rect(), veil)
        pen = QPen(self._theme.colour("accent"), 2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(self._theme.colour("accent_soft"))
        inner = QRectF(self.rect()).adjusted(20, 20, -20, -20)
        radius = self._theme.size.card_radius
        painter.drawRoundedRect(inner, radius, radius)
