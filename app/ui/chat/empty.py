"""What stands in the reading column before anything was said."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.chat.blocks import Avatar
from app.ui.theme import Theme, set_role

GREETING_CHARS = 700
"""So much of a greeting fits above the composer in a small window."""


class EmptyPage(QWidget):
    """Who is there, what they are good for, and the first step."""

    agents_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_role(self, "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._avatar = Avatar(theme, "", 56)
        self._name = QLabel()
        set_role(self._name, "figure")
        self._summary = _centred()
        set_role(self._summary, "muted")
        self._hint = _centred()
        set_role(self._hint, "small")
        self._go = QPushButton(self.tr("Show the agents"))
        self._go.clicked.connect(self.agents_wanted)
        centre = Qt.AlignmentFlag.AlignHCenter
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addStretch(2)
        column.addWidget(self._avatar, 0, centre)
        column.addWidget(self._name, 0, centre)
        column.addWidget(self._summary)
        column.addWidget(self._hint)
        column.addWidget(self._go, 0, centre)
        column.addStretch(3)
        layout = QHBoxLayout(self)
        layout.addStretch(1)
        layout.addLayout(column, 100)
        layout.addStretch(1)

    def greet(self, name: str, summary: str, greeting: str = "") -> None:
        """Introduce the agent of a conversation in which nothing was said yet, in its own words
        where it has a greeting."""
        self._avatar.rename(name)
        self._avatar.show()
        self._name.setText(name)
        cut = greeting if len(greeting) <= GREETING_CHARS else greeting[:GREETING_CHARS] + "…"
        self._summary.setText(cut or summary)
        set_role(self._summary, "" if cut else "muted")
        words = self.tr("Say anything. {name} remembers what you tell, on this computer.")
        self._hint.setText(words.format(name=name))
        self._go.hide()

    def nobody(self) -> None:
        """Say that no agent runs."""
        self._avatar.hide()
        self._name.setText(self.tr("No agent is running"))
        self._summary.setText(self.tr("Your conversations will be here."))
        self._hint.setText(self.tr("Start an agent first."))
        self._go.show()


def _centred() -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    label.setWordWrap(True)
    label.setMaximumWidth(440)
    return label
