"""The line above a conversation: who answers, with which model, and from how many memories."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QWidget

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
        layout.setContentsMargins(10, 3, 10, 3)
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
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 0, 12, 0)
        layout.setSpacing(12)
        for widget in (self._list, self._avatar, self._name, self._model, self._better):
            layout.addWidget(widget)
        layout.addWidget(self._memories)
        layout.addStretch(1)
        layout.addWidget(self._why)
        layout.addWidget(self._more)
        self._narrow = False
        self._starter = False
        self.show_memories(None)

    def show_agent(self, name: str) -> None:
        """Name who answers."""
        self._avatar.rename(name)
        self._name.setText(name)

    def show_model(self, profile: ModelProfile | None) -> None:
        """Name the model; a starter is called one, with a better one on offer."""
        self._starter = profile is not None and profile.starter
        if profile is None:
            self._model.say("")
        elif profile.starter:
            self._model.say(self.tr("Starter model · this computer"))
        elif profile.local:
            self._model.say(self.tr("{model} · this computer").format(model=profile.label))
        else:
            self._model.say(profile.label)
        self._model.setToolTip(profile.label if profile else "")
        self._better.setVisible(self._starter and not self._narrow)

    def show_memories(self, count: int | None) -> None:
        """Say from how many memories the newest answer draws; None when that is not known."""
        if not count or self._narrow:
            self._memories.say("")
        elif count == 1:
            self._memories.say(self.tr("1 memory used"))
        else:
            self._memories.say(self.tr("{n} memories used").format(n=number(count)))

    def set_why(self, *, possible: bool) -> None:
        """Offer the drawer only when there is an answer to ask about."""
        self._why.setEnabled(possible)

    def set_narrow(self, *, narrow: bool, listed: bool) -> None:
        """Leave out what does not fit; without a list beside it, offer to show it."""
        self._narrow = narrow
        self._list.setVisible(not listed)
        self._better.setVisible(self._starter and not narrow)
        if narrow:
            self._memories.say("")
