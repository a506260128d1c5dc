"""Asks index and full text, and puts their answers together."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import structlog

from app.core.errors import AppError
from app.core.indexer import Indexer
from app.core.message import Hit
from app.core.ports import Store, VectorIndex
from app.core.recall import (
    CANDIDATES,
    Ranked,
    fuse,
    named_in,
    ranked,
    shortlist,
    strongest,
    with_surroundings,
    without_names,
)
from app.core.tasks import end, spawn

log = structlog.get_logger(__name__)

WAIT_S = 5.0
"""Seconds a turn waits for the memory helper (to start, mostly) before it does without."""
QUERIES = 32
"""Queries sent to the memory helper at once."""

Answers = list[list[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose memories, of which room ('' for all), how many at most, and which not."""

    agent_id: str
    room_id: str
    limit: int
    exclude: Collection[str] = ()


class Finder:
    """Finds by meaning and words; by words alone, and saying so, when the index cannot answer."""

    def __init__(
        self, store: Store, index: VectorIndex, indexer: Indexer, wait_s: float = WAIT_S
    ) -> None:
        self._store = store
        self._index = index
        self._indexer = indexer
        self._wait_s = wait_s

    async def find_soon(self, query: str, wanted: Wanted) -> tuple[list[Hit], str]:
        """Return the best hits, and a note when they were found by words alone."""
        agent_id = wanted.agent_id
        names = await self._store.participants(agent_id)
        (dense, note), words = await asyncio.gather(
            self._soon(wanted, without_names(query, names)), self._words(query, wanted)
        )
        return await self._rank(dense, words, named_in(query, names), wanted), note

    async def find_all(self, queries: Sequence[str], wanted: Wanted) -> list[list[Hit]]:
        """Return the best hits for each query, however long that takes."""
        names = await self._store.participants(wanted.agent_id)
        results: list[list[Hit]] = []
        for start in range(0, len(queries), QUERIES):
            some = queries[start : start + QUERIES]
            texts = [without_names(query, names) for query in some]
            answers, _ = await self._ask(wanted, texts)
            for query, dense in zip(some, answers, strict=True):
                words = await self._words(query, wanted)
                results.append(await self._rank(dense, words, named_in(query, names), wanted))
        return results

    async def _words(self, query: str, wanted: Wanted) -> list[tuple[str, float]]:
        return await self._store.full_text(wanted.agent_id, query, CANDIDATES, wanted.room_id)

    async def _soon(self, wanted: Wanted, text: str) -> tuple[Ranked, str]:
        """Ask the index, but not for longer than `wait_s`; a late answer is let go."""
        asking = spawn(self._first_ask(wanted, text), "memory-ask")
        try:
            done, _ = await asyncio.wait({asking}, timeout=self._wait_s)
        except asyncio.CancelledError:
            await end(asking)
            raise
        if not done:
            return [], "Found by words alone: the memory helper is still starting."
        answers, note = asking.result()
        return answers[0], note

    async def _first_ask(self, wanted: Wanted, text: str) -> tuple[Answers, str]:
        """Ask; a helper that has to start for it is given the newest few memories first."""
        if not self._index.life:
            try:
                await self._indexer.catch_up()
            except AppError as error:
                return await self._alone(wanted.agent_id, error, 1)
        return await self._ask(wanted, [text])

    async def _ask(self, wanted: Wanted, texts: list[str]) -> tuple[Answers, str]:
        agent_id = wanted.agent_id
        try:
            answers = await self._index.search(agent_id, texts, CANDIDATES, wanted.room_id)
        except AppError as error:
            return await self._alone(agent_id, error, len(texts))
        self._indexer.succeeded(agent_id)
        self._indexer.use(agent_id)
        whole = agent_id not in self._indexer.doubted
        return answers, "" if whole else "The memory index is being filled again."

    async def _alone(self, agent_id: str, error: AppError, many: int) -> tuple[Answers, str]:
        log.warning("memory.by_words_alone", reason=error.text, details=error.details)
        await self._indexer.failed(agent_id, error)
        return [[] for _ in range(many)], f"Found by words alone: {error.text}"

    async def _rank(
        self, dense: Ranked, words: Ranked, named: Sequence[str], wanted: Wanted
    ) -> list[Hit]:
        fused = strongest(fuse(dense, words), wanted.limit)
        around = await self._store.neighbours(list(fused))
        further = {near for pair in around.values() for near in pair if near} - around.keys()
        around.update(await self._store.neighbours(list(further)))
        scores = with_surroundings(fused, around)
        best = shortlist(scores, wanted.limit, wanted.exclude)
        return ranked(await self._store.memories(best), scores, named, wanted.limit)
