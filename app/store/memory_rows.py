"""Memories: what was said, found again by id, by order and by its words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, select, text, update
from sqlalchemy.dialects.sqlite import insert

from app.core.message import Memory, MemoryKind, MessageStatus, Speaker, Trust
from app.store.full_text import any_of
from app.store.schema import (
    PLACE,
    day_words,
    from_stored,
    memories,
    messages,
    participants,
    rooms,
    to_stored,
)
from app.store.taking_part import note_participants
from app.store.thread import Rows, transaction

_plain = [column for column in memories.c if column.name not in {"day", "embedder", "embedding"}]
plain_memory = select(*_plain)
"""Everything of a memory but its vector."""

among = memories.c.id.in_(bindparam("ids", expanding=True))
"""The condition that a memory is one of the parameter `ids`."""
_insert = insert(memories).on_conflict_do_nothing().returning(memories.c.seq)
_by_ids = plain_memory.where(among)
_names = (
    select(participants.c.name)
    .join(rooms, rooms.c.id == participants.c.room_id)
    .where(rooms.c.agent_id == bindparam("agent"))
    .distinct()
)
_full_text = text("""
    SELECT memories.id, -memories_fts.rank AS score
    FROM memories_fts JOIN memories ON memories.seq = memories_fts.rowid
    WHERE memories_fts MATCH :words AND memories.agent_id = :agent
        AND (:room = '' OR memories.room_id = :room)
    ORDER BY memories_fts.rank LIMIT :many
""")
_neighbours = text("""
    SELECT wanted.value AS id,
        (SELECT id FROM memories WHERE room_id = here.room_id AND seq < here.seq
            ORDER BY seq DESC LIMIT 1) AS before,
        (SELECT id FROM memories WHERE room_id = here.room_id AND seq > here.seq
            ORDER BY seq LIMIT 1) AS after
    FROM json_each(:ids) AS wanted JOIN memories AS here ON here.id = wanted.value
""")
_NEWEST = 2**62
_SLICE = 500
"""Ids in one statement; SQLite's own bound is far above."""


class MemoryRows(Rows):
    """The part of the store that knows memories."""

    @transaction
    def add_memories(self, connection: Connection, memories: Sequence[Memory]) -> int:
        """Insert those whose id is new, in order; return how many were.

        Raises StoreError, with none inserted, when a room does not exist.
        """
        note_participants(
            connection, ((row.room_id, row.author_id, row.author) for row in memories)
        )
        return insert_memories(connection, memories)

    @transaction
    def memories(self, connection: Connection, ids: Sequence[str]) -> list[Memory]:
        """Return the memories of these ids, in the order asked, without those that are gone."""
        found: dict[str, Memory] = {}
        for some in sliced(ids):
            for row in connection.execute(_by_ids, {"ids": some}):
                found[row.id] = memory(row)
        return [found[wanted] for wanted in ids if wanted in found]

    @transaction
    def list_memories(
        self,
        connection: Connection,
        agent_id: str,
        room_id: str = "",
        before_seq: int = 0,
        limit: int = 100,
    ) -> list[Memory]:
        """Return up to `limit` memories of the agent below `before_seq` (0: the newest), newest
        first."""
        query = plain_memory.where(
            memories.c.agent_id == agent_id, memories.c.seq < (before_seq or _NEWEST)
        )
        if room_id:
            query = query.where(memories.c.room_id == room_id)
        rows = connection.execute(query.order_by(memories.c.seq.desc()).limit(limit))
        return [memory(row) for row in rows]

    async def remove_memories(self, ids: Sequence[str]) -> dict[str, int]:
        """Remove and overwrite the memories, their vectors and words, and blank their messages.

        Returns how many were removed from each place. The blanked message keeps its id, so that
        it is not taken in again when it arrives a second time.
        """
        receipt = await self._delete_memories(ids)
        await self._sql.scrub()
        return receipt

    @transaction
    def _delete_memories(self, connection: Connection, ids: Sequence[str]) -> dict[str, int]:
        receipt = {"memories": 0, "full text": 0, "stored vectors": 0, "messages": 0}
        for some in sliced(ids):
            rows = connection.execute(
                delete(memories).where(among).returning(memories.c.origin_id, memories.c.embedder),
                {"ids": some},
            ).all()
            receipt["memories"] += len(rows)
            receipt["full text"] += len(rows)
            receipt["stored vectors"] += sum(bool(row.embedder) for row in rows)
            blanked = connection.execute(
                update(messages)
                .where(messages.c.id.in_([row.origin_id for row in rows if row.origin_id]))
                .values(text="", reason="", status=MessageStatus.SUPERSEDED.value)
            )
            receipt["messages"] += blanked.rowcount
        return receipt

    @transaction
    def full_text(
        self, connection: Connection, agent_id: str, query: str, limit: int, room_id: str = ""
    ) -> list[tuple[str, float]]:
        """Return ids with their BM25 score (higher is better), best first; [] for no words."""
        words = any_of(query)
        if not words:
            return []
        rows = connection.execute(
            _full_text, {"words": words, "agent": agent_id, "room": room_id, "many": limit}
        )
        return [(row.id, row.score) for row in rows]

    @transaction
    def neighbours(self, connection: Connection, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return for each id the ids said just before and after it in its room ('' for none)."""
        rows = connection.execute(_neighbours, {"ids": json.dumps(list(ids))})
        return {row.id: (row.before or "", row.after or "") for row in rows}

    @transaction
    def participants(self, connection: Connection, agent_id: str) -> list[str]:
        """Return the names of everyone who spoke to this agent, and its own."""
        return sorted(connection.scalars(_names, {"agent": agent_id}).all())


def insert_memories(connection: Connection, added: Iterable[Memory]) -> int:
    """Insert those whose id is new, with their words; return how many were."""
    return sum(connection.scalar(_insert, _values(row)) is not None for row in added)


def sliced(ids: Sequence[str]) -> Iterable[list[str]]:
    """Return the ids in lists that fit one statement."""
    return (list(ids[start : start + _SLICE]) for start in range(0, len(ids), _SLICE))


def memory(row: Row[Any]) -> Memory:
    """Return the memory of a row of `plain_memory`."""
    return Memory(
        id=row.id,
        agent_id=row.agent_id,
        room_id=row.room_id,
        kind=MemoryKind(row.kind),
        author_id=row.author_id,
        author=row.author,
        text=row.text,
        at=from_stored(row.at),
        source=row.source,
        trust=Trust(row.trust),
        speaker=Speaker(row.speaker),
        origin_id=row.origin_id,
        seq=row.seq,
        meta=json.loads(row.meta) if row.meta else {},
    )


def _values(row: Memory) -> dict[str, Any]:
    return {
        "id": row.id,
        "agent_id": row.agent_id,
        "room_id": row.room_id,
        "kind": row.kind.value,
        "author_id": row.author_id,
        "author": row.author,
        "day": day_words(row.at),
        "text": row.text,
        "at": to_stored(row.at),
        "source": row.source,
        "trust": row.trust.value,
        "speaker": row.speaker.value,
        "origin_id": row.origin_id,
        "meta": json.dumps(dict(row.meta), ensure_ascii=False) if row.meta else "",
        "embedder": "",
        "embedding": PLACE,
    }
