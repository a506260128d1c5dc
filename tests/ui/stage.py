"""A stage for panes: one loop for Qt and asyncio, a bridge, and a small home on a real store."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

from PySide6.QtWidgets import QApplication, QWidget

from app.core.agents import Agents
from app.core.arrival import Shelves
from app.core.conversations import Conversations
from app.core.errors import AppError, SecretMissing
from app.core.events import Bus
from app.core.exchange import ModelProfile
from app.core.health import Figures, HealthItem, HealthSummary
from app.core.intake import Intake
from app.core.library import Library
from app.core.memory import MemoryService
from app.core.paths import Paths, shipped_characters
from app.core.ports import HealthReport, HealthState, Vault
from app.core.settings import SettingsStore
from app.core.shelf import Shelf
from app.store.sqlite import SqliteStore
from app.ui.bridge import Bridge
from app.ui.loop import PlainLoop
from app.ui.theme import Theme
from tests.counterparts.ports import ExactIndex, SteppingClock
from tests.counterparts.reading import read_here

T = TypeVar("T")


@dataclass
class ToldHealth:
    """Says what a test told it."""

    last: HealthSummary | None = None
    figures: tuple[Figures, ...] = ()

    def tell(self, *reports: HealthReport) -> None:
        order = list(HealthState)
        state = max((report.state for report in reports), key=order.index)
        since = datetime(2026, 3, 1, 14, 2, tzinfo=UTC)
        items = tuple(HealthItem(report, since) for report in reports)
        self.last = HealthSummary(state, items, since, self.figures)

    async def report(self) -> HealthSummary | None:
        return self.last


@dataclass
class MemoryVault:
    """A keyring in this process; `broken` is raised by everything."""

    values: dict[str, str] = field(default_factory=dict)
    broken: AppError | None = None

    def _look(self) -> None:
        if self.broken:
            raise self.broken

    async def get(self, name: str) -> str:
        self._look()
        if name not in self.values:
            raise SecretMissing(f"There is no key called {name}.")
        return self.values[name]

    async def set(self, name: str, value: str) -> None:
        self._look()
        self.values[name] = value

    async def delete(self, name: str) -> None:
        self._look()
        self.values.pop(name, None)

    async def names(self) -> list[str]:
        self._look()
        return sorted(self.values)

    async def check(self) -> HealthReport:
        if self.broken:
            return HealthReport("keyring", HealthState.DOWN, self.broken.text)
        return HealthReport("keyring", HealthState.OK, "It is unlocked.")


@dataclass
class Desk:
    """A model desk that adopts what it is given, or fails as told, after `hold` is released."""

    profile: ModelProfile | None = None
    failure: AppError | None = None
    hold: asyncio.Event | None = None
    adopted: list[Any] = field(default_factory=list)
    cancelled: int = 0

    async def adopt(self, candidate: Any) -> str:
        try:
            if self.hold is not None:
                await self.hold.wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise
        if self.failure is not None:
            raise self.failure
        self.adopted.append(candidate)
        return "Hello, I am here."


class SmallHost:
    """What the panes hold of a host: real agents, rooms, characters and settings, told health."""

    def __init__(self, paths: Paths, bus: Bus, store: SqliteStore) -> None:
        clock = SteppingClock()
        self.paths = paths
        self.bus = bus
        self.settings = SettingsStore(paths, bus)
        self.store = store
        self.vault: Vault = MemoryVault()
        self.health = ToldHealth()
        self.models = Desk()
        shelf = Shelf(paths.characters)
        index = ExactIndex()
        self.agents = Agents(store, bus, clock, shipped_characters(), shelf)
        self.rooms = Conversations(store, cast("Any", index), bus, clock)
        shelves = Shelves(
            agents=self.agents,
            store=store,
            vault=self.vault,
            memory=MemoryService(store, index.embedder, index, self.settings, bus),
            settings=self.settings,
            shelf=shelf,
            bus=bus,
            read=read_here,
        )
        self.intake = Intake(shelves)
        self.library = Library(shelves)


class Stage:
    """Runs a piece of the window. `wait` lets Qt and the loop go on until something is true."""

    def __init__(self, app: QApplication, home: Path) -> None:
        self.app = app
        app.setQuitOnLastWindowClosed(False)
        self.loop = PlainLoop(app)
        asyncio.set_event_loop(self.loop)
        paths = Paths.under(home)
        paths.create()
        self.bus = Bus()
        self.store = self.run(SqliteStore.open(paths))
        self.small = SmallHost(paths, self.bus, self.store)
        self.host: Any = self.small
        self.theme = Theme(app, "light")
        self.bridge = Bridge(self.bus)
        self.problems: list[AppError] = []
        self.bridge.problem.connect(self.problems.append)
        self.widgets: list[QWidget] = []

    def load(self) -> None:
        """Read the shipped agents and say that the host has started."""
        self.run(self.small.agents.load())
        self.do(self.bridge.started.emit)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return cast("T", self.loop.run_until_complete(work))

    def do(self, act: Callable[..., T], *values: Any) -> T:
        """Act inside the running loop, as the window does, and let what follows happen."""

        async def inside() -> T:
            result = act(*values)
            for _ in range(20):
                await asyncio.sleep(0)
            return result

        return self.run(inside())

    def wait(self, until: Callable[[], object], seconds: float = 5.0) -> None:
        """Go on until `until()` is true; fails after `seconds`."""

        async def watch() -> None:
            end = time.monotonic() + seconds
            while not until():
                assert time.monotonic() < end, "it did not happen in time"
                await asyncio.sleep(0.005)

        self.run(watch())

    def settle(self) -> None:
        """Let everything that is due happen."""
        self.do(lambda: None)

    def show(self, widget: QWidget, width: int = 1120, height: int = 700) -> None:
        self.widgets.append(widget)
        widget.resize(width, height)
        self.do(widget.show)

    def close(self) -> None:
        for widget in self.widgets:
            widget.close()
            widget.deleteLater()
        self.run(self.bridge.close())
        self.run(self.store.close())
        self.app.setStyleSheet("")
        self.bridge.deleteLater()
        self.theme.deleteLater()
        self.app.processEvents()
        self.loop.close()
        asyncio.set_event_loop(None)
