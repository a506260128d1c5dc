"""The running application without a face: what the window, the command line and tests hold."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from app.core.action import Action
from app.core.agents import Agents
from app.core.character_reader import ReadCharacter
from app.core.conversations import Conversations
from app.core.events import Bus
from app.core.health import Health
from app.core.job import Workshop
from app.core.memory import MemoryService
from app.core.message import now
from app.core.models import ModelDesk
from app.core.paths import Paths
from app.core.ports import Clock, Store, Vault, VectorIndex
from app.core.settings import SettingsStore
from app.core.shelf import Shelf
from app.core.tasks import end, spawn
from app.core.turns import Turns
from app.core.window import Windows
from app.core.workers import Worker

if TYPE_CHECKING:
    from app.core.arrival import Shelves
    from app.core.intake import Intake
    from app.core.library import Library

log = structlog.get_logger(__name__)

STOP_S = 3.0
"""Seconds a clean shutdown may take with a reply in flight."""


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return now()


@dataclass(frozen=True, slots=True)
class Parts:
    """The edges a host is made of; `main` makes them. `opening` opens the store: in `start`."""

    paths: Paths
    settings: SettingsStore
    bus: Bus
    store: Store
    index: VectorIndex
    memory: MemoryService
    models: ModelDesk
    vault: Vault
    health: Health
    workers: tuple[Worker, ...]
    shipped: Path
    clock: Clock
    opening: Callable[[], Awaitable[None]]
    read_character: ReadCharacter
    actions: tuple[Action, ...] = ()


class Host:
    """Everything that runs, without Qt. `start` after the first paint, `stop` before the end."""

    def __init__(self, parts: Parts) -> None:
        self.paths = parts.paths
        self.settings = parts.settings
        self.bus = parts.bus
        self.store = parts.store
        self.memory = parts.memory
        self.models = parts.models
        self.vault = parts.vault
        self.health = parts.health
        self._parts = parts
        windows = Windows()
        self.windows = windows
        shelf = Shelf(parts.paths.characters)
        self.agents = Agents(parts.store, parts.bus, parts.clock, parts.shipped, shelf)
        self._shelf = shelf
        self.rooms = Conversations(parts.store, parts.index, parts.bus, parts.clock)
        shop = Workshop(
            store=parts.store,
            memory=parts.memory,
            models=parts.models,
            settings=parts.settings,
            bus=parts.bus,
            clock=parts.clock,
            windows=windows,
            helpers_cpu_ms=self.helpers_cpu_ms,
            actions=parts.actions,
        )
        self.turns = Turns(shop, self.agents, self.rooms)
        self._chores: asyncio.Task[None] | None = None
        self._beside: list[asyncio.Task[None]] = []

    @functools.cached_property
    def intake(self) -> Intake:
        """The way in for characters."""
        from app.core.intake import Intake  # noqa: PLC0415 - 80 CPU-ms, for when it is used

        return Intake(self._shelves)

    @functools.cached_property
    def library(self) -> Library:
        """What can be done with the characters that are here."""
        from app.core.library import Library  # noqa: PLC0415 - the same

        return Library(self._shelves)

    @functools.cached_property
    def _shelves(self) -> Shelves:
        from app.core.arrival import Shelves  # noqa: PLC0415 - the same

        return Shelves(
            agents=self.agents,
            store=self.store,
            vault=self.vault,
            memory=self.memory,
            settings=self.settings,
            shelf=self._shelf,
            bus=self.bus,
            read=self._parts.read_character,
        )

    @property
    def workers(self) -> tuple[Worker, ...]:
        """The worker processes, running or resting."""
        return self._parts.workers

    def beside(self, task: asyncio.Task[None]) -> None:
        """Have `task` (a door, a connector) end first when the host stops."""
        self._beside.append(task)

    def helpers_cpu_ms(self) -> float:
        """Return the CPU milliseconds the memory helper has used for answered calls."""
        return sum(worker.cpu_ms for worker in self.workers if worker.spec.name == "recall")

    async def start(self) -> None:
        """Open the store, read the agents and begin background work. Raises StoreError."""
        await self._parts.opening()
        await self.agents.load()
        await self.memory.start()
        await self.health.start()
        self._chores = spawn(self._keep_house(), "chores")
        log.info("host.started", agents=len(await self.agents.list()))

    async def stop(self) -> None:
        """Stop replies (kept as incomplete), background work and workers, then close the store.

        Takes at most about `STOP_S` seconds; a part that does not end in time is left behind and
        said so in the log.
        """
        try:
            async with asyncio.timeout(STOP_S):
                await end(*self._beside)
                await self.turns.close()
                await end(self._chores)
                await self.health.stop()
                await self.memory.stop()
                await self.models.close()
                await asyncio.gather(*(worker.stop() for worker in self.workers))
        except TimeoutError:
            log.warning("host.stop_late")
        await self.store.close()
        log.info("host.stopped")

    async def _keep_house(self) -> None:
        """Once a day, and at the start, remove traces that are older than the person wants."""
        while True:
            days = self.settings.current.memory.trace_days
            removed = await self.store.remove_traces_before(now() - timedelta(days=days))
            if removed:
                log.info("traces.removed", count=removed)
            await asyncio.sleep(24 * 3600)
