import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from app.core.errors import StoreError
from app.core.paths import Paths
from app.store.schema import HEAD, make_new
from app.store.sqlite import SqliteStore
from app.store.upgrade import _run

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
    await assert_opens_without_alembic(home)


async def test_a_new_file_needs_no_alembic(home: Paths) -> None:
    await assert_opens_without_alembic(home)


async def assert_opens_without_alembic(home: Paths) -> None:
    gone = {name: sys.modules.pop(name) for name in list(sys.modules) if name.startswith("alembic")}
    try:
        await (await SqliteStore.open(home)).close()
        assert "alembic" not in sys.modules
    finally:
        sys.modules.update(gone)


def shape(file: Path) -> dict[str, object]:
    """Return what a file is made of, by name: columns, keys, indexes, and triggers' words."""
    database = sqlite3.connect(file)
    found: dict[str, object] = {}
    for kind, name, sql in database.execute("SELECT type, name, sql FROM sqlite_master"):
        if kind == "table":
            found[name] = database.execute(f"PRAGMA table_xinfo('{name}')").fetchall()
            for part in ("foreign_key_list", "index_list"):
                rows = database.execute(f"PRAGMA {part}('{name}')")
                found[f"{name} {part}"] = sorted(row[1:] for row in rows)
            found[f"{name} options"] = [
                word for word in ("AUTOINCREMENT", "WITHOUT ROWID", "fts5") if word in sql
            ]
        elif kind == "index" and sql:
            words = " ".join(sql.split())
            found[name] = (list(database.execute(f"PRAGMA index_xinfo('{name}')")), words[-40:])
        elif sql:
            found[name] = " ".join(sql.split())
    found["revision"] = database.execute("SELECT * FROM alembic_version").fetchall()
    database.close()
    return found


async def test_a_new_file_is_what_all_migrations_make(tmp_path: Path) -> None:
    new, migrated = tmp_path / "new.db", tmp_path / "migrated.db"
    for file, make in ((new, make_new), (migrated, _run)):
        engine = create_engine(f"sqlite:///{file}")
        with engine.begin() as connection:
            make(connection)
        engine.dispose()
    assert shape(new) == shape(migrated)
