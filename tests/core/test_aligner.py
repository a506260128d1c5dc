"""Comparing and repairing, over a real store and the exact index of the counterparts."""

from collections.abc import AsyncIterator

import pytest

from app.core.aligner import PAGE, Aligner
from app.core.errors import StoreError
from app.core.paths import Paths
from app.core.ports import IndexRow
from app.store.sqlite import SqliteStore
from tests.counterparts.moody_index import Moody
from tests.counterparts.rows import open_with_rooms, remembered


@pytest.fixture
async def store(home: Paths) -> AsyncIterator[SqliteStore]:
    opened = await open_with_rooms(home)
    yield opened
    await opened.close()


@pytest.fixture
def index() -> Moody:
    return Moody()


@pytest.fixture
def aligner(store: SqliteStore, index: Moody) -> Aligner:
    return Aligner(store, "e", index)


async def tell(store: SqliteStore, many: int) -> list[str]:
    rows = [remembered(f"thing {number}") for number in range(many)]
    await store.add_memories(rows)
    await store.save_vectors("e", [(row.id, b"vector") for row in rows])
    return [row.id for row in rows]


async def test_nothing_is_sound(aligner: Aligner) -> None:
    assert await aligner.verify("ada") == 1.0


async def test_an_empty_index_is_filled_page_by_page(
    store: SqliteStore, index: Moody, aligner: Aligner
) -> None:
    ids = await tell(store, PAGE + 3)
    assert await aligner.verify("ada") == 1.0
    assert set(index.rows["ada"]) == set(ids)


async def test_an_index_that_stays_unsound_is_reported_as_it_is(
    store: SqliteStore, index: Moody, aligner: Aligner, log_watch: object
) -> None:
    log_watch.expect("memory.index_unsound")  # type: ignore[attr-defined]
    ids = await tell(store, 4)
    index.lost, index.forgetful = {ids[0]}, True
    assert await aligner.verify("ada") == 0.75


async def test_what_is_missing_is_added_and_what_is_gone_is_removed(
    store: SqliteStore, index: Moody, aligner: Aligner
) -> None:
    ids = await tell(store, 10)
    assert await aligner.verify("ada") == 1.0
    for gone in ids[:3]:
        index.rows["ada"].pop(gone)
    index.rows["ada"]["stranger"] = IndexRow("stranger", b"", "den")
    index.number = 2
    assert await aligner.verify("ada") == 1.0
    assert set(index.rows["ada"]) == set(ids)
    assert aligner.moved == 0


@pytest.mark.expects_warning("memory.index_unsound")
async def test_an_index_that_forgets_rows_is_filled_anew_though_it_counts_right(
    store: SqliteStore, index: Moody, aligner: Aligner
) -> None:
    ids = await tell(store, 10)
    assert await aligner.verify("ada") == 1.0
    index.lost, index.number = set(ids), 2
    assert await aligner.verify("ada") == 1.0
    assert index.aside == ["ada"]
    assert set(index.rows["ada"]) == set(ids)


@pytest.mark.expects_warning("memory.index_damaged")
async def test_an_index_that_breaks_while_verified_is_filled_anew(
    store: SqliteStore, index: Moody, aligner: Aligner
) -> None:
    ids = await tell(store, 10)
    assert await aligner.verify("ada") == 1.0
    index.rows.clear()
    index.number, index.faults = 2, [StoreError("The memory index is damaged.")]
    assert await aligner.verify("ada") == 1.0
    assert set(index.rows["ada"]) == set(ids)


async def test_what_was_said_twice_may_be_found_as_either(
    store: SqliteStore, index: Moody, aligner: Aligner
) -> None:
    one, two = await tell(store, 2)
    assert await aligner.verify("ada") == 1.0
    index.twins = {one: two}
    assert await aligner.verify("ada") == 1.0


async def test_another_row_found_in_its_place_is_not_a_twin(
    store: SqliteStore, index: Moody, aligner: Aligner, log_watch: object
) -> None:
    log_watch.expect("memory.index_unsound")  # type: ignore[attr-defined]
    one, two = await tell(store, 2)
    await store.save_vectors("e", [(two, b"another")])
    index.twins, index.forgetful = {one: two}, True
    assert await aligner.verify("ada") == 0.5
