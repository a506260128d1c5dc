"""What an agent remembers: recall, search, import, forget. The one door to store and index."""

from __future__ import annotations

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import structlog

from app.core.errors import AppError, ConfigError
from app.core.events import Bus, Fact, MessageStored, RoomChanged
from app.core.finder import Finder, Wanted
from app.core.indexer import Indexer, Progress
from app.core.message import (
    Hit,
    Memory,
    MemoryKind,
    Message,
    MessageStatus,
    Trust,
    stable_id,
)
from app.core.ports import Embedder, HealthReport, HealthState, Store, VectorIndex
from app.core.settings import SettingsStore
from app.core.tasks import spawn

log = structlog.get_logger(__name__)

PART = "recall"
IMPORT_ROWS = 500
"""Rows written in one transaction, so that a message never waits long behind an import."""
Hits = list[Hit]
Memories = list[Memory]


@dataclass(frozen=True, slots=True)
class RecallResult:
    """What was recalled, how long it took in milliseconds, and in `note` why it may be less."""

    hits: Hits
    ms: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line of history from elsewhere. `id` is the foreign one, unique within its room."""

    id: str
    author: str
    text: str
    at: datetime

    @classmethod
    def parse(cls, document: Mapping[str, Any]) -> ImportRow:
        """Read `{"id","author","text","at"}`, `at` in ISO 8601 (UTC if it names no zone).

        Raises ConfigError that names what is missing or wrong.
        """
        values = {}
        for name in ("id", "author", "text", "at"):
            value = document.get(name)
            if not isinstance(value, str) or not value.strip():
                raise ConfigError(f"'{name}' is missing or is not text.")
            values[name] = value
        try:
            at = datetime.fromisoformat(values["at"])
        except ValueError as error:
            raise ConfigError(f"'at' is not a date and time in ISO 8601: {values['at']}") from error
        aware = at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
        return cls(values["id"], values["author"], values["text"], aware)


class MemoryService:
    """Recalls by meaning and by words at once; by words alone while the index cannot answer."""

    def __init__(
        self,
        store: Store,
        embedder: Embedder,
        index: VectorIndex,
        settings: SettingsStore,
        bus: Bus,
    ) -> None:
        self._store = store
        self._index = index
        self._embedder = embedder
        self._settings = settings
        self._bus = bus
        self._indexer = Indexer(store, embedder, index)
        self._finder = Finder(store, index, self._indexer)
        self._end_listening = bus.subscribe(self._hear)

    async def start(self) -> None:
        """Begin background indexing; returns at once and starts no helper by itself."""
        self._indexer.start()

    async def stop(self) -> None:
        """End background work; what has no vector yet gets it next time."""
        self._end_listening()
        await self._indexer.stop()

    async def recall(
        self,
        agent_id: str,
        query: str,
        *,
        limit: int,
        room_id: str = "",
        exclude: Collection[str] = (),
    ) -> RecallResult:
        """Return the memories that bear on `query`, best first, never one of `exclude`.

        With `room_id` only that room is looked at. A helper that is missing, broken or slow is no
        error: the words alone decide then, and `note` says so. Raises StoreError.
        """
        started = time.perf_counter()
        hits: Hits = []
        note = ""
        if limit and query.strip() and await self._anything(agent_id, room_id, exclude):
            wanted = Wanted(agent_id, room_id, limit, exclude)
            hits, note = await self._finder.find_soon(query, wanted)
        return RecallResult(hits, (time.perf_counter() - started) * 1000, note)

    async def search(
        self, agent_id: str, queries: Sequence[str], room_id: str = "", limit: int = 10
    ) -> list[Hits]:
        """Return for each query what `recall` would, after all vectors are made.

        Falls back to words alone as `recall` does. Raises StoreError.
        """
        try:
            await self._indexer.settle(agent_id)
        except AppError as error:
            log.warning("memory.search_unsettled", reason=error.text)
        return await self._finder.find_all(queries, Wanted(agent_id, room_id, limit))

    async def remember(self, message: Message) -> None:
        """Take note of a committed message: it gets its vector soon, in the background."""
        if message.text:
            self._indexer.wake()

    async def import_rows(
        self,
        agent_id: str,
        room_id: str,
        rows: Sequence[ImportRow],
        progress: Progress | None = None,
    ) -> int:
        """Add history from elsewhere and make its vectors; return how many rows were new.

        The same id in the same room is never added twice. The room must exist, else StoreError.
        Without the memory helper the rows are kept all the same and get their vectors later.
        """
        new = 0
        for start in range(0, len(rows), IMPORT_ROWS):
            some = rows[start : start + IMPORT_ROWS]
            new += await self._store.add_memories(
                [_imported(agent_id, room_id, row) for row in some]
            )
        try:
            await self._indexer.settle(agent_id, progress)
        except AppError as error:
            log.warning("memory.import_unindexed", reason=error.text)
            self._indexer.wake()
        return new

    async def list(
        self, agent_id: str, room_id: str = "", before_seq: int = 0, limit: int = 100
    ) -> Memories:
        """Return memories, newest first, below `before_seq` (0: from the newest)."""
        return await self._store.list_memories(agent_id, room_id, before_seq, limit)

    async def forget(self, ids: Sequence[str]) -> dict[str, int]:
        """Remove memories for good; return how many were removed from each place.

        What was said is overwritten on the disk too: the agent's index is deleted whole and filled
        again in the background from what is left. Raises StoreError.
        """
        rows = await self._store.memories(ids)
        receipt = await self._store.remove_memories([row.id for row in rows])
        for agent_id in dict.fromkeys(row.agent_id for row in rows):
            await self.drop_index(agent_id)
            self._refill(agent_id)
        for room_id in dict.fromkeys(row.room_id for row in rows):
            self._bus.publish(RoomChanged(room_id))
        return {**receipt, "vector index": receipt.get("stored vectors", 0)}

    async def drop_index(self, agent_id: str) -> None:
        """Delete the agent's index from the disk; to be called when the agent was removed."""
        await self._index.drop(agent_id)

    async def check(self) -> HealthReport:
        """Report without starting anything."""
        helper = await self._index.check()
        try:
            made, total = await self._store.vector_totals(self._embedder.name)
        except AppError as error:
            return HealthReport(PART, HealthState.DOWN, error.text)
        counted = f"{made:,} of {total:,} vectors"
        if helper.state in {HealthState.DOWN, HealthState.DEGRADED}:
            reason = f"{helper.reason} Memories are found by their words alone; {counted}."
            return HealthReport(PART, helper.state, reason, helper.action)
        if self._indexer.doubted or self._indexer.moved:
            reason = (
                f"The index is being filled again: {self._indexer.moved:,} rows so far; {counted}."
            )
            return HealthReport(PART, HealthState.DEGRADED, reason)
        if helper.state is HealthState.OFF:
            return HealthReport(PART, HealthState.OFF, f"Resting; {counted}.")
        sound = min(self._indexer.soundness.values(), default=None)
        verdict = "not verified yet" if sound is None else f"self-query {sound:.0%}"
        return HealthReport(PART, HealthState.OK, f"{counted}, {verdict}.")

    def _hear(self, fact: Fact) -> None:
        if isinstance(fact, MessageStored) and fact.message.status is MessageStatus.SUPERSEDED:
            message = fact.message
            spawn(self._unindex(message.agent_id, message.id), "memory-unindex")

    async def _unindex(self, agent_id: str, memory_id: str) -> None:
        try:
            await self._index.remove(agent_id, [memory_id])
        except AppError as error:
            await self._indexer.failed(agent_id, error)

    def _refill(self, agent_id: str) -> None:
        if self._index.life:
            self._indexer.doubt(agent_id)

    async def _anything(self, agent_id: str, room_id: str, exclude: Collection[str]) -> bool:
        """Say whether there is something to recall; asked only before the helper is started."""
        if self._index.life:
            return True
        newest = await self._store.list_memories(agent_id, room_id, 0, len(exclude) + 1)
        return any(row.id not in exclude for row in newest)


def _imported(agent_id: str, room_id: str, row: ImportRow) -> Memory:
    return Memory(
        id=stable_id("memory", agent_id, room_id, row.id),
        agent_id=agent_id,
        room_id=room_id,
        kind=MemoryKind.MESSAGE,
        author_id=stable_id("entity", agent_id, row.author),
        author=row.author,
        text=row.text,
        at=row.at,
        source="import",
        trust=Trust.UNTRUSTED,
        origin_id=row.id,
    )
