"""A fresh store for each test."""

from collections.abc import AsyncIterator

import pytest

from app.core.paths import Paths
from app.store.sqlite import SqliteStore
from tests.counterparts.rows import open_with_rooms


@pytest.fixture
async def store(home: Paths) -> AsyncIterator[SqliteStore]:
    """Return a store with the agents ada (rooms den, attic) and ben (room shed)."""
    opened = await open_with_rooms(home)
    yield opened
    await opened.close()
