from datetime import timedelta

import pytest

from app.core.errors import StoreError
from app.store.sqlite import SqliteStore
from tests.counterparts.rows import START


async def test_a_trace_comes_back_and_a_second_one_replaces_it(store: SqliteStore) -> None:
    await store.save_trace("t", "den", START, b"one")
    await store.save_trace("t", "den", START, b"two")
    assert await store.trace("t") == b"two"
    assert await store.trace("unknown") is None


async def test_a_trace_needs_its_room(store: SqliteStore) -> None:
    with pytest.raises(StoreError):
        await store.save_trace("t", "nowhere", START, b"one")


async def test_old_ones_are_removed(store: SqliteStore) -> None:
    await store.save_trace("old", "den", START - timedelta(days=2), b"x")
    await store.save_trace("new", "den", START, b"x")
    assert await store.remove_traces_before(START) == 1
    assert await store.trace("old") is None
    assert await store.trace("new") == b"x"


async def test_a_text_is_kept_once_under_its_digest(store: SqliteStore) -> None:
    await store.save_text("d", "long prompt")
    await store.save_text("d", "long prompt")
    assert await store.text("d") == "long prompt"
    assert await store.text("other") is None
