"""A reply of the test chat: as in a conversation, but there is nothing to retry or to keep."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

from app.core.message import Room, Speaker, new_id, now
from app.core.rehearsal import PLACE
from app.ui.chat.actions import ActionRow
from app.ui.chat.item import Item, draft
from app.ui.chat.message import AgentMessage
from app.ui.chat.words import moment
from app.ui.theme import Theme

ROOM = Room("", "", "", PLACE, now())
"""No room of the store: what is said here belongs to none."""


class TrialReply(AgentMessage):
    """Grows while it is `live`; its words come by `add`, and `settle` ends it."""

    def __init__(self, theme: Theme, name: str, *, live: bool = True) -> None:
        item = Item(draft(ROOM, Speaker.AGENT, name, "", new_id()), live=live)
        super().__init__(theme, item)

    def say(self, text: str) -> None:
        """Have said exactly this."""
        self.item.message = replace(self.item.message, text=text)

    def rename(self, name: str) -> None:
        """Be said by somebody of this name."""
        self.item.message = replace(self.item.message, author=name)

    def add(self, text: str) -> None:
        """Add a piece of text; `grow` draws it."""
        self.say(self.item.message.text + text)

    def settle(self) -> None:
        """It is over: offer what can be done with it, and tell a screen reader once."""
        self.item.live = False
        self.refresh()
        message = self.item.message
        words = self.tr("{name}: {text}").format(name=message.author, text=message.text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _make_actions(self) -> ActionRow | None:
        if not self._done:
            return None
        copy = self._copy_button(self.tr("Copy this reply"))
        return ActionRow(self, moment(self.item.message.at), [copy], fact_first=False)
