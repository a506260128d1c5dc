"""Rooms and what was said in them, for whoever shows or searches them."""

from __future__ import annotations

from dataclasses import replace

from app.core.errors import ConfigError, NotFound
from app.core.events import Bus, RoomChanged
from app.core.message import Message, Room, new_id, stable_id
from app.core.ports import Clock, Store, VectorIndex

Messages = list[Message]

NAME_CHARS = 60
"""A room named by its first message shows this many characters of it."""


class Conversations:
    """The rooms of all agents, over the store."""

    def __init__(self, store: Store, index: VectorIndex, bus: Bus, clock: Clock) -> None:
        self._store = store
        self._index = index
        self._bus = bus
        self._clock = clock

    async def list(self, agent_id: str = "") -> list[Room]:
        """Return the rooms of one agent or of all, latest activity first."""
        return await self._store.rooms(agent_id)

    async def get(self, room_id: str) -> Room:
        """Return a room. Raises NotFound."""
        room = await self._store.room(room_id)
        if room is None:
            raise NotFound("That conversation does not exist any more.")
        return room

    async def create(self, agent_id: str, source: str = "chat", name: str = "") -> Room:
        """Start a new conversation with an agent."""
        room = Room(new_id(), agent_id, name, source, self._clock.now(), named_by_person=bool(name))
        return await self._save(room)

    async def default_room(self, agent_id: str, source: str) -> Room:
        """Return the conversation a caller gets that names none; made on first use."""
        return await self.named(agent_id, source, "")

    async def named(self, agent_id: str, source: str, name: str) -> Room:
        """Return the agent's room called `name` of this source, by name or id; made on first use.

        The same agent, source and name is the same room in every process and after a restart.
        """
        wanted = stable_id("room", agent_id, source, name)
        if room := await self._store.room(wanted):
            return room
        for room in await self._store.rooms(agent_id) if name else ():
            if room.id == name or room.name.casefold() == name.casefold():
                return room
        return await self._save(
            Room(wanted, agent_id, name, source, self._clock.now(), named_by_person=bool(name))
        )

    async def rename(self, room_id: str, name: str) -> Room:
        """Give a room a name. Raises ConfigError for an empty or overlong one, NotFound."""
        name = " ".join(name.split())
        if not 1 <= len(name) <= 200:
            raise ConfigError("A conversation's name has between 1 and 200 letters.")
        room = await self.get(room_id)
        return await self._save(replace(room, name=name, named_by_person=True))

    async def name_after(self, room: Room, text: str) -> None:
        """Name an unnamed room after the first thing said in it."""
        if room.name or room.named_by_person:
            return
        name = " ".join(text.split())
        if len(name) > NAME_CHARS:
            name = name[:NAME_CHARS].rsplit(" ", 1)[0] + "…"
        if name:
            await self._save(replace(room, name=name))

    async def remove(self, room_id: str) -> None:
        """Remove a room with all that was said and remembered in it."""
        room = await self.get(room_id)
        memories = await self._store.remove_room(room_id)
        self._bus.publish(RoomChanged(room_id))
        if memories:
            await self._index.remove(room.agent_id, memories)

    async def history(self, room_id: str, before_seq: int = 0, limit: int = 50) -> Messages:
        """Return up to `limit` messages before `before_seq` (0: the newest), oldest first."""
        return await self._store.messages(room_id, before_seq, limit)

    async def find(self, text: str, limit: int = 50) -> Messages:
        """Return messages of all rooms that contain the words, newest first."""
        return await self._store.find_messages(text, limit) if text.strip() else []

    async def _save(self, room: Room) -> Room:
        await self._store.save_room(room)
        self._bus.publish(RoomChanged(room.id))
        return room
