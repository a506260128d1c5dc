"""A memory service over a real store and the real recall worker process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from app.core.events import Bus
from app.core.memory import MemoryService
from app.core.paths import Paths
from app.core.settings import SettingsStore
from app.core.workers import Worker
from app.store.recall_client import RecallEmbedder, RecallIndex, recall_spec
from app.store.sqlite import SqliteStore
from tests.counterparts.rows import open_with_rooms


@dataclass
class Rig:
    paths: Paths
    bus: Bus
    store: SqliteStore
    worker: Worker
    embedder: RecallEmbedder
    index: RecallIndex
    memory: MemoryService


@asynccontextmanager
async def remembering(paths: Paths) -> AsyncIterator[Rig]:
    """Open a home with the agents of `open_with_rooms`; nothing is left running at the end."""
    bus = Bus()
    settings = SettingsStore(paths, bus)
    store = await open_with_rooms(paths)
    worker = Worker(recall_spec(paths, settings.current))
    embedder, index = RecallEmbedder(worker), RecallIndex(worker, paths.index)
    memory = MemoryService(store, embedder, index, settings, bus)
    await memory.start()
    try:
        yield Rig(paths, bus, store, worker, embedder, index, memory)
    finally:
        await memory.stop()
        await worker.stop()
        await store.close()
