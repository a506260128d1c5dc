"""Makes an agent's index equal to the book of record, and finds out whether it is sound."""

from __future__ import annotations

from collections.abc import Sequence

import structlog

from app.core.errors import StoreError
from app.core.ports import IndexRow, Store, VectorIndex

log = structlog.get_logger(__name__)

PAGE = 200
"""Rows moved from the book of record into the index at once."""
SAMPLE = 50
"""Rows asked for by their own vector: a count alone looks right when vectors are gone."""
SOUND = 0.99
"""Share of them that must be found; below it the index is filled anew."""


class Aligner:
    """Compares by number and by asking, and repairs what differs."""

    def __init__(self, store: Store, embedder: str, index: VectorIndex) -> None:
        self._store = store
        self._embedder = embedder
        self._index = index
        self.moved = 0
        """Rows moved so far into the index that is being filled; 0 when none is."""

    async def verify(self, agent_id: str) -> float:
        """Return the share of a sample that is found, after repairing what could be repaired.

        An index that breaks or finds too little is set aside and filled anew. Raises WorkerError,
        NotReady, and StoreError when even a fresh one breaks.
        """
        for _ in range(2):
            try:
                share = await self._compared(agent_id)
            except StoreError as error:
                log.warning("memory.index_damaged", agent=agent_id, reason=error.details)
                continue
            if share >= SOUND:
                return share
            log.warning("memory.index_unsound", agent=agent_id, found=round(share, 3))
            await self._index.set_aside(agent_id)
        return await self._compared(agent_id)

    async def _compared(self, agent_id: str) -> float:
        stored = await self._store.vector_count(agent_id, self._embedder)
        if await self._index.count(agent_id) != stored:
            await self._align(agent_id)
        sample = await self._store.vector_sample(agent_id, self._embedder, SAMPLE)
        return await self._found(agent_id, sample) / len(sample) if sample else 1.0

    async def _found(self, agent_id: str, sample: Sequence[IndexRow]) -> int:
        """Return how many of the rows are found by their own vector.

        What was said twice has the same vector twice, and either may be found: that counts if the
        book of record has that very vector for the one that was.
        """
        nearest = await self._index.nearest(agent_id, sample)
        missing = [
            (row, ids) for row, ids in zip(sample, nearest, strict=True) if row.id not in ids
        ]
        others = {one for _, ids in missing for one in ids}
        rows = await self._store.vectors_of(self._embedder, sorted(others)) if others else []
        vectors = {row.id: row.vector for row in rows}
        twins = sum(any(vectors.get(one) == row.vector for one in ids) for row, ids in missing)
        return len(sample) - len(missing) + twins

    async def _align(self, agent_id: str) -> None:
        """Add to the index what it lacks and remove what is gone from the book of record."""
        surplus = set(await self._index.ids(agent_id))
        log.info("memory.index_filling", agent=agent_id, held=len(surplus))
        after = 0
        try:
            while page := await self._page(agent_id, after):
                after = page[-1][0]
                missing = [row for _, row in page if row.id not in surplus]
                if missing:
                    await self._index.add(agent_id, missing)
                    self.moved += len(missing)
                surplus.difference_update(row.id for _, row in page)
        finally:
            self.moved = 0
        if surplus:
            await self._index.remove(agent_id, list(surplus))

    async def _page(self, agent_id: str, after: int) -> list[tuple[int, IndexRow]]:
        return await self._store.vectors(agent_id, self._embedder, after, PAGE)
