"""Gives memories their vectors and keeps the index equal to the book of record, in the background.

Nothing here is on the path of a reply. What the index lacks, full text still finds.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import structlog

from app.core.aligner import PAGE, Aligner
from app.core.errors import AppError, NotReady, WorkerError
from app.core.message import Memory
from app.core.ports import Embedder, IndexRow, Store, VectorIndex
from app.core.tasks import end, spawn

log = structlog.get_logger(__name__)

FEW = 20
"""Fewer memories than this without a vector are not worth starting the memory helper for."""
BATCH_CHARS = 4_000
"""Text embedded in one go, so that a question never waits long behind it (about 0.3 CPU-s)."""


@dataclass(frozen=True, slots=True)
class Pace:
    """When things are done, in seconds.

    Vectors are made after `quiet` without a new message, so that they are made together, but
    `patience` later at the latest. After `flush` of quiet the index writes what it holds in
    memory. After `retry` a helper that failed is tried again.
    """

    quiet: float = 1.0
    patience: float = 10.0
    flush: float = 20.0
    retry: float = 10.0


PACE = Pace()

Progress = Callable[[int, int], None]
"""Told how many are done, of how many."""


class Indexer:
    """One background task and one lock: vectors are made and moved by one caller at a time."""

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        index: VectorIndex,
        *,
        pace: Pace = PACE,
    ) -> None:
        self._store = store
        self._pace = pace
        self._embedder = embedder
        self._index = index
        self._aligner = Aligner(store, embedder.name, index)
        self._lock = asyncio.Lock()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self._verified: dict[str, int] = {}
        self._wanted: set[str] = set()
        self._failures: dict[str, int] = {}
        self._dirty = False
        self._complaint = ""
        self.doubted: set[str] = set()
        """Agents whose index failed or was deleted and has not been verified since."""
        self.soundness: dict[str, float] = {}
        """Share of the sample that was found when an agent's index was last verified."""

    @property
    def moved(self) -> int:
        """Rows moved so far into an index that is being filled; 0 when none is."""
        return self._aligner.moved

    def start(self) -> None:
        """Begin; what an earlier run left undone is done first, if it is worth it."""
        self._task = spawn(self._run(), "memory-indexer")
        self.wake()

    async def stop(self) -> None:
        """End, writing what the index holds in memory if the helper still runs."""
        await end(self._task)
        self._task = None
        if self._index.life and self._dirty:
            try:
                await self._index.flush()
            except AppError as error:
                log.info("memory.flush_failed", reason=error.text)

    def wake(self) -> None:
        """Say that there may be something to do."""
        self._wake.set()

    def use(self, agent_id: str) -> None:
        """Have the agent's index verified, once in each life of the helper."""
        if self._index.life and self._verified.get(agent_id) != self._index.life:
            self._wanted.add(agent_id)
            self.wake()

    def doubt(self, agent_id: str) -> None:
        """Have the agent's index verified, and filled again where it falls short, at once."""
        self._verified.pop(agent_id, None)
        self.doubted.add(agent_id)
        self._wanted.add(agent_id)
        self.wake()

    async def catch_up(self) -> None:
        """Give the newest few memories their vectors now. Raises WorkerError, NotReady."""
        async with self._lock:
            await self._embed(await self._store.without_vector(self._embedder.name, FEW))

    async def settle(self, agent_id: str, progress: Progress | None = None) -> None:
        """Make every missing vector, verify the agent's index, and only then return.

        Raises WorkerError, NotReady or StoreError.
        """
        async with self._lock:
            await self._embed_all(progress)
            if self._verified.get(agent_id) != self._index.life or not self._index.life:
                await self._verify(agent_id)
            await self._flush()

    async def failed(self, agent_id: str, error: AppError) -> None:
        """Take note that the index failed for this agent. The second crash in a row of the helper
        over the same agent sets that index aside, because opening it may be what kills it."""
        self.doubt(agent_id)
        if not isinstance(error, WorkerError):
            return
        self._failures[agent_id] = self._failures.get(agent_id, 0) + 1
        if self._failures[agent_id] < 2:
            return
        log.warning("memory.index_set_aside", agent=agent_id, reason=error.text)
        self._failures.pop(agent_id)
        try:
            await self._index.set_aside(agent_id)
        except AppError as worse:
            log.warning("memory.index_unusable", agent=agent_id, reason=worse.text)

    def succeeded(self, agent_id: str) -> None:
        """Take note that the index answered for this agent."""
        self._failures.pop(agent_id, None)

    async def _run(self) -> None:
        while True:
            idle = not await self._woken()
            try:
                async with self._lock:
                    await (self._flush() if idle else self._work())
            except AppError as error:
                self._complain(error)
                await asyncio.sleep(self._pace.retry)
                self.wake()
            else:
                self._complaint = ""

    def _complain(self, error: AppError) -> None:
        """Log what keeps the work from being done, once and not at every try."""
        if error.text != self._complaint:
            self._complaint = error.text
            log.warning("memory.indexing_failed", reason=error.text, details=error.details)

    async def _woken(self) -> bool:
        """Wait for work and then for quiet; False when it is time to flush instead."""
        try:
            async with asyncio.timeout(self._pace.flush if self._dirty else None):
                await self._wake.wait()
        except TimeoutError:
            return False
        latest = time.monotonic() + self._pace.patience
        while self._wake.is_set() and not self.doubted and time.monotonic() < latest:
            self._wake.clear()
            await asyncio.sleep(self._pace.quiet)
        self._wake.clear()
        return True

    async def _work(self) -> None:
        if not self._index.life:
            self._wanted &= self.doubted
            waiting = await self._store.without_vector(self._embedder.name, FEW)
            if len(waiting) < FEW and not self._wanted:
                return
        await self._embed_all(None)
        for agent_id in list(self._wanted):
            if self._verified.get(agent_id) != self._index.life:
                await self._verify(agent_id)
            self._wanted.discard(agent_id)

    async def _flush(self) -> None:
        self._dirty = False
        await self._index.flush()

    async def _embed_all(self, progress: Progress | None) -> None:
        done = 0
        while rows := await self._store.without_vector(self._embedder.name, PAGE):
            if progress and not done:
                with_vector, total = await self._store.vector_totals(self._embedder.name)
                left = total - with_vector
            for batch in _batches(rows):
                await self._embed(batch)
                done += len(batch)
                if progress:
                    progress(done, max(done, left))

    async def _embed(self, rows: Sequence[Memory]) -> None:
        if not rows:
            return
        vectors = await self._embedder.embed([row.text for row in rows])
        made = {row.id: vector for row, vector in zip(rows, vectors, strict=True)}
        kept = set(await self._store.save_vectors(self._embedder.name, list(made.items())))
        for agent_id in {row.agent_id for row in rows}:
            fresh = [
                IndexRow(row.id, made[row.id], row.room_id)
                for row in rows
                if row.agent_id == agent_id and row.id in kept
            ]
            await self._add(agent_id, fresh)

    async def _add(self, agent_id: str, rows: Sequence[IndexRow]) -> None:
        """Put rows into the index; if it breaks over them they are in SQL, and it is refilled."""
        self._dirty = True
        try:
            await self._index.add(agent_id, rows)
        except AppError as error:
            await self.failed(agent_id, error)
            if isinstance(error, NotReady):
                raise
        self.use(agent_id)

    async def _verify(self, agent_id: str) -> None:
        self.soundness[agent_id] = await self._aligner.verify(agent_id)
        self._verified[agent_id] = self._index.life
        self.doubted.discard(agent_id)


def _batches(rows: Sequence[Memory]) -> Iterable[list[Memory]]:
    batch: list[Memory] = []
    chars = 0
    for row in rows:
        if batch and chars + len(row.text) > BATCH_CHARS:
            yield batch
            batch, chars = [], 0
        batch.append(row)
        chars += len(row.text)
    if batch:
        yield batch
