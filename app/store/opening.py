"""Opens the store without holding the loop while SQLAlchemy is imported."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from app.core.paths import Paths
from app.core.ports import Store

if TYPE_CHECKING:
    from app.store.sqlite import SqliteStore


async def open_store(paths: Paths) -> Store:
    """Return the open book of record of this home. Raises StoreError, as `SqliteStore.open`."""

    return await (await asyncio.to_thread(_load)).open(paths)


def _load() -> type[SqliteStore]:
    from app.store.sqlite import SqliteStore  # noqa: PLC0415 - 0.16 CPU-s, so in a thread

    return SqliteStore
