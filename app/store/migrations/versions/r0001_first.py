"""The first shape: agents, rooms, who takes part, messages, memories with full text, traces.

Written out in SQL rather than taken from `schema`, because this revision stays as it is for ever.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_TABLES = """
CREATE TABLE agents (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    character TEXT NOT NULL,
    origin TEXT NOT NULL,
    enabled BOOLEAN NOT NULL,
    created INTEGER NOT NULL
);
CREATE TABLE rooms (
    id TEXT NOT NULL PRIMARY KEY,
    agent_id TEXT NOT NULL,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    created INTEGER NOT NULL,
    named_by_person BOOLEAN NOT NULL,
    FOREIGN KEY(agent_id) REFERENCES agents (id) ON DELETE CASCADE
);
CREATE INDEX rooms_by_agent ON rooms (agent_id);
CREATE TABLE entities (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    created INTEGER NOT NULL
);
CREATE TABLE participants (
    room_id TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (room_id, entity_id, name),
    FOREIGN KEY(room_id) REFERENCES rooms (id) ON DELETE CASCADE,
    FOREIGN KEY(entity_id) REFERENCES entities (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX participants_by_entity ON participants (entity_id);
CREATE TABLE messages (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    room_id TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    speaker TEXT NOT NULL,
    author_id TEXT NOT NULL,
    author TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    trust TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    reply_to TEXT NOT NULL,
    trace_id TEXT NOT NULL,
    FOREIGN KEY(room_id) REFERENCES rooms (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX messages_by_id ON messages (id);
CREATE INDEX messages_by_room ON messages (room_id, seq);
CREATE INDEX messages_by_reply ON messages (reply_to) WHERE reply_to <> '';
CREATE TABLE memories (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL,
    agent_id TEXT NOT NULL,
    room_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    author_id TEXT NOT NULL,
    author TEXT NOT NULL,
    day TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    source TEXT NOT NULL,
    trust TEXT NOT NULL,
    speaker TEXT NOT NULL,
    origin_id TEXT NOT NULL,
    meta TEXT NOT NULL,
    embedder TEXT NOT NULL,
    embedding BLOB,
    FOREIGN KEY(room_id) REFERENCES rooms (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX memories_by_id ON memories (id);
CREATE INDEX memories_by_room ON memories (room_id, seq);
CREATE INDEX memories_by_embedder ON memories (agent_id, embedder);
CREATE INDEX memories_by_origin ON memories (origin_id) WHERE origin_id <> '';
CREATE TABLE traces (
    id TEXT NOT NULL PRIMARY KEY,
    room_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    body BLOB NOT NULL,
    FOREIGN KEY(room_id) REFERENCES rooms (id) ON DELETE CASCADE
);
CREATE INDEX traces_by_room ON traces (room_id);
CREATE INDEX traces_by_time ON traces (at);
CREATE TABLE texts (
    digest TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL
)
"""

_FULL_TEXT = (
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


def upgrade() -> None:
    """Make every table, index and trigger."""
    connection = op.get_bind()
    for statement in (*_TABLES.split(";\n"), *_FULL_TEXT):
        connection.exec_driver_sql(statement)
