"""The quiet row under a message. It exists only while somebody is near: most never need one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui.theme import Theme, set_role

INDENT = 5
"""A quiet button's words begin this many pixels inside it."""


def row_height(theme: Theme) -> int:
    """Return the height that a row takes, so that its place can be kept while it is away."""
    return QFontMetrics(theme.font("small")).height() + 8


class ActionRow(QFrame):
    """Buttons and one fact about a message, placed by the message itself."""

    def __init__(
        self, parent: QWidget, fact: str, buttons: Sequence[QPushButton], *, fact_first: bool
    ) -> None:
        super().__init__(parent)
        set_role(self, "actions")
        self.buttons = tuple(buttons)
        self.fact = QLabel(fact)
        set_role(self.fact, "faint")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        if fact_first:
            layout.addStretch(1)
            layout.addWidget(self.fact)
        for button in buttons:
            set_role(button, "quiet")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            layout.addWidget(button)
        if not fact_first:
            layout.addWidget(self.fact)
            layout.addStretch(1)

    def follow(self, view: QWidget) -> None:
        """Let the buttons come after `view` in the keyboard's order."""
        before = view
        for button in self.buttons:
            QWidget.setTabOrder(before, button)
            before = button
