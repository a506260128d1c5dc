"""The vectors of memories: what the index is rebuilt from."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BindParameter, Connection, bindparam, func, or_, select, update

from app.core.message import Memory
from app.core.ports import IndexRow, Vector
from app.store.memory_rows import memory, plain_memory
from app.store.schema import memories
from app.store.thread import Rows, transaction

_name: BindParameter[str] = bindparam("name")
_without = (
    plain_memory.where(or_(memories.c.embedder < _name, memories.c.embedder > _name))
    .order_by(memories.c.seq.desc())
    .limit(bindparam("many"))
)
_save = (
    update(memories)
    .where(memories.c.id == bindparam("memory"))
    .values(embedder=bindparam("name"), embedding=bindparam("vector"))
)
_of_agent = (memories.c.agent_id == bindparam("agent"), memories.c.embedder == _name)
_count = select(func.count()).where(*_of_agent)
_vectors = (
    select(memories.c.seq, memories.c.id, memories.c.room_id, memories.c.embedding)
    .where(*_of_agent, memories.c.seq > bindparam("after"))
    .order_by(memories.c.seq)
    .limit(bindparam("many"))
)
_sample = select(memories.c.id, memories.c.room_id, memories.c.embedding).where(
    memories.c.seq.in_(
        select(memories.c.seq).where(*_of_agent).order_by(func.random()).limit(bindparam("many"))
    )
)
_some = select(memories.c.id, memories.c.room_id, memories.c.embedding).where(
    memories.c.embedder == _name, memories.c.id.in_(bindparam("ids", expanding=True))
)
_totals = select(func.count(), func.count().filter(memories.c.embedder == _name))


class VectorRows(Rows):
    """The part of the store that knows vectors."""

    @transaction
    def without_vector(self, connection: Connection, embedder: str, limit: int) -> list[Memory]:
        """Return memories that still have no vector of this embedder, newest first."""
        rows = connection.execute(_without, {"name": embedder, "many": limit})
        return [memory(row) for row in rows]

    @transaction
    def save_vectors(
        self, connection: Connection, embedder: str, vectors: Sequence[tuple[str, Vector]]
    ) -> list[str]:
        """Keep the vectors with their memories; return the ids of those that are still there."""
        return [
            memory_id
            for memory_id, vector in vectors
            if connection.execute(
                _save, {"memory": memory_id, "name": embedder, "vector": vector}
            ).rowcount
        ]

    @transaction
    def vectors(
        self, connection: Connection, agent_id: str, embedder: str, after_seq: int, limit: int
    ) -> list[tuple[int, IndexRow]]:
        """Return (seq, row) in rising seq: what an index is rebuilt from."""
        rows = connection.execute(
            _vectors, {"agent": agent_id, "name": embedder, "after": after_seq, "many": limit}
        )
        return [(row.seq, IndexRow(row.id, row.embedding, row.room_id)) for row in rows]

    @transaction
    def vector_count(self, connection: Connection, agent_id: str, embedder: str) -> int:
        """Return how many memories of the agent have a vector of this embedder."""
        return connection.scalar(_count, {"agent": agent_id, "name": embedder}) or 0

    @transaction
    def vector_sample(
        self, connection: Connection, agent_id: str, embedder: str, many: int
    ) -> list[IndexRow]:
        """Return up to `many` rows picked at random."""
        rows = connection.execute(_sample, {"agent": agent_id, "name": embedder, "many": many})
        return [IndexRow(row.id, row.embedding, row.room_id) for row in rows]

    @transaction
    def vectors_of(
        self, connection: Connection, embedder: str, ids: Sequence[str]
    ) -> list[IndexRow]:
        """Return the rows of these ids that have a vector of this embedder."""
        rows = connection.execute(_some, {"name": embedder, "ids": list(ids)})
        return [IndexRow(row.id, row.embedding, row.room_id) for row in rows]

    @transaction
    def vector_totals(self, connection: Connection, embedder: str) -> tuple[int, int]:
        """Return how many memories of all agents have a vector of this embedder, and how many
        memories there are."""
        total, with_vector = connection.execute(_totals, {"name": embedder}).one()
        return with_vector or 0, total
