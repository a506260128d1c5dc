"""The indexer over a real store, with the exact index of the counterparts."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest

from app.core.aligner import PAGE
from app.core.errors import NotReady, StoreError, WorkerError
from app.core.indexer import FEW, Indexer, Pace
from app.core.paths import Paths
from app.store.sqlite import SqliteStore
from tests.counterparts.moody_index import Moody
from tests.counterparts.rows import open_with_rooms, remembered, said


@pytest.fixture
async def store(home: Paths) -> AsyncIterator[SqliteStore]:
    opened = await open_with_rooms(home)
    yield opened
    await opened.close()


@pytest.fixture
def index() -> Moody:
    return Moody()


@pytest.fixture
async def indexer(store: SqliteStore, index: Moody) -> AsyncIterator[Indexer]:
    made = Indexer(store, index.embedder, index, pace=Pace(0.01, 0.1, 0.05, 0.01))
    yield made
    await made.stop()


async def until(true: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not true():
            await asyncio.sleep(0.01)


async def tell(store: SqliteStore, many: int) -> list[str]:
    rows = [remembered(f"thing {number}") for number in range(many)]
    await store.add_memories(rows)
    return [row.id for row in rows]


async def test_settling_makes_every_vector_and_counts_them(
    store: SqliteStore, index: Moody, indexer: Indexer
) -> None:
    ids = await tell(store, PAGE + 7)
    await store.commit_message(said("mine", room_id="shed", agent_id="ben"))
    steps: list[tuple[int, int]] = []
    await indexer.settle("ada", lambda done, of: steps.append((done, of)))
    assert set(index.rows["ada"]) == set(ids)
    assert len(index.rows["ben"]) == 1
    assert steps[-1] == (PAGE + 8, PAGE + 8)
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert indexer.soundness == {"ada": 1.0}
    assert index.flushed == 1


async def test_new_memories_are_indexed_in_the_background_and_flushed_after_a_while(
    store: SqliteStore, index: Moody, indexer: Indexer
) -> None:
    indexer.start()
    ids = await tell(store, 3)
    indexer.wake()
    await until(lambda: set(index.rows.get("ada", {})) == set(ids))
    await until(lambda: index.flushed == 1)
    await until(lambda: indexer.soundness == {"ada": 1.0})


async def test_a_message_alone_does_not_make_the_index_write(
    store: SqliteStore, index: Moody
) -> None:
    indexer = Indexer(store, index.embedder, index, pace=Pace(0.01, 0.1, 60.0, 0.01))
    indexer.start()
    for number in range(1, 4):
        await tell(store, 1)
        indexer.wake()
        await until(lambda many=number: len(index.rows.get("ada", {})) == many)
    assert index.flushed == 0
    await indexer.stop()
    assert index.flushed == 1


async def test_a_few_wait_for_the_helper_and_many_start_it(
    store: SqliteStore, index: Moody, indexer: Indexer
) -> None:
    index.number = 0
    indexer.start()
    await tell(store, FEW - 1)
    indexer.wake()
    await asyncio.sleep(0.1)
    assert index.rows == {}
    await tell(store, 1)
    indexer.wake()
    await until(lambda: len(index.rows.get("ada", {})) == FEW)


async def test_catching_up_takes_the_newest_few(
    store: SqliteStore, index: Moody, indexer: Indexer
) -> None:
    ids = await tell(store, FEW + 5)
    await indexer.catch_up()
    assert list(index.rows["ada"]) == ids[:4:-1]


async def test_it_is_verified_once_in_each_life(
    store: SqliteStore, index: Moody, indexer: Indexer
) -> None:
    await tell(store, 2)
    await indexer.settle("ada")
    indexer.soundness.clear()
    indexer.start()
    indexer.use("ada")
    await asyncio.sleep(0.1)
    assert indexer.soundness == {}
    index.number = 2
    indexer.use("ada")
    await until(lambda: indexer.soundness == {"ada": 1.0})


async def test_an_index_that_breaks_while_adding_loses_nothing(
    store: SqliteStore, index: Moody, indexer: Indexer
) -> None:
    ids = await tell(store, 5)
    index.faults = [StoreError("The memory index is damaged.")]
    await indexer.settle("ada")
    assert set(index.rows["ada"]) == set(ids)


@pytest.mark.expects_warning("memory.index_set_aside")
async def test_an_index_over_which_the_helper_dies_twice_is_set_aside(
    store: SqliteStore, index: Moody, indexer: Indexer
) -> None:
    died = WorkerError("It died.")
    await indexer.failed("ada", died)
    indexer.succeeded("ada")
    await indexer.failed("ada", died)
    await indexer.failed("ada", NotReady("Later."))
    assert index.aside == []
    await indexer.failed("ada", died)
    assert index.aside == ["ada"]


@pytest.mark.expects_warning("memory.index_set_aside", "memory.index_unusable")
async def test_setting_aside_may_fail_too(index: Moody, indexer: Indexer) -> None:
    index.faults = [NotReady("Off.")]
    for _ in range(2):
        await indexer.failed("ada", WorkerError("It died."))
    assert index.aside == []


@pytest.mark.expects_warning("memory.indexing_failed")
async def test_a_failing_helper_is_tried_again_and_complained_about_once(
    store: SqliteStore, index: Moody, indexer: Indexer, log_watch: object
) -> None:
    ids = await tell(store, 3)
    index.faults = [NotReady("It failed.") for _ in range(3)]
    indexer.start()
    await until(lambda: set(index.rows.get("ada", {})) == set(ids))
    events = [entry["event"] for entry in log_watch.events]  # type: ignore[attr-defined]
    assert events.count("memory.indexing_failed") == 1


async def test_stopping_flushes_what_is_in_memory_and_survives_a_failure(
    store: SqliteStore, index: Moody, indexer: Indexer
) -> None:
    await tell(store, 1)
    await indexer.catch_up()
    await indexer.stop()
    assert index.flushed == 1
    index.faults = [WorkerError("It died.")]
    await indexer.stop()


async def test_long_texts_are_embedded_in_small_batches(
    store: SqliteStore, index: Moody, indexer: Indexer
) -> None:
    sizes: list[int] = []
    await store.add_memories([remembered("word " * 500) for _ in range(6)])
    await indexer.settle("ada", lambda done, _: sizes.append(done))
    assert sizes == list(range(1, 7))


async def test_a_memory_forgotten_meanwhile_does_not_reach_the_index(
    store: SqliteStore, index: Moody, indexer: Indexer
) -> None:
    ids = await tell(store, 2)
    rows = await store.without_vector(index.embedder.name, 5)
    await store.remove_memories(ids[:1])
    await indexer._embed(rows)
    assert set(index.rows["ada"]) == {ids[1]}
