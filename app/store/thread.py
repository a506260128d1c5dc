"""The one thread on which all SQL runs, and the decorators that send a method there."""

from __future__ import annotations

import asyncio
import functools
import sqlite3
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from app.core.errors import StoreError
from app.store.faults import in_plain_words
from app.store.upgrade import bring_up

P = ParamSpec("P")
R = TypeVar("R")

_PRAGMAS = (
    "PRAGMA busy_timeout = 5000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA cache_size = -4000",
    "PRAGMA wal_autocheckpoint = 250",
    "PRAGMA journal_size_limit = 1048576",
)
"""FULL: an acknowledged message survives a power cut. Secure delete: what is forgotten is
overwritten. 250 pages (1 MB) keep the log beside the file small."""


class SqlThread:
    """Holds the connection and the only thread that touches it, so that the loop never waits.

    Work runs in the order it was handed over, each piece in a transaction of its own. Cancelling a
    caller does not take back what it handed over.
    """

    def __init__(self) -> None:
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        self._connection: Connection | None = None

    async def connect(self, file: Path) -> None:
        """Open the file, making it first if need be, and bring it to the newest revision."""
        try:
            await self._hand_over(self._connect, file)
        except BaseException:
            await self.disconnect()
            raise

    async def disconnect(self) -> None:
        """Finish what was handed over, then close the file; later calls raise StoreError."""
        if self._connection is not None:
            await self._hand_over(self._connection.close)
            self._connection = None
        self._executor.shutdown(wait=False)

    async def run(self, work: Callable[[Connection], R]) -> R:
        """Run `work` in one transaction. Raises StoreError or LowDisk, and then nothing is kept."""
        return await self._hand_over(self._transact, work)

    async def scrub(self) -> None:
        """Overwrite what deleted rows left behind in the full-text index and in the log file."""
        await self._hand_over(self._scrub)

    async def _hand_over(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        loop = asyncio.get_running_loop()
        try:
            future = loop.run_in_executor(self._executor, functools.partial(work, *args, **kwargs))
        except RuntimeError as error:
            raise StoreError("The database is closed.") from error
        return await asyncio.shield(future)

    def _connect(self, file: Path) -> None:
        engine = create_engine(
            "sqlite://",
            creator=lambda: sqlite3.connect(file, isolation_level=None),
            poolclass=NullPool,
        )
        event.listen(engine, "begin", _begin)
        with in_plain_words():
            connection = engine.connect()
            try:
                raw = connection.connection
                for pragma in _PRAGMAS:
                    raw.execute(pragma)
                bring_up(connection)
            except BaseException:
                connection.close()
                raise
        self._connection = connection

    def _transact(self, work: Callable[[Connection], R]) -> R:
        connection = self._open_connection()
        with in_plain_words(), connection.begin():
            return work(connection)

    def _scrub(self) -> None:
        self._transact(
            lambda connection: connection.exec_driver_sql(
                "INSERT INTO memories_fts (memories_fts) VALUES ('optimize')"
            )
        )
        raw = self._open_connection().connection
        with in_plain_words():
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _open_connection(self) -> Connection:
        if self._connection is None:
            raise StoreError("The database is closed.")
        return self._connection


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


class Rows:
    """What the parts of the store share: the thread."""

    _sql: SqlThread


Part = TypeVar("Part", bound=Rows)


def transaction(
    work: Callable[Concatenate[Part, Connection, P], R],
) -> Callable[Concatenate[Part, P], Coroutine[Any, Any, R]]:
    """Make the method a coroutine that runs on the SQL thread, in one transaction."""

    async def run(self: Part, *args: P.args, **kwargs: P.kwargs) -> R:
        return await self._sql.run(lambda connection: work(self, connection, *args, **kwargs))

    return cast(
        "Callable[Concatenate[Part, P], Coroutine[Any, Any, R]]",
        functools.update_wrapper(run, work),
    )
