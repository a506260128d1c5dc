import sqlite3
import sys
from pathlib import Path

import pytest

from app.core.errors import StoreError
from app.core.paths import Paths
from app.store.schema import HEAD
from app.store.sqlite import SqliteStore

FIXTURES = Path(__file__).parent / "fixtures"


def version(file: Path) -> int:
    with sqlite3.connect(file) as database:
        (found,) = database.execute("PRAGMA user_version").fetchone()
    database.close()
    return int(found)


async def test_a_fresh_file_is_brought_to_the_newest_revision(home: Paths) -> None:
    await (await SqliteStore.open(home)).close()
    assert version(home.database) == HEAD


@pytest.mark.parametrize("number", range(1, HEAD + 1))
async def test_a_file_of_every_revision_keeps_what_was_said(home: Paths, number: int) -> None:
    script = (FIXTURES / f"revision_{number:04d}.sql").read_text(encoding="utf-8")
    database = sqlite3.connect(home.database)
    database.executescript(script)
    database.close()
    store = await SqliteStore.open(home)
    try:
        (agent,) = await store.agents()
        assert agent.name == "Eliza"
        (room,) = await store.rooms(agent.id)
        assert room.last_text == "Then I shall call you Robin from now on."
        messages = await store.messages(room.id)
        assert [message.speaker for message in messages] == ["user", "agent"]
        assert await store.full_text(agent.id, "robins", 5) != []
        assert [row.id for row in await store.vector_sample(agent.id, "fixture", 5)] == [
            messages[0].id
        ]
        assert await store.trace(messages[1].trace_id) == b"trace"
    finally:
        await store.close()
    assert version(home.database) == HEAD


async def test_a_newer_file_is_refused_and_left_as_it_is(home: Paths) -> None:
    with sqlite3.connect(home.database) as database:
        database.execute("CREATE TABLE later (x)")
        database.execute(f"PRAGMA user_version = {HEAD + 1}")
    database.close()
    with pytest.raises(StoreError, match="newer version of Familiar"):
        await SqliteStore.open(home)
    assert version(home.database) == HEAD + 1


async def test_a_file_that_is_up_to_date_needs_no_alembic(home: Paths) -> None:
    await (await SqliteStore.open(home)).close()
    gone = {name: sys.modules.pop(name) for name in list(sys.modules) if name.startswith("alembic")}
    try:
        await (await SqliteStore.open(home)).close()
        assert "alembic" not in sys.modules
    finally:
        sys.modules.update(gone)
