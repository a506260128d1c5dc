"""The near side of the recall worker: the `Embedder` and the `VectorIndex` the core is given."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Sequence
from pathlib import Path

from app.core.errors import WorkerError
from app.core.paths import Paths
from app.core.ports import HealthReport, IndexRow, Vector
from app.core.settings import Settings
from app.core.worker_process import WorkerSpec
from app.core.workers import Worker
from app.store.embedding import EMBEDDER, WIDTH, aside_of, folder_of

BULK_S = 300.0
"""Seconds for calls that may have to write thousands of rows."""


def recall_spec(paths: Paths, settings: Settings) -> WorkerSpec:
    """Return how the recall worker of this home is started."""
    return WorkerSpec(
        name="recall",
        label="memory helper",
        idle_s=settings.memory.idle_stop_s,
        args={"folder": str(paths.index)},
        env={
            "OMP_NUM_THREADS": "1",
            "OMP_WAIT_POLICY": "passive",
            "HF_HUB_OFFLINE": "1",
            "ANONYMIZED_TELEMETRY": "False",
        },
    )


class RecallEmbedder:
    """The shipped embedder, in the worker."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker

    @property
    def name(self) -> str:
        """The model's name."""
        return EMBEDDER

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        return WIDTH

    async def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Return one vector per text, in order. Raises WorkerError or NotReady."""
        vectors: list[Vector] = await self._worker.call("embed", BULK_S, texts=list(texts))
        return vectors

    async def check(self) -> HealthReport:
        """Report on the worker without starting it."""
        return self._worker.check()


class RecallIndex:
    """Every agent's index, in the worker. All methods raise WorkerError, NotReady, StoreError."""

    def __init__(self, worker: Worker, folder: Path) -> None:
        self._worker = worker
        self._folder = folder

    @property
    def life(self) -> int:
        """The worker's process id, 0 while it rests."""
        return self._worker.pid or 0

    async def add(self, agent_id: str, rows: Sequence[IndexRow]) -> None:
        """Make the rows findable at once. Adding an id again replaces it."""
        packed = [(row.id, row.vector, row.room_id) for row in rows]
        await self._worker.call("add", BULK_S, agent=agent_id, rows=packed)

    async def search(
        self, agent_id: str, texts: Sequence[str], limit: int, room_id: str = ""
    ) -> list[list[tuple[str, float]]]:
        """Embed and search in one round trip; see the port."""
        answers = await self._worker.call(
            "search", BULK_S, agent=agent_id, texts=list(texts), limit=limit, room=room_id
        )
        return [[(found, score) for found, score in answer] for answer in answers]

    async def remove(self, agent_id: str, ids: Sequence[str]) -> None:
        """Make the rows unfindable. A worker that rests is left alone: the check at its next start
        removes what is no longer in the book of record."""
        if self.life:
            await self._worker.call("remove", BULK_S, agent=agent_id, ids=list(ids))

    async def count(self, agent_id: str) -> int:
        """Return how many rows there are."""
        return int(await self._worker.call("count", BULK_S, agent=agent_id))

    async def ids(self, agent_id: str) -> list[str]:
        """Return every id."""
        found: list[str] = await self._worker.call("ids", BULK_S, agent=agent_id)
        return found

    async def nearest(self, agent_id: str, rows: Sequence[IndexRow]) -> list[list[str]]:
        """Return for each row the ids that are as near to its vector as the nearest is."""
        packed = [(row.id, row.vector, row.room_id) for row in rows]
        found: list[list[str]] = await self._worker.call(
            "nearest", BULK_S, agent=agent_id, rows=packed
        )
        return found

    async def flush(self) -> None:
        """Write what is only in the worker's memory; nothing to do when it rests."""
        if self.life:
            await self._worker.call("flush", BULK_S)

    async def set_aside(self, agent_id: str) -> None:
        """Put a broken index out of the way and start with an empty one."""
        await self._worker.call("set_aside", agent=agent_id)

    async def drop(self, agent_id: str) -> None:
        """Delete everything of this agent from the disk, also when the worker rests or fails."""
        if self.life:
            try:
                await self._worker.call("drop", agent=agent_id)
            except WorkerError:
                await self._worker.stop()
        place = folder_of(self._folder, agent_id)
        for folder in (place, aside_of(place)):
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)

    async def check(self) -> HealthReport:
        """Report on the worker without starting it."""
        return self._worker.check()
