"""What the chat pane is a view of: the rooms, the agents, and the conversation that is open."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.events import AgentChanged
from app.core.message import AgentState, Message, MessageStatus, Room
from app.ui.bridge import Bridge
from app.ui.chat.room_model import LINE_CHARS
from app.ui.chat.session import Session
from app.ui.pace import Pace

if TYPE_CHECKING:
    from app.core.agents import AgentInfo
    from app.core.host import Host

KEPT = 6
"""Conversations held beside the open one; older ones are read again when wanted."""

FOUND = 500
"""At most so many places are found in one conversation."""


class ChatDesk(QObject):
    """Reads through the bridge and says by signals what is new. Never waits in a slot."""

    rooms_changed = Signal()
    agents_changed = Signal()
    opened = Signal(object)
    found = Signal(str, list)
    found_here = Signal(list)

    def __init__(self, host: Host, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._host = host
        self._bridge = bridge
        self._sessions: dict[str, Session] = {}
        self.rooms: dict[str, Room] = {}
        self.agents: dict[str, AgentInfo] = {}
        self.session: Session | None = None
        self._stale = False
        self._pace = Pace(self)
        self._pace.due.connect(self._catch_up)
        bridge.started.connect(self.read)
        bridge.room_changed.connect(self._later)
        bridge.message_stored.connect(self._hear)
        bridge.agent_changed.connect(self._hear_agent)

    @property
    def names(self) -> dict[str, str]:
        """The agents' names by id."""
        return {agent.id: agent.name for agent in self.agents.values()}

    @property
    def running(self) -> list[tuple[str, str]]:
        """Id and name of the agents that answer."""
        awake = [a for a in self.agents.values() if a.state is not AgentState.STOPPED]
        return [(agent.id, agent.name) for agent in awake]

    def read(self) -> None:
        """Read agents and rooms; the first time, open the latest conversation."""
        if self._bridge.ready:
            self._bridge.run(self._read(), "chat.rooms", lambda _none: self._first())

    def open(self, room: Room) -> None:
        """Open a conversation."""
        session = self._sessions.pop(room.id, None)
        if session is None:
            name = self.names.get(room.agent_id, "")
            session = Session(self._host, self._bridge, room, name)
        self._sessions[room.id] = session
        if session is not self.session:
            before, self.session = self.session, session
            session.rest(False)
            self.opened.emit(session)
            if before is not None:
                before.rest()
        self._forget_old()

    def open_id(self, room_id: str) -> None:
        """Open a conversation by its id, also one that was made a moment ago."""
        if room_id in self.rooms:
            self.open(self.rooms[room_id])
        else:
            self._bridge.run(self._host.rooms.get(room_id), "chat.open", self.open)

    def create(self, agent_id: str) -> None:
        """Start a conversation; the open one serves when nothing was said in it yet."""
        session = self.session
        if session is not None and not session.items and session.room.agent_id == agent_id:
            self.opened.emit(session)
            return
        self._bridge.run(self._host.rooms.create(agent_id, source="chat"), "chat.new", self.open)

    def rename(self, room: Room, name: str) -> None:
        """Give a conversation another name."""
        self._bridge.run(self._host.rooms.rename(room.id, name), "chat.rename")

    def remove(self, room: Room) -> None:
        """Delete a conversation with everything said and remembered in it."""

        def gone(_none: None) -> None:
            session = self._sessions.pop(room.id, None)
            if session is not None:
                session.close()
            if session is self.session:
                self.session = None
            self.read()

        self._bridge.run(self._host.rooms.remove(room.id), "chat.remove", gone)

    def search(self, words: str) -> None:
        """Look for words in everything said; the answer comes by `found`."""

        def done(messages: list[Message]) -> None:
            self.found.emit(words, messages)

        self._bridge.run(self._host.rooms.find(words), "chat.search", done)

    def find_here(self, words: str) -> None:
        """Look for words in the open conversation; `found_here` brings them oldest first."""
        session = self.session
        if session is None:
            return
        room_id = session.room.id

        def done(messages: list[Message]) -> None:
            here = [message for message in messages if message.room_id == room_id]
            self.found_here.emit(sorted(here, key=lambda message: message.seq))

        self._bridge.run(self._host.rooms.find(words, FOUND), "chat.find", done)

    def _later(self) -> None:
        """Read everything again: something came, went or got another name."""
        self._stale = True
        self._pace.want()

    def _hear(self, message: Message) -> None:
        """Note what was said last; nothing has to be read for that."""
        room = self.rooms.get(message.room_id)
        if room is None or message.status is MessageStatus.SUPERSEDED:
            self._later()
            return
        text = message.text[:LINE_CHARS]
        self.rooms[room.id] = replace(room, last_at=message.at, last_text=text)
        self._pace.want()

    def _hear_agent(self, fact: AgentChanged) -> None:
        agent = self.agents.get(fact.agent_id)
        if agent is None or AgentState.STOPPED in (fact.state, agent.state):
            self._later()
        else:
            self.agents[agent.id] = replace(agent, state=fact.state)

    def _catch_up(self) -> None:
        if self._stale:
            self.read()
        else:
            self.rooms_changed.emit()

    async def _read(self) -> None:
        self._stale = False
        agents = await self._host.agents.list()
        rooms = await self._host.rooms.list()
        self.agents = {agent.id: agent for agent in agents}
        self.rooms = {room.id: room for room in rooms}
        if self.session is not None and (new := self.rooms.get(self.session.room.id)):
            self.session.room = new
        self.agents_changed.emit()
        self.rooms_changed.emit()

    def _first(self) -> None:
        """Open something when nothing is: the latest conversation, else a first one."""
        if self.session is not None:
            return
        latest = max(self.rooms.values(), key=lambda r: r.last_at or r.created, default=None)
        if latest is not None:
            self.open(latest)
        elif self.running:
            wanted = self._host.settings.current.general.default_agent.casefold()
            ids = [key for key, name in self.running if name.casefold() == wanted]
            agent_id = ids[0] if ids else self.running[0][0]
            self._bridge.run(
                self._host.rooms.default_room(agent_id, "chat"), "chat.first", self.open
            )
        else:
            self.opened.emit(None)

    def _forget_old(self) -> None:
        idle = [
            key
            for key, session in self._sessions.items()
            if session is not self.session and not session.writing and not session.draft
        ]
        for key in idle[: max(0, len(self._sessions) - KEPT)]:
            self._sessions.pop(key).close()
