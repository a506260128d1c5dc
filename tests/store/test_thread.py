import asyncio
import threading

import pytest

from app.core.errors import StoreError
from app.core.paths import Paths
from app.core.tasks import end, spawn
from app.store.sqlite import SqliteStore
from app.store.thread import SqlThread
from tests.counterparts.rows import said


async def test_all_sql_runs_on_one_other_thread(store: SqliteStore) -> None:
    threads = {await store._sql.run(lambda _: threading.get_ident()) for _ in range(5)}
    assert len(threads) == 1
    assert threading.get_ident() not in threads


async def test_a_failing_piece_of_work_leaves_nothing_behind(store: SqliteStore) -> None:
    def half(connection: object) -> None:
        connection.exec_driver_sql("DELETE FROM rooms")  # type: ignore[attr-defined]
        raise StoreError("planned")

    with pytest.raises(StoreError, match="planned"):
        await store._sql.run(half)
    assert len(await store.rooms()) == 3


async def test_a_cancelled_caller_does_not_take_its_commit_back(store: SqliteStore) -> None:
    blocker = threading.Event()
    asyncio.get_running_loop().call_later(0.05, blocker.set)
    waiting = spawn(store._sql.run(lambda _: blocker.wait(10)), "waiting")
    writing = spawn(store.commit_message(said("still there")), "writing")
    await asyncio.sleep(0)
    await end(writing)
    assert writing.cancelled()
    await waiting
    assert [row.text for row in await store.messages("den")] == ["still there"]


async def test_the_file_is_durable_private_to_forgetting_and_checks_its_references(
    store: SqliteStore,
) -> None:
    def pragma(name: str) -> object:
        return lambda connection: connection.exec_driver_sql(f"PRAGMA {name}").scalar()

    found = {
        name: await store._sql.run(pragma(name))  # type: ignore[arg-type]
        for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
    }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


async def test_a_closed_store_says_so(home: Paths) -> None:
    sql = SqlThread()
    with pytest.raises(StoreError, match="closed"):
        await sql.run(lambda _: None)
    await sql.connect(home.database)
    await sql.disconnect()
    with pytest.raises(StoreError, match="closed"):
        await sql.run(lambda _: None)
    with pytest.raises(StoreError, match="closed"):
        await sql.scrub()
