"""Traces, and the texts that many of them share."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from app.store.schema import texts, to_stored, traces
from app.store.thread import Rows, transaction

_insert_text = insert(texts).on_conflict_do_nothing()
_trace = select(traces.c.body).where(traces.c.id == bindparam("id"))
_text = select(texts.c.text).where(texts.c.digest == bindparam("digest"))


class TraceRows(Rows):
    """The part of the store that knows traces."""

    @transaction
    def save_trace(
        self, connection: Connection, trace_id: str, room_id: str, at: datetime, body: bytes
    ) -> None:
        """Keep a trace, replacing one of the same id. The room must exist, else StoreError."""
        values = {"room_id": room_id, "at": to_stored(at), "body": body}
        connection.execute(
            insert(traces)
            .values(id=trace_id, **values)
            .on_conflict_do_update(index_elements=["id"], set_=values)
        )

    @transaction
    def trace(self, connection: Connection, trace_id: str) -> bytes | None:
        """Return the body of a trace."""
        return connection.scalar(_trace, {"id": trace_id})

    @transaction
    def remove_traces_before(self, connection: Connection, at: datetime) -> int:
        """Remove what is older; return how many traces that were."""
        return connection.execute(delete(traces).where(traces.c.at < to_stored(at))).rowcount

    @transaction
    def save_text(self, connection: Connection, digest: str, text: str) -> None:
        """Keep a text under its SHA-256 once, however often it is saved."""
        connection.execute(_insert_text, {"digest": digest, "text": text})

    @transaction
    def text(self, connection: Connection, digest: str) -> str | None:
        """Return the text of this digest."""
        return connection.scalar(_text, {"digest": digest})
