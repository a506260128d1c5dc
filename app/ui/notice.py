"""A sentence at the top of the window when something went wrong, with its details on request."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.ui.icons import IconButton
from app.ui.theme import Theme, set_role


class Notice(QFrame):
    """Hidden until `tell` is called; the person closes it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "warning")
        self._text = _words()
        self._details = _words()
        set_role(self._details, "small")
        self._more = QPushButton(self.tr("Details"))
        set_role(self._more, "quiet")
        self._more.setCheckable(True)
        self._more.toggled.connect(self._details.setVisible)
        close = IconButton(theme, "close", self.tr("Close this note"), size=16)
        close.clicked.connect(self.hide)
        words = QVBoxLayout()
        words.addWidget(self._text)
        words.addWidget(self._details)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 10, 8, 10)
        layout.addLayout(words, 1)
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def tell(self, error: AppError) -> None:
        """Show the error's sentence, replacing an older one."""
        self._text.setText(error.text)
        self._details.setText(error.details)
        self._more.setVisible(bool(error.details))
        self._more.setChecked(False)
        self._details.hide()
        self.show()


def _words() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
