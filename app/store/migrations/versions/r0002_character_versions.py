"""The versions of an agent's character, so that every change of it can be undone."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table and give every agent that is there its first version."""
    connection = op.get_bind()
    connection.exec_driver_sql(
        """CREATE TABLE character_versions (
            agent_id TEXT NOT NULL,
            number INTEGER NOT NULL,
            at INTEGER NOT NULL,
            note TEXT NOT NULL,
            character TEXT NOT NULL,
            PRIMARY KEY (agent_id, number),
            FOREIGN KEY(agent_id) REFERENCES agents (id) ON DELETE CASCADE
        ) WITHOUT ROWID"""
    )
    connection.exec_driver_sql(
        """INSERT INTO character_versions (agent_id, number, at, note, character)
        SELECT id, 1, created, '', character FROM agents"""
    )
