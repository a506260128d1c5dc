"""The composition root: an opened home, the host in it, its door, and who does commands."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.core.events import Bus
    from app.core.host import Host
    from app.core.lock import HomeLock
    from app.core.logs import Logs
    from app.core.paths import Paths
    from app.core.settings import SettingsStore

OWNER_WAIT_S = 30.0
"""Seconds a command waits for a home whose owner is still starting, or just leaving."""


@dataclass(slots=True)
class Home:
    """One opened home: its folders, settings, log, and the lock that makes us its owner."""

    paths: Paths
    settings: SettingsStore
    bus: Bus
    logs: Logs
    lock: HomeLock

    def close(self) -> None:
        """Let the home go and close the log."""
        self.lock.release()
        self.logs.close()


def open_home(paths: Paths, lock: HomeLock) -> Home:
    """Read settings and start the log of a home whose lock we hold."""
    from app.core.events import Bus, SettingsChanged  # noqa: PLC0415 - workers need none of it
    from app.core.logs import configure  # noqa: PLC0415
    from app.core.redaction import Redactor  # noqa: PLC0415
    from app.core.settings import SettingsStore  # noqa: PLC0415

    logs = configure(paths.log_file, "info", 50, Redactor())
    bus = Bus()
    settings = SettingsStore(paths, bus)
    logs.set_level(settings.current.logs.level)

    def follow(fact: object) -> None:
        if isinstance(fact, SettingsChanged):
            logs.set_level(settings.current.logs.level)

    bus.subscribe(follow)
    return Home(paths, settings, bus, logs, lock)


def make_host(home: Home) -> Host:
    """Put the host together. Quick: nothing is opened, loaded or called before `Host.start`."""
    from app.catalog import ENTRIES  # noqa: PLC0415 - after the first paint
    from app.core.character_reader import reader_spec, reading_apart  # noqa: PLC0415
    from app.core.health import Health, Sources  # noqa: PLC0415
    from app.core.host import Host, Parts, SystemClock  # noqa: PLC0415
    from app.core.memory import MemoryService  # noqa: PLC0415
    from app.core.models import ModelDesk  # noqa: PLC0415
    from app.core.paths import shipped_characters  # noqa: PLC0415
    from app.core.registry import Kind, Registry  # noqa: PLC0415
    from app.core.workers import Worker  # noqa: PLC0415
    from app.store.opening import later_store  # noqa: PLC0415
    from app.store.recall_client import (  # noqa: PLC0415
        RecallEmbedder,
        RecallIndex,
        recall_spec,
    )
    from app.vault.keyring_vault import KeyringVault  # noqa: PLC0415

    paths, settings, bus = home.paths, home.settings, home.bus
    registry = Registry(ENTRIES)
    build = registry.load(Kind.MODEL, "build")
    local = registry.load(Kind.MODEL, "local")
    store, opening = later_store(paths)
    recall = Worker(recall_spec(paths, settings.current))
    reader = Worker(reader_spec())
    index = RecallIndex(recall, paths.index)
    memory = MemoryService(store, RecallEmbedder(recall), index, settings, bus)
    vault = KeyringVault(paths, home.logs.redactor)
    models = ModelDesk(settings, vault, bus, build, lambda: local(paths.models))
    health = Health(
        {
            "database": store.check,
            "model": models.check,
            "recall": memory.check,
            "keyring": vault.check,
        },
        bus,
        Sources(
            folder=paths.data,
            pids=lambda: [p for p in (recall.pid, reader.pid, models.worker_pid()) if p],
            errors=lambda: home.logs.errors,
        ),
    )
    return Host(
        Parts(
            paths=paths,
            settings=settings,
            bus=bus,
            store=store,
            index=index,
            memory=memory,
            models=models,
            vault=vault,
            health=health,
            workers=(recall, reader),
            shipped=shipped_characters(),
            clock=SystemClock(),
            opening=opening,
            read_character=reading_apart(reader),
            actions=tuple(
                registry.load(Kind.ACTION, name)() for name in registry.names(Kind.ACTION)
            ),
        )
    )


def open_door(home: Home, host: Host, leaving: asyncio.Event | None = None) -> asyncio.Task[None]:
    """Let other starts of the program reach this host until it stops, or `leaving` is set."""
    from app.api.door import serve  # noqa: PLC0415 - when the window is up
    from app.core.commands import run  # noqa: PLC0415
    from app.core.tasks import spawn  # noqa: PLC0415

    door = spawn(serve(home.paths, partial(run, host), leaving), "door")
    host.beside(door)
    return door


class Executor:
    """Does commands for the command line: through the owner of this home, or as its owner.

    The home is opened with the first command that needs it and kept until `close`, so that a
    conversation at the prompt keeps its model and its helpers warm.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._home: Home | None = None
        self._host: Host | None = None
        self._opening = asyncio.Lock()
        self._leaving = asyncio.Event()
        self._door: asyncio.Task[None] | None = None

    async def __call__(
        self, command: str, params: Mapping[str, Any]
    ) -> AsyncGenerator[dict[str, Any], None]:
        """Yield the command's items. Raises AppError."""
        from app.core.errors import HomeBusy  # noqa: PLC0415 - a command loads only what it needs

        until = time.monotonic() + OWNER_WAIT_S
        while True:
            items = await self._items(command, params)
            try:
                async for item in items:
                    yield item
            except HomeBusy:
                # Nothing was asked yet: the owner is starting, or has just left the home to us.
                if time.monotonic() >= until:
                    raise
            else:
                return
            finally:
                await items.aclose()

    async def close(self) -> None:
        """Finish what others asked of us, then stop the host and let the home go, if opened."""
        host, self._host = self._host, None
        if self._door is not None:
            self._leaving.set()
            await asyncio.wait({self._door})
        if host is not None:
            await host.stop()
        home, self._home = self._home, None
        if home is not None:
            home.close()

    async def _items(
        self, command: str, params: Mapping[str, Any]
    ) -> AsyncGenerator[dict[str, Any], None]:
        from app.api.caller import call  # noqa: PLC0415 - a command loads only what it needs
        from app.core.commands import WITHOUT_HOST, run, run_without_host  # noqa: PLC0415
        from app.core.errors import HomeBusy  # noqa: PLC0415

        if command in WITHOUT_HOST:
            return run_without_host(self._paths, command, params)
        async with self._opening:
            try:
                host = await self._own()
            except HomeBusy:
                return call(self._paths, command, params, opening_s=0.5)
        return run(host, command, params)

    async def _own(self) -> Host:
        """Return our host, started; raises HomeBusy when another process owns the home."""
        from app.core.lock import HomeLock  # noqa: PLC0415 - as above

        if self._host is not None:
            return self._host
        self._paths.create()
        lock = HomeLock(self._paths)
        lock.acquire()
        self._home = open_home(self._paths, lock)
        self._home.logs.watch(asyncio.get_running_loop())
        host = make_host(self._home)
        try:
            await host.start()
        except BaseException:
            await host.stop()
            await self.close()
            raise
        self._host = host
        self._door = open_door(self._home, host, self._leaving)
        return host
