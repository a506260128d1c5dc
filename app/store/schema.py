"""The tables of the book of record, and the words by which a memory is found in full text.

What is here is the newest shape; `migrations` brings older files to it. Times are whole
microseconds since 1970 in UTC. Ids are text, `seq` is a number that only ever rises.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

HEAD = 2
"""The newest revision: the number in the name of the last file in `migrations/versions`. The file
itself carries it as SQLite's `user_version`, so that opening costs one read."""

metadata = MetaData()

agents = Table(
    "agents",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("character", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("enabled", Boolean, nullable=False),
    Column("created", Integer, nullable=False),
)

character_versions = Table(
    "character_versions",
    metadata,
    Column("agent_id", Text, ForeignKey("agents.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Integer, nullable=False),
    Column("note", Text, nullable=False),
    Column("character", Text, nullable=False),
    sqlite_with_rowid=False,
)
"""Every state an agent's character had; the highest number is the one in `agents`."""

rooms = Table(
    "rooms",
    metadata,
    Column("id", Text, primary_key=True),
    Column("agent_id", Text, ForeignKey("agents.id", ondelete="CASCADE"), nullable=False),
    Column("name", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("created", Integer, nullable=False),
    Column("named_by_person", Boolean, nullable=False),
    Index("rooms_by_agent", "agent_id"),
)

entities = Table(
    "entities",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("created", Integer, nullable=False),
)

participants = Table(
    "participants",
    metadata,
    Column("room_id", Text, ForeignKey("rooms.id", ondelete="CASCADE"), primary_key=True),
    Column("entity_id", Text, ForeignKey("entities.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Index("participants_by_entity", "entity_id"),
    sqlite_with_rowid=False,
)

messages = Table(
    "messages",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("room_id", Text, ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("agent_id", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("author_id", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("trust", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("reply_to", Text, nullable=False),
    Column("trace_id", Text, nullable=False),
    Index("messages_by_id", "id", unique=True),
    Index("messages_by_room", "room_id", "seq"),
    Index("messages_by_reply", "reply_to", sqlite_where=text("reply_to <> ''")),
    sqlite_autoincrement=True,
)

memories = Table(
    "memories",
    metadata,
    Column("seq", Integer, primary_key=True),
    Column("id", Text, nullable=False),
    Column("agent_id", Text, nullable=False),
    Column("room_id", Text, ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("author_id", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("trust", Text, nullable=False),
    Column("speaker", Text, nullable=False),
    Column("origin_id", Text, nullable=False),
    Column("meta", Text, nullable=False),
    Column("embedder", Text, nullable=False),
    Column("embedding", LargeBinary),
    Index("memories_by_id", "id", unique=True),
    Index("memories_by_room", "room_id", "seq"),
    Index("memories_by_embedder", "agent_id", "embedder"),
    Index("memories_by_origin", "origin_id", sqlite_where=text("origin_id <> ''")),
    sqlite_autoincrement=True,
)
"""`day` is the date in words, so that "in May" finds it. `embedder` is '' until `embedding` holds
the vector of the embedder of that name. The full-text index `memories_fts` over author, day and
text is kept by triggers; it holds no copy of the text."""

traces = Table(
    "traces",
    metadata,
    Column("id", Text, primary_key=True),
    Column("room_id", Text, ForeignKey("rooms.id", ondelete="CASCADE"), nullable=False),
    Column("at", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index("traces_by_room", "room_id"),
    Index("traces_by_time", "at"),
)

texts = Table(
    "texts",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("text", Text, nullable=False),
)

FULL_TEXT = (
    """CREATE VIRTUAL TABLE memories_fts USING fts5(
        author, day, text, content='memories', content_rowid='seq',
        tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER memories_added AFTER INSERT ON memories BEGIN
        INSERT INTO memories_fts (rowid, author, day, text)
        VALUES (new.seq, new.author, new.day, new.text);
    END""",
    """CREATE TRIGGER memories_removed AFTER DELETE ON memories BEGIN
        INSERT INTO memories_fts (memories_fts, rowid, author, day, text)
        VALUES ('delete', old.seq, old.author, old.day, old.text);
    END""",
    """CREATE TRIGGER memories_reworded AFTER UPDATE OF author, day, text ON memories BEGIN
        INSERT INTO memories_fts (memories_fts, rowid, author, day, text)
        VALUES ('delete', old.seq, old.author, old.day, old.text);
        INSERT INTO memories_fts (rowid, author, day, text)
        VALUES (new.seq, new.author, new.day, new.text);
    END""",
)
"""What SQLAlchemy has no words for: the full-text index and the triggers that keep it."""


def make_new(connection: Connection) -> None:
    """Make everything in an empty file, as all migrations together would (a test compares them).

    A new home then needs no alembic, which would stay in memory (15 MB) for as long as it runs.
    """
    metadata.create_all(connection)
    for statement in FULL_TEXT:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (f"{HEAD:04d}",))


PLACE = bytes(768)
"""Stands in `embedding` until there is a vector (384 numbers of float16): a row that grew by that
much afterwards would leave its page half empty, a third of the file."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def to_stored(at: datetime) -> int:
    """Return the moment as it is kept. A time without a zone is taken as UTC."""
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return (aware - _EPOCH) // _MICROSECOND


def from_stored(at: int) -> datetime:
    """Return the moment that `to_stored` kept, aware, in UTC."""
    return _EPOCH + at * _MICROSECOND


MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def day_words(at: datetime) -> str:
    """Return the date as people say it, "8 May 2023": in English whatever the system speaks."""
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"
