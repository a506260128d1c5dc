"""How the application is: every part with a reason when it is not well, and a few figures."""

from __future__ import annotations

import asyncio
import shutil
import time
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

import structlog

from app.core.events import Bus, Fact, HealthChanged, ModelActivity
from app.core.message import now
from app.core.ports import HealthReport, HealthState
from app.core.tasks import end, spawn

log = structlog.get_logger(__name__)

Check = Callable[[], Awaitable[HealthReport]]

EVERY_S = 15.0
"""Seconds between two looks in the background."""
CHECK_S = 10.0
"""Seconds a part has to answer before it counts as silent."""
SAMPLES = 240
"""Figures kept for the line in the Health pane: an hour of them."""
LAG_EVERY_S = 1.0
LAG_WINDOW_S = 60.0
LAG_BAD_MS = 500.0
"""A loop held longer than this within the last minute was felt as a stutter."""
DISK_LOW = 1_000_000_000
DISK_FULL = 100_000_000
"""Free bytes below which the disk is degraded and down."""
MEMORY_LOW = 300_000_000
"""Bytes the whole machine has left below which memory is degraded."""

VITAL = frozenset({"database", "model"})
"""Without one of these nothing is answered: only they make the whole DOWN."""


@dataclass(frozen=True, slots=True)
class HealthItem:
    """One part, and since when it has been in this state."""

    report: HealthReport
    since: datetime


@dataclass(frozen=True, slots=True)
class Figures:
    """One sample. Bytes, milliseconds, tokens a second; counts are since midnight and the start."""

    at: datetime
    rss: int
    lag_ms: float
    replies_today: int
    errors: int
    tokens_per_second: float


@dataclass(frozen=True, slots=True)
class HealthSummary:
    """Everything at one moment. `state` is OK, DEGRADED or DOWN; `figures` are oldest first."""

    state: HealthState
    items: tuple[HealthItem, ...]
    started: datetime
    figures: tuple[Figures, ...] = ()

    @property
    def worst(self) -> HealthItem | None:
        """The item that needs attention most; None when all is well."""
        bad = [item for item in self.items if item.report.state in _BAD]
        return max(bad, key=lambda item: _BAD[item.report.state], default=None)


_BAD = {HealthState.DEGRADED: 1, HealthState.DOWN: 2}


class HasFree(Protocol):
    """What `shutil.disk_usage` returns."""

    @property
    def free(self) -> int: ...  # noqa: D102 - bytes


def memory_use(pids: tuple[int, ...]) -> tuple[int, int]:
    """Return the resident bytes of this process and `pids`, and what the machine has left."""
    import psutil  # noqa: PLC0415 - 20 ms that the window need not wait for

    used = 0
    for pid in (None, *pids):
        try:
            used += psutil.Process(pid).memory_info().rss
        except psutil.Error:
            continue
    return used, psutil.virtual_memory().available


@dataclass(frozen=True, slots=True)
class Sources:
    """What health looks at beside the parts' own checks.

    `pids` gives the process ids of the workers that run, `errors` the errors logged so far.
    Parts named in `on_request` are asked only when somebody wants a report, never in the
    background: asking the keyring may open a dialog. `disk` gives a folder's free bytes, `memory`
    the bytes that we and these processes use and those the machine has left.
    """

    folder: Path
    pids: Callable[[], Iterable[int]] = tuple
    errors: Callable[[], int] = int
    on_request: frozenset[str] = frozenset({"keyring"})
    disk: Callable[[Path], HasFree] = shutil.disk_usage
    memory: Callable[[tuple[int, ...]], tuple[int, int]] = memory_use
    patience_s: float = CHECK_S


class Health:
    """Looks at every part: in the background every `EVERY_S`, and whenever somebody asks.

    A part whose check hangs or breaks is DOWN with that as its reason; it never keeps the others
    from being seen. `HealthChanged` is published when the whole or the worst item changes.
    """

    def __init__(self, parts: Mapping[str, Check], bus: Bus, sources: Sources) -> None:
        self._parts = dict(parts)
        self._bus = bus
        self._sources = sources
        self._items: dict[str, HealthItem] = {}
        self._figures: deque[Figures] = deque(maxlen=SAMPLES)
        self._lags: deque[tuple[float, float]] = deque()
        self._replies = (date.min, 0)
        self._speed = 0.0
        self._rss = 0
        self._tasks: tuple[asyncio.Task[None], ...] = ()
        self._end_listening: Callable[[], None] = bus.subscribe(self._hear)
        self.started = now()
        self.last: HealthSummary | None = None
        """The newest summary, without asking anyone; None before the first."""

    async def start(self) -> None:
        """Begin looking in the background; returns at once."""
        self._tasks = (spawn(self._watch(), "health"), spawn(self._feel_lag(), "health-lag"))

    async def stop(self) -> None:
        """End it."""
        self._end_listening()
        await end(*self._tasks)
        self._tasks = ()

    async def report(self) -> HealthSummary:
        """Ask every part now and return what they say. Never raises."""
        return await self._look(self._parts)

    async def _watch(self) -> None:
        background = {
            name: check
            for name, check in self._parts.items()
            if name not in self._sources.on_request
        }
        while True:
            summary = await self._look(background)
            self._figures.append(self._sample())
            self.last = _with_figures(summary, tuple(self._figures))
            await asyncio.sleep(EVERY_S)

    async def _look(self, parts: Mapping[str, Check]) -> HealthSummary:
        own = {"disk": self._disk, "memory": self._memory, "loop": self._loop}
        asked = {**parts, **own}
        reports = await asyncio.gather(*(self._ask(name, asked[name]) for name in asked))
        for name, report in zip(asked, reports, strict=True):
            known = self._items.get(name)
            same = known is not None and known.report.state == report.state
            self._items[name] = HealthItem(report, known.since if known and same else now())
        order = [name for name in (*self._parts, *own) if name in self._items]
        items = tuple(self._items[name] for name in order)
        summary = HealthSummary(_overall(items), items, self.started, tuple(self._figures))
        before, self.last = self.last, summary
        if before is None or _told(before) != _told(summary):
            _log_change(summary)
            self._bus.publish(HealthChanged())
        return summary

    async def _ask(self, name: str, check: Check) -> HealthReport:
        patience = self._sources.patience_s
        try:
            async with asyncio.timeout(patience):
                return await check()
        except TimeoutError:
            return HealthReport(
                name, HealthState.DOWN, f"It did not answer within {patience:.0f} s."
            )
        except Exception as error:  # a check that breaks is a finding, not the end of all checks
            log.exception("health.check_failed", part=name)
            kind = type(error).__name__
            return HealthReport(name, HealthState.DOWN, f"It could not be checked ({kind}).")

    async def _disk(self) -> HealthReport:
        free = (await asyncio.to_thread(self._sources.disk, self._sources.folder)).free
        room = f"{free / 1e9:.1f} GB are free."
        if free < DISK_FULL:
            return HealthReport(
                "disk", HealthState.DOWN, f"The disk is full: {room}", "Free some space"
            )
        if free < DISK_LOW:
            return HealthReport(
                "disk", HealthState.DEGRADED, f"The disk is nearly full: {room}", "Free some space"
            )
        return HealthReport("disk", HealthState.OK, room)

    async def _memory(self) -> HealthReport:
        used, left = await asyncio.to_thread(self._sources.memory, tuple(self._sources.pids()))
        self._rss = used
        words = f"Familiar uses {used / 1e6:.0f} MB."
        if left < MEMORY_LOW:
            return HealthReport(
                "memory",
                HealthState.DEGRADED,
                f"The computer has only {left / 1e6:.0f} MB of memory left. {words}",
                "Close other programs or choose a smaller model",
            )
        return HealthReport("memory", HealthState.OK, words)

    async def _loop(self) -> HealthReport:
        lag = self._worst_lag()
        if lag > LAG_BAD_MS:
            return HealthReport(
                "loop",
                HealthState.DEGRADED,
                f"Familiar stood still for {lag / 1000:.1f} s within the last minute.",
            )
        return HealthReport("loop", HealthState.OK, f"Answers within {max(lag, 1):.0f} ms.")

    async def _feel_lag(self) -> None:
        while True:
            begun = time.monotonic()
            await asyncio.sleep(LAG_EVERY_S)
            woken = time.monotonic()
            self._lags.append((woken, max(0.0, woken - begun - LAG_EVERY_S) * 1000))
            while self._lags[0][0] < woken - LAG_WINDOW_S:
                self._lags.popleft()

    def _worst_lag(self) -> float:
        return max((lag for _, lag in self._lags), default=0.0)

    def _hear(self, fact: Fact) -> None:
        if isinstance(fact, ModelActivity):
            self._replies = (_today(), self._replies_today() + 1)
            self._speed = fact.tokens_per_second

    def _replies_today(self) -> int:
        day, count = self._replies
        return count if day == _today() else 0

    def _sample(self) -> Figures:
        return Figures(
            at=now(),
            rss=self._rss,
            lag_ms=self._worst_lag(),
            replies_today=self._replies_today(),
            errors=self._sources.errors(),
            tokens_per_second=self._speed,
        )


def _overall(items: Iterable[HealthItem]) -> HealthState:
    reports = [item.report for item in items]
    if any(r.state == HealthState.DOWN and r.part in VITAL for r in reports):
        return HealthState.DOWN
    return HealthState.DEGRADED if any(r.state in _BAD for r in reports) else HealthState.OK


def _told(summary: HealthSummary) -> tuple[str, ...]:
    worst = summary.worst
    return (summary.state, worst.report.part, worst.report.state) if worst else ()


def _log_change(summary: HealthSummary) -> None:
    worst = summary.worst
    if worst is None:
        log.info("health.changed", state=summary.state.value)
    else:
        part, reason = worst.report.part, worst.report.reason
        log.warning("health.changed", state=summary.state.value, part=part, reason=reason)


def _with_figures(summary: HealthSummary, figures: tuple[Figures, ...]) -> HealthSummary:
    return HealthSummary(summary.state, summary.items, summary.started, figures)


def _today() -> date:
    return datetime.now().astimezone().date()
