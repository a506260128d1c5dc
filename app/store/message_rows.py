"""Messages: committed with their memory in one transaction, before anything answers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, delete, exists, func, select, update
from sqlalchemy.dialects.sqlite import insert

from app.core.errors import NotFound
from app.core.message import (
    Memory,
    MemoryKind,
    Message,
    MessageStatus,
    Speaker,
    Trust,
)
from app.store.full_text import matching, words_of
from app.store.memory_rows import insert_memories
from app.store.schema import (
    PLACE,
    agents,
    day_words,
    from_stored,
    memories,
    messages,
    to_stored,
)
from app.store.taking_part import note_participants
from app.store.thread import Rows, transaction

_SUPERSEDED = MessageStatus.SUPERSEDED.value

_by_id = select(messages).where(messages.c.id == bindparam("id"))
_insert = insert(messages).on_conflict_do_nothing().returning(messages.c.seq)
_page = (
    select(messages)
    .where(
        messages.c.room_id == bindparam("room"),
        messages.c.seq < bindparam("before"),
        messages.c.status != _SUPERSEDED,
    )
    .order_by(messages.c.seq.desc())
    .limit(bindparam("many"))
)
_reply = messages.alias("reply")
_later = messages.alias("later")
_unanswered = (
    select(messages)
    .join(agents, and_(agents.c.id == messages.c.agent_id, agents.c.enabled))
    .where(
        messages.c.seq.in_(
            select(func.max(_later.c.seq))
            .where(_later.c.speaker == Speaker.USER.value, _later.c.status != _SUPERSEDED)
            .group_by(_later.c.room_id)
        ),
        messages.c.status == MessageStatus.WHOLE.value,
        ~exists().where(_reply.c.reply_to == messages.c.id, _reply.c.status != _SUPERSEDED),
    )
    .order_by(messages.c.seq)
)
_found = (
    select(messages)
    .join(memories, memories.c.id == messages.c.id)
    .where(matching(), messages.c.status != _SUPERSEDED)
    .order_by(messages.c.seq.desc())
    .limit(bindparam("many"))
)
_NEWEST = 2**62


class MessageRows(Rows):
    """The part of the store that knows messages. A message's memory has the message's id."""

    @transaction
    def commit_message(self, connection: Connection, message: Message) -> tuple[Message, bool]:
        """Store a message durably with its memory row and its words, before returning.

        Returns the stored message with its `seq`, and False when that id was there before (then
        the stored one is returned, unchanged). The room must exist, else StoreError.
        """
        seq = connection.scalar(_insert, _values(message))
        if seq is None:
            return _message(connection.execute(_by_id, {"id": message.id}).one()), False
        note_participants(connection, [(message.room_id, message.author_id, message.author)])
        if memory := _memory(message):
            insert_memories(connection, [memory])
        return replace(message, seq=seq), True

    @transaction
    def replace_reply(self, connection: Connection, message: Message) -> Message:
        """Overwrite text, status, reason and trace of a stored message and its memory row.

        The memory loses its vector and gets a new one later. Raises NotFound.
        """
        changed = connection.execute(
            update(messages)
            .where(messages.c.id == message.id)
            .values(
                text=message.text,
                status=message.status.value,
                reason=message.reason,
                trace_id=message.trace_id,
            )
            .returning(messages)
        ).one_or_none()
        if changed is None:
            raise NotFound("This message is no longer there.")
        stored = _message(changed)
        _renew_memory(connection, stored)
        return stored

    @transaction
    def set_status(self, connection: Connection, message_id: str, status: MessageStatus) -> None:
        """Change the status; a superseded message is no longer remembered. Raises NotFound."""
        changed = connection.execute(
            update(messages)
            .where(messages.c.id == message_id)
            .values(status=status.value)
            .returning(messages)
        ).one_or_none()
        if changed is None:
            raise NotFound("This message is no longer there.")
        stored = _message(changed)
        if _memory(stored) is None:
            connection.execute(delete(memories).where(memories.c.id == message_id))

    @transaction
    def message(self, connection: Connection, message_id: str) -> Message | None:
        """Return the message of this id, whatever its status."""
        row = connection.execute(_by_id, {"id": message_id}).one_or_none()
        return None if row is None else _message(row)

    @transaction
    def messages(
        self, connection: Connection, room_id: str, before_seq: int = 0, limit: int = 50
    ) -> list[Message]:
        """Return up to `limit` messages below `before_seq` (0: the newest), oldest first, without
        superseded ones."""
        rows = connection.execute(
            _page, {"room": room_id, "before": before_seq or _NEWEST, "many": limit}
        ).all()
        return [_message(row) for row in reversed(rows)]

    @transaction
    def unanswered(self, connection: Connection) -> list[Message]:
        """Return what a crash left without an answer, oldest first: at most one per room.

        That is, in each room of an enabled agent, the newest message of a person, if it is whole
        and no reply to it is kept. An incomplete reply counts as one (the person continues it); a
        superseded reply does not. Older questions that were passed over stay as they are.
        """
        return [_message(row) for row in connection.execute(_unanswered)]

    @transaction
    def find_messages(self, connection: Connection, text: str, limit: int = 50) -> list[Message]:
        """Return messages of all rooms that contain the words, newest first.

        The last word may be the beginning of one.
        """
        words = words_of(text)
        if not words:
            return []
        query = "text : (" + " ".join(f'"{word}"' for word in words) + "*)"
        rows = connection.execute(_found, {"words": query, "many": limit})
        return [_message(row) for row in rows]


def _renew_memory(connection: Connection, message: Message) -> None:
    memory = _memory(message)
    if memory is None:
        connection.execute(delete(memories).where(memories.c.id == message.id))
        return
    changed = connection.execute(
        update(memories)
        .where(memories.c.id == message.id)
        .values(text=memory.text, day=day_words(memory.at), embedder="", embedding=PLACE)
    )
    if not changed.rowcount:
        insert_memories(connection, [memory])


def _memory(message: Message) -> Memory | None:
    if message.status is MessageStatus.SUPERSEDED or not message.text.strip():
        return None
    return Memory(
        id=message.id,
        agent_id=message.agent_id,
        room_id=message.room_id,
        kind=MemoryKind.MESSAGE,
        author_id=message.author_id,
        author=message.author,
        text=message.text,
        at=message.at,
        source=message.source,
        trust=message.trust,
        speaker=message.speaker,
        origin_id=message.id,
    )


def _values(message: Message) -> dict[str, Any]:
    return {
        "id": message.id,
        "room_id": message.room_id,
        "agent_id": message.agent_id,
        "speaker": message.speaker.value,
        "author_id": message.author_id,
        "author": message.author,
        "text": message.text,
        "at": to_stored(message.at),
        "source": message.source,
        "trust": message.trust.value,
        "status": message.status.value,
        "reason": message.reason,
        "reply_to": message.reply_to,
        "trace_id": message.trace_id,
    }


def _message(row: Row[Any]) -> Message:
    return Message(
        id=row.id,
        room_id=row.room_id,
        agent_id=row.agent_id,
        speaker=Speaker(row.speaker),
        author_id=row.author_id,
        author=row.author,
        text=row.text,
        at=from_stored(row.at),
        source=row.source,
        trust=Trust(row.trust),
        status=MessageStatus(row.status),
        reason=row.reason,
        reply_to=row.reply_to,
        trace_id=row.trace_id,
        seq=row.seq,
    )
