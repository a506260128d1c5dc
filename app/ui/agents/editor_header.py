"""The line on top of the editor: the way back, whose character this is, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QWidget

from app.core.message import AgentState
from app.ui.agents.states import TINTS, state_word
from app.ui.icons import IconButton
from app.ui.panes.pieces import label
from app.ui.panes.portrait import Portrait
from app.ui.status import Dot
from app.ui.theme import Theme, set_role

LEAST_NAME = 60
"""Pixels of the name that stay, whatever else has to go."""


class EditorHeader(QFrame):
    """`back`, `undo` and `save` are what the person wants; nothing is done here."""

    back = Signal()
    undo = Signal()
    save = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "header")
        self.setFixedHeight(max(theme.size.header, theme.px("title") + 32))
        self._theme = theme
        self._full_name = ""
        self.leave = IconButton(theme, "back", self.tr("Back to all agents"))
        self.leave.clicked.connect(self.back)
        self._portrait = Portrait(theme, "", None, 32)
        self.name = label("", "title")
        self._dot = Dot(theme, "control")
        self.state = label("", "small")
        self.undo_button = QPushButton()
        self.undo_button.setToolTip(self.tr("Goes back to the version before"))
        self.undo_button.setAccessibleName(self.tr("Undo last change"))
        self.undo_button.setEnabled(False)
        self.undo_button.clicked.connect(self.undo)
        self.save_button = QPushButton(self.tr("Save"))
        self.save_button.setToolTip("Ctrl+S")
        self.save_button.setEnabled(False)
        set_role(self.save_button, "primary")
        self.save_button.clicked.connect(self.save)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(12, 0, 20, 0)
        self._line.setSpacing(10)
        self._line.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for widget in (self.leave, self._portrait, self.name):
            self._line.addWidget(widget)
        self._line.addSpacing(2)
        self._line.addWidget(self._dot, 0, Qt.AlignmentFlag.AlignVCenter)
        self._line.addWidget(self.state)
        self._line.addStretch(1)
        self._line.addWidget(self.undo_button)
        self._line.addWidget(self.save_button)

    def show_agent(self, name: str, state: AgentState) -> None:
        """Say whose character this is, and how the agent is."""
        self._full_name = name
        self.name.setAccessibleName(name)
        self._dot.show_tint(TINTS[state])
        self.state.setText(state_word(state))
        self._fit()

    def show_picture(self, name: str, picture: QPixmap | None) -> None:
        """Show the agent's picture, or without one its letter."""
        self._portrait.show_picture(name, picture)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out what has no room; the ways to act stay."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wanted = QFontMetrics(self._theme.font("title")).horizontalAdvance(self._full_name) + 2
        for level in range(4):
            self.state.setVisible(level < 1)
            self._dot.setVisible(level < 1)
            self.undo_button.setText(self.tr("Undo last change") if level < 2 else self.tr("Undo"))
            self._portrait.setVisible(level < 3)
            self.name.setFixedWidth(0)
            room = self.width() - self._line.minimumSize().width()
            if room >= min(wanted, LEAST_NAME * 2):
                break
        wide = max(0, min(wanted, room))
        metrics = QFontMetrics(self._theme.font("title"))
        self.name.setText(metrics.elidedText(self._full_name, Qt.TextElideMode.ElideRight, wide))
        self.name.setFixedWidth(wide)
