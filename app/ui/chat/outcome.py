"""The card under a reply that broke off or never came."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.ui.chat.item import Item
from app.ui.theme import set_role


class Outcome(QFrame):
    """A reply that broke off or never came: what happened, what was kept, what can be done."""

    retry = Signal()
    resume = Signal()

    def __init__(self, item: Item) -> None:
        super().__init__()
        set_role(self, "inset")
        error = item.error
        title = QLabel(self.tr("No answer came") if error else self.tr("This answer is incomplete"))
        set_role(title, "strong")
        words = QLabel(self._sentence(item))
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        set_role(words, "muted")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        if error is None:
            buttons.addWidget(self._button(self.tr("Continue"), self.resume))
        again = self.tr("Answer it") if item.unanswered else self.tr("Try again")
        buttons.addWidget(self._button(again, self.retry))
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(words)
        if error is not None and error.details:
            details = QLabel(error.details)
            details.setTextFormat(Qt.TextFormat.PlainText)
            details.setWordWrap(True)
            details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            set_role(details, "faint")
            details.hide()
            more = QPushButton(self.tr("Details"))
            set_role(more, "quiet")
            more.setCheckable(True)
            more.toggled.connect(details.setVisible)
            buttons.addWidget(more)
            layout.addWidget(details)
        layout.addLayout(buttons)

    def _sentence(self, item: Item) -> str:
        if item.error is not None:
            kept = self.tr("Your message is kept.")
            return f"{item.error.text} {kept}"
        reason = item.message.reason or self.tr("It broke off before its end.")
        return f"{reason} {self.tr('What was written is kept.')}"

    def _button(self, text: str, slot: SignalInstance) -> QPushButton:
        button = QPushButton(text)
        set_role(button, "chip")
        button.clicked.connect(slot)
        return button
