"""The book of record in one SQLite file.

Importing this imports SQLAlchemy (0.1 CPU-s): not before the window is painted.
"""

from __future__ import annotations

from app.core.errors import AppError
from app.core.paths import Paths
from app.core.ports import HealthReport, HealthState
from app.store.agent_rows import AgentRows
from app.store.memory_rows import MemoryRows
from app.store.message_rows import MessageRows
from app.store.thread import SqlThread
from app.store.trace_rows import TraceRows
from app.store.vector_rows import VectorRows

PART = "database"


class SqliteStore(AgentRows, MessageRows, MemoryRows, VectorRows, TraceRows):
    """Everything the `Store` port asks for, each method one transaction on the SQL thread."""

    def __init__(self, sql: SqlThread) -> None:
        self._sql = sql

    @classmethod
    async def open(cls, paths: Paths) -> SqliteStore:
        """Open the home's database, made or upgraded if need be; its folder must exist.

        Raises StoreError, with the file untouched, when it is damaged or from a newer version.
        """
        sql = SqlThread()
        await sql.connect(paths.database)
        return cls(sql)

    async def close(self) -> None:
        """Finish what is under way and close the file. A second call does nothing."""
        await self._sql.disconnect()

    async def check(self) -> HealthReport:
        """Report whether the file can be read now."""
        try:
            count = await self._sql.run(
                lambda connection: connection.exec_driver_sql(
                    "SELECT count(*) FROM agents"
                ).scalar()
            )
        except AppError as error:
            return HealthReport(PART, HealthState.DOWN, error.text, "Open the log")
        return HealthReport(PART, HealthState.OK, f"The database answers; {count} agents.")
