"""The chat pane: the list at the left, the conversation in the middle, its reasons at the right."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QResizeEvent

from app.core.errors import AppError
from app.core.message import Message, Room
from app.core.trace import TraceView
from app.ui.bridge import Bridge
from app.ui.chat.conversation import Conversation
from app.ui.chat.desk import ChatDesk
from app.ui.chat.dialogs import LinkDialog, ask_delete, ask_name
from app.ui.chat.drawer import WhyDrawer
from app.ui.chat.room_list import RoomList
from app.ui.chat.room_model import entries_found, entries_of
from app.ui.chat.session import Session
from app.ui.pane import Pane
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.core.host import Host

DRAWER_OVER = 900
"""Below this width of the window the drawer lies over the conversation."""

LIST_OVER = 640
"""Below this width of the window the list does."""


class ChatPane(Pane):
    """Puts the three parts beside or over each other, and the desk's news into them."""

    key = "chat"
    title = "Chat"
    icon = "chat"

    def __init__(self, host: Host, bridge: Bridge, theme: Theme) -> None:
        super().__init__(host, bridge, theme)
        self.desk = ChatDesk(host, bridge, self)
        self.talk = Conversation(bridge, theme, self)
        self.rooms = RoomList(theme, self)
        self.drawer = WhyDrawer(theme, self)
        self.setTabOrder(self.rooms, self.talk)
        self._why_open = False
        self._list_open = False
        self._connect_desk()
        self._connect_parts()
        self.desk.read()

    def shown(self) -> None:
        """Put the keyboard where the person writes."""
        self.talk.composer.setFocus()

    def act(self, what: str) -> None:
        """Do what a shortcut of the window asks."""
        self._open_list()
        if what == "new":
            self._new()
        elif what == "search":
            self.rooms.search()

    def _new(self) -> None:
        """Start a conversation with the agent one is talking to: who types on must not be asked."""
        if self.desk.session is not None:
            self._leave_list()
            self.desk.create(self.desk.session.room.agent_id)
        else:
            self.rooms.ask_new()

    def toggle_why(self) -> None:
        """Open or close the drawer."""
        self._why_open = not self._why_open
        self._arrange()
        self._explain()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Place the parts; what has no room beside the conversation lies over it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        whole, high = self.width() + self.theme.size.rail, self.height()
        beside = whole >= LIST_OVER
        listed = self.rooms.width() if beside else 0
        why = self.drawer.width() if self._why_open and whole >= DRAWER_OVER else 0
        self.talk.setGeometry(QRect(listed, 0, self.width() - listed - why, high))
        self.rooms.setGeometry(0, 0, self.rooms.width(), high)
        self.rooms.setVisible(beside or self._list_open)
        self.drawer.setGeometry(self.width() - self.drawer.width(), 0, self.drawer.width(), high)
        self.drawer.setVisible(self._why_open)
        self.drawer.raise_()
        self.rooms.raise_()
        self.talk.header.set_listed(listed=beside)

    def _connect_desk(self) -> None:
        self.desk.opened.connect(self._show_session)
        self.desk.rooms_changed.connect(self._show_rooms)
        self.desk.agents_changed.connect(self._show_agents)
        self.desk.found.connect(self._show_found)
        self.desk.found_here.connect(self.talk.finder.show_found)
        self.bridge.settings_changed.connect(self._show_model)
        self.bridge.model_activity.connect(self._show_model)
        self.bridge.started.connect(self._show_model)
        self.bridge.open_room.connect(self._open_by_id)

    def _connect_parts(self) -> None:
        self.rooms.opened.connect(self._open)
        self.rooms.searched.connect(self._search)
        self.rooms.new_wanted.connect(self.desk.create)
        self.rooms.rename.connect(self._ask_name)
        self.rooms.delete.connect(self._ask_delete)
        self.rooms.escaped.connect(self._leave_list)
        header = self.talk.header
        header.why.connect(self.toggle_why)
        header.better.connect(lambda: self.bridge.show_pane.emit("settings"))
        header.rename.connect(lambda: self._with_open_room(self._ask_name))
        header.delete.connect(lambda: self._with_open_room(self._ask_delete))
        header.list_wanted.connect(self._open_list)
        self.talk.finder.wanted.connect(self.desk.find_here)
        self.talk.column.link.connect(self._ask_link)
        self.talk.answered.connect(self._explain)
        self.talk.escaped.connect(self._close_something)
        self.talk.empty.agents_wanted.connect(lambda: self.bridge.show_pane.emit("agents"))
        self.drawer.closed.connect(self.toggle_why)

    def _show_session(self, session: Session | None) -> None:
        agent = self.desk.agents.get(session.room.agent_id) if session else None
        self._list_open = False
        self._arrange()
        self.talk.show_session(session, agent)
        self._show_model()
        self._explain()
        if session is not None:
            self.rooms.select(session.room.id)

    def _show_rooms(self) -> None:
        if self.rooms.words:
            self._search(self.rooms.words)
            return
        today = datetime.now().astimezone().date()
        entries = entries_of(list(self.desk.rooms.values()), self.desk.names, today)
        nothing = self.tr("What you and your agents say will be listed here.")
        self.rooms.tell("" if entries else nothing)
        self.rooms.show_entries(entries, self._open_id())

    def _show_agents(self) -> None:
        self.rooms.show_agents(self.desk.running)

    def _show_model(self) -> None:
        self.talk.header.show_model(self.host.models.profile)

    def _search(self, words: str) -> None:
        if words.strip():
            self.desk.search(words)
        else:
            self._show_rooms()

    def _show_found(self, words: str, messages: list[Message]) -> None:
        if words.strip() != self.rooms.words:
            return
        entries = entries_found(messages, self.desk.rooms, self.desk.names, words)
        self.rooms.tell("" if entries else self.tr("Nothing was found."))
        self.rooms.show_entries(entries, "")

    def _open(self, room: Room, message: Message | None) -> None:
        self.desk.open(room)
        self._list_open = False
        self._arrange()
        if message is not None:
            self.talk.go_to(message, self.rooms.words)

    def _open_by_id(self, room_id: str) -> None:
        self.bridge.show_pane.emit(self.key)
        self.desk.open_id(room_id)

    def _open_id(self) -> str:
        return self.desk.session.room.id if self.desk.session else ""

    def _with_open_room(self, ask: object) -> None:
        if self.desk.session is not None and callable(ask):
            ask(self.desk.session.room)

    def _ask_name(self, room: Room) -> None:
        ask_name(self, room, lambda name: self.desk.rename(room, name))

    def _ask_delete(self, room: Room) -> None:
        ask_delete(self, room, lambda: self.desk.remove(room))

    def _ask_link(self, address: str) -> None:
        LinkDialog(self.theme, address, self).open()

    def _open_list(self) -> None:
        self._list_open = True
        self._arrange()
        self.rooms.search()

    def _leave_list(self) -> None:
        self._list_open = False
        self._arrange()
        self.talk.composer.setFocus()

    def _close_something(self) -> None:
        if self._why_open:
            self.toggle_why()
        self._leave_list()

    def _explain(self) -> None:
        """Fill the drawer with the newest answer's trace, if it is open."""
        last = self.talk.session.last_reply if self.talk.session else None
        if not self._why_open:
            return
        if last is None or not last.message.trace_id:
            self.drawer.say(self.tr("Send a message, and this shows where the answer came from."))
            return
        profile = self.host.models.profile
        local = profile is not None and profile.local

        def show(view: TraceView) -> None:
            self.drawer.show_trace(view, local=local)

        def sorry(error: AppError) -> None:
            self.drawer.say(error.text)

        trace = self.host.turns.trace(last.message.trace_id)
        self.bridge.run(trace, "chat.trace", show, sorry)
