"""Agents and their rooms."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from app.core.message import MessageStatus, Room
from app.core.stored import StoredAgent, StoredVersion
from app.store.schema import (
    agents,
    character_versions,
    from_stored,
    memories,
    messages,
    rooms,
    to_stored,
)
from app.store.thread import Rows, transaction

_said = messages.alias("said")
_newest = (
    select(func.max(_said.c.seq))
    .where(_said.c.room_id == rooms.c.id, _said.c.status != MessageStatus.SUPERSEDED.value)
    .correlate(rooms)
    .scalar_subquery()
)
_rooms = (
    select(rooms, messages.c.at.label("last_at"), messages.c.text.label("last_text"))
    .select_from(rooms.outerjoin(messages, messages.c.seq == _newest))
    .order_by(func.coalesce(messages.c.at, rooms.c.created).desc())
)
_rooms_of_one = _rooms.where(rooms.c.agent_id == bindparam("agent"))
_one_room = _rooms.where(rooms.c.id == bindparam("room"))
_versions_of = (
    select(character_versions)
    .where(character_versions.c.agent_id == bindparam("agent"))
    .order_by(character_versions.c.number.desc())
)

KEPT_VERSIONS = 100
"""So many newest versions of a character are kept, and the first."""


class AgentRows(Rows):
    """The part of the store that knows agents and rooms."""

    @transaction
    def save_agent(
        self, connection: Connection, agent: StoredAgent, at: datetime | None = None, note: str = ""
    ) -> None:
        """Insert the agent, or overwrite all but its id.

        With `at`, a character that is not the one of the newest version becomes a new version, in
        the same transaction.
        """
        character = json.dumps(dict(agent.character), ensure_ascii=False)
        values = {
            "name": agent.name,
            "character": character,
            "origin": agent.origin,
            "enabled": agent.enabled,
            "created": to_stored(agent.created),
        }
        connection.execute(
            insert(agents)
            .values(id=agent.id, **values)
            .on_conflict_do_update(index_elements=["id"], set_=values)
        )
        if at is not None:
            _add_version(connection, agent.id, character, to_stored(at), note)

    @transaction
    def versions(self, connection: Connection, agent_id: str) -> list[StoredVersion]:
        """Return the versions of an agent's character, newest first."""
        return [
            StoredVersion(row.number, from_stored(row.at), row.note, json.loads(row.character))
            for row in connection.execute(_versions_of, {"agent": agent_id})
        ]

    @transaction
    def agents(self, connection: Connection) -> list[StoredAgent]:
        """Return all agents, oldest first."""
        found = connection.execute(select(agents).order_by(agents.c.created, agents.c.name))
        return [
            StoredAgent(
                id=row.id,
                name=row.name,
                character=json.loads(row.character),
                origin=row.origin,
                enabled=row.enabled,
                created=from_stored(row.created),
            )
            for row in found
        ]

    async def remove_agent(self, agent_id: str) -> None:
        """Remove the agent with its rooms, messages, memories and traces, and overwrite them."""
        await self._delete_agent(agent_id)
        await self._sql.scrub()

    @transaction
    def _delete_agent(self, connection: Connection, agent_id: str) -> None:
        connection.execute(delete(agents).where(agents.c.id == agent_id))

    @transaction
    def save_room(self, connection: Connection, room: Room) -> None:
        """Insert the room, or update its name; never touches its messages."""
        named = {"name": room.name, "named_by_person": room.named_by_person}
        connection.execute(
            insert(rooms)
            .values(
                id=room.id,
                agent_id=room.agent_id,
                source=room.source,
                created=to_stored(room.created),
                **named,
            )
            .on_conflict_do_update(index_elements=["id"], set_=named)
        )

    @transaction
    def rooms(self, connection: Connection, agent_id: str = "") -> list[Room]:
        """Return the rooms of one agent or of all, latest activity first."""
        if agent_id:
            return [_room(row) for row in connection.execute(_rooms_of_one, {"agent": agent_id})]
        return [_room(row) for row in connection.execute(_rooms)]

    @transaction
    def room(self, connection: Connection, room_id: str) -> Room | None:
        """Return one room, or None when there is none of this id."""
        row = connection.execute(_one_room, {"room": room_id}).first()
        return None if row is None else _room(row)

    async def remove_room(self, room_id: str) -> list[str]:
        """Remove a room with its messages, memories, traces; return the removed memory ids."""
        removed = await self._delete_room(room_id)
        await self._sql.scrub()
        return removed

    @transaction
    def _delete_room(self, connection: Connection, room_id: str) -> list[str]:
        ids = connection.scalars(select(memories.c.id).where(memories.c.room_id == room_id)).all()
        connection.execute(delete(rooms).where(rooms.c.id == room_id))
        return list(ids)


def _add_version(connection: Connection, agent_id: str, character: str, at: int, note: str) -> None:
    newest = connection.execute(_versions_of.limit(1), {"agent": agent_id}).first()
    if newest is not None and newest.character == character:
        return
    number = newest.number + 1 if newest is not None else 1
    row = {"agent_id": agent_id, "number": number, "at": at, "note": note, "character": character}
    connection.execute(insert(character_versions).values(row))
    # The first one stays: it is the character as it came.
    connection.execute(
        delete(character_versions).where(
            character_versions.c.agent_id == agent_id,
            character_versions.c.number.between(2, number - KEPT_VERSIONS),
        )
    )


def _room(row: Row[Any]) -> Room:
    return Room(
        id=row.id,
        agent_id=row.agent_id,
        name=row.name,
        source=row.source,
        created=from_stored(row.created),
        last_at=None if row.last_at is None else from_stored(row.last_at),
        last_text=row.last_text or "",
        named_by_person=row.named_by_person,
    )
