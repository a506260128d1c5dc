"""A store that exists before the window is painted and is opened after it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, cast

from app.core.errors import StoreError
from app.core.paths import Paths
from app.core.ports import HealthReport, HealthState, Store

if TYPE_CHECKING:
    from app.store.sqlite import SqliteStore


class _Later:
    """Passes everything on to the SqliteStore that `open` makes; until then StoreError."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._store: SqliteStore | None = None

    async def open(self) -> None:
        """Import SQLAlchemy in a thread, then open the file."""
        if self._store is None:
            kind = await asyncio.to_thread(_load)
            self._store = await kind.open(self._paths)

    async def close(self) -> None:
        """Close the file if it was opened."""
        if self._store is not None:
            await self._store.close()

    async def check(self) -> HealthReport:
        """Report whether the file can be read now."""
        if self._store is None:
            return HealthReport("database", HealthState.OFF, "The database is not open yet.")
        return await self._store.check()

    def __getattr__(self, name: str) -> Any:
        if self._store is None:
            raise StoreError("The database is not open yet. Try again in a moment.")
        return getattr(self._store, name)


def later_store(paths: Paths) -> tuple[Store, Callable[[], Awaitable[None]]]:
    """Return a store and what opens it. Making it imports and reads nothing.

    Opening raises StoreError as `SqliteStore.open` does; a second opening does nothing.
    """
    later = _Later(paths)
    return cast("Store", later), later.open


def _load() -> type[SqliteStore]:
    from app.store.sqlite import SqliteStore  # noqa: PLC0415 - 0.16 CPU-s, so in a thread

    return SqliteStore
