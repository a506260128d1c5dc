"""An agent's picture in the editor, and the way to another one."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QPushButton, QWidget

from app.ui.bridge import Bridge
from app.ui.panes.pieces import column, label, row
from app.ui.panes.portrait import Portrait, read_image
from app.ui.theme import Theme

SIDE, GAP = 64, 16


class PictureRow(QWidget):
    """`wanted` carries the path of a picture the person chose, or None for the agent's own."""

    wanted = Signal(object)
    decoded = Signal(str, object)

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._name = ""
        self.dialog: QFileDialog | None = None
        self.portrait = Portrait(theme, "", None, SIDE)
        self.choose = QPushButton(self.tr("Choose a picture"))
        self.choose.clicked.connect(self._ask)
        self.own = QPushButton(self.tr("Use its own"))
        self.own.setAccessibleDescription(self.tr("Shows the picture that came with its file."))
        self.own.clicked.connect(lambda: self.wanted.emit(None))
        words = column(gap=3)
        words.addWidget(label(self.tr("Picture"), "strong"))
        about = self.tr("A PNG or JPEG file. It changes at once, without being saved.")
        words.addWidget(label(about, "small", wrap=True))
        self._buttons = buttons = row(gap=8)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.own)
        buttons.addStretch(1)
        words.addSpacing(3)
        words.addLayout(buttons)
        layout = row(self, gap=GAP)
        layout.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)

    def show_picture(self, name: str, path: Path | None) -> None:
        """Show a picture once it is decoded, and until then and without one the letter.

        `decoded` comes with the name and the picture, a QPixmap or None.
        """
        self._name = name
        if path is None:
            self._take((name, None))
            return

        async def decode() -> tuple[str, QImage | None]:
            return name, await asyncio.to_thread(read_image, path, 2 * SIDE)

        self._bridge.run(decode(), "agents.picture", self._take)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The buttons stand below each other where there is no room beside."""
        widest = max(self.choose.sizeHint().width(), self.own.sizeHint().width())
        return QSize(SIDE + GAP + widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the buttons beside or below each other."""
        super().resizeEvent(event)
        both = self.choose.sizeHint().width() + self.own.sizeHint().width() + 8
        beside = self.width() >= SIDE + GAP + both
        directions = QBoxLayout.Direction
        self._buttons.setDirection(directions.LeftToRight if beside else directions.TopToBottom)

    def _take(self, found: tuple[str, QImage | None]) -> None:
        name, image = found
        if name == self._name:
            picture = QPixmap.fromImage(image) if image is not None else None
            self.portrait.show_picture(name, picture)
            self.decoded.emit(name, picture)

    def _ask(self) -> None:
        dialog = self.dialog = QFileDialog(self, self.tr("Choose a picture"))
        dialog.setNameFilters([self.tr("Pictures") + " (*.png *.jpg *.jpeg)"])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.wanted.emit(Path(name)))
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None
