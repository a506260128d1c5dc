"""A sentence above the gallery: what just happened, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.ui.icons import IconButton
from app.ui.panes.pieces import card, column, label
from app.ui.theme import Theme, set_role

AROUND = 20
"""The margin of a page."""


class NoteBar(QWidget):
    """Hidden until `tell`; stays until it is closed, `clear`ed, or something newer is told."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        frame = card()
        around = column(self)
        around.setContentsMargins(AROUND, AROUND, AROUND, 0)
        around.addWidget(frame)
        self._words = label("", wrap=True)
        self._act: Callable[[], object] | None = None
        self.button = QPushButton()
        set_role(self.button, "chip")
        self.button.clicked.connect(self._run)
        self.close_button = IconButton(theme, "close", self.tr("Close this note"), size=16)
        self.close_button.clicked.connect(self.clear)
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(16, 8, 8, 8)
        layout.setSpacing(12)
        layout.addWidget(self._words, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while it is hidden."""
        return self._words.text() if not self.isHidden() else ""

    def tell(self, text: str, button: str = "", act: Callable[[], object] | None = None) -> None:
        """Say this, with a button that does `act` when it has words."""
        self._say(text, button, act)
        self.close_button.show()
        self.show()

    def prepare(self, text: str, button: str, act: Callable[[], object]) -> None:
        """Have this ready for `show`; it goes away only through its button or `clear`."""
        self._say(text, button, act)
        self.close_button.hide()

    def clear(self) -> None:
        """Say nothing any more."""
        self._act = None
        self.hide()

    def _say(self, text: str, button: str, act: Callable[[], object] | None) -> None:
        self._words.setText(text)
        self._act = act
        self.button.setText(button)
        self.button.setVisible(bool(button))

    def _run(self) -> None:
        if self._act is not None:
            self._act()
