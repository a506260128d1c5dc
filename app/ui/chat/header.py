"""The line above a conversation: who answers, with which model, and from how many memories."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.core.exchange import ModelProfile
from app.ui.chat.blocks import Avatar
from app.ui.chat.words import number
from app.ui.icons import IconButton
from app.ui.status import Dot
from app.ui.theme import Theme, set_role


class Chip(QFrame):
    """A small rounded fact, with a dot when it has a state."""

    def __init__(self, theme: Theme, tint: str = "") -> None:
        super().__init__()
        set_role(self, "chip")
        self._label = QLabel()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 10, 0)
        layout.setSpacing(7)
        if tint:
            layout.addWidget(Dot(theme, tint))
        layout.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Show a text; an empty one hides the chip."""
        self._label.setText(text)
        self.setVisible(bool(text))


class Header(QFrame):
    """`why` toggles the drawer, `better` asks for another model, the rest is about the room."""

    why = Signal()
    better = Signal()
    rename = Signal()
    delete = Signal()
    list_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "header")
        self.setFixedHeight(max(theme.size.header, theme.px("title") + 32))
        self._list = IconButton(theme, "list", self.tr("Show the conversations"))
        self._list.clicked.connect(self.list_wanted)
        self._list.hide()
        self._avatar = Avatar(theme, "")
        self._name = QLabel()
        set_role(self._name, "title")
        self._model = Chip(theme, "ok")
        self._better = QPushButton(self.tr("Use a better one"))
        set_role(self._better, "link")
        self._better.clicked.connect(self.better)
        self._better.hide()
        self._memories = Chip(theme)
        self._why = QPushButton(self.tr("Why this answer?"))
        set_role(self._why, "quiet")
        self._why.clicked.connect(self.why)
        self._more = IconButton(theme, "more", self.tr("More about this conversation"))
        self._more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._more)
        menu.addAction(self.tr("Rename…"), self.rename.emit)
        menu.addAction(self.tr("Delete…"), self.delete.emit)
        self._more.setMenu(menu)
        self._line = layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 0, 12, 0)
        layout.setSpacing(12)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for widget in (self._list, self._avatar, self._name, self._model, self._better):
            layout.addWidget(widget)
        layout.addWidget(self._memories)
        layout.addStretch(1)
        layout.addWidget(self._why)
        layout.addWidget(self._more)
        for button in (self._list, self._better, self._why, self._more):
            # A click leaves the keyboard where the person writes.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._profile: ModelProfile | None = None
        self._count = 0
        self._fit()

    @property
    def end(self) -> QWidget:
        """The last control: what follows the header in the keyboard's order follows this."""
        return self._more

    def show_agent(self, name: str) -> None:
        """Name who answers."""
        self._avatar.rename(name)
        self._name.setText(name)
        self._fit()

    def show_model(self, profile: ModelProfile | None) -> None:
        """Name the model; a starter is called one, with a better one on offer."""
        if profile == self._profile:
            return
        self._profile = profile
        self._model.setToolTip(profile.label if profile else "")
        self._fit()

    def show_memories(self, count: int | None) -> None:
        """Say from how many memories the newest answer draws; None when that is not known."""
        if self._count != (count or 0):
            self._count = count or 0
            self._fit()

    def set_why(self, *, possible: bool) -> None:
        """Offer the drawer only when there is an answer to ask about."""
        self._why.setEnabled(possible)

    def set_listed(self, *, listed: bool) -> None:
        """Offer to show the list when it does not stand beside the conversation."""
        self._list.setVisible(not listed)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Leave out what has no room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show as much as there is room for; the name and the ways to act stay longest."""
        for level in range(len(LEVELS)):
            self._show_level(LEVELS[level])
            if self._line.minimumSize().width() <= self.width():
                return

    def _show_level(self, shown: frozenset[str]) -> None:
        profile = self._profile
        starter = profile is not None and profile.starter
        self._better.setVisible(starter and "better" in shown)
        label = self.tr("Starter model") if starter else profile.label if profile else ""
        if profile is not None and profile.local and "where" in shown:
            label = self.tr("{model} · this computer").format(model=label)
        self._model.say(label if "model" in shown else "")
        one, many = self.tr("1 memory used"), self.tr("{n} memories used")
        words = one if self._count == 1 else many.format(n=number(self._count))
        self._memories.say(words if self._count and "memories" in shown else "")
        self._avatar.setVisible("avatar" in shown)


LEVELS = (
    frozenset({"avatar", "model", "where", "better", "memories"}),
    frozenset({"avatar", "model", "better", "memories"}),
    frozenset({"avatar", "model", "better"}),
    frozenset({"avatar", "model"}),
    frozenset({"avatar"}),
    frozenset[str](),
)
"""What stands in the header, from the widest to the narrowest."""
