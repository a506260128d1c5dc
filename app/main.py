"""The program's three faces: a window, a command, a worker. Imports nothing before it must."""

from __future__ import annotations

import asyncio
import builtins
import gc
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.compose import Home
    from app.core.host import Host
    from app.core.paths import Paths

HEAVY = ("chromadb", "onnxruntime", "numpy", "web3", "llama_cpp", "openai", "anthropic")
"""Modules that must not be loaded before the window is painted; the log says which were."""


def worker(name: str) -> int:
    """Be the inside of a worker process; returns when the program that started it is gone."""
    from app.catalog import ENTRIES  # noqa: PLC0415 - a worker loads only what it is
    from app.core.errors import AppError  # noqa: PLC0415
    from app.core.registry import Kind, Registry  # noqa: PLC0415
    from app.core.worker_side import serve  # noqa: PLC0415

    try:
        factory = Registry(ENTRIES).load(Kind.WORKER, name)
    except AppError as error:
        sys.stderr.write(f"{error.text} {error.details}\n")
        return 2
    serve(factory)
    return 0


def _lean_structlog() -> None:
    """Import structlog without rich, which it takes along for a console that a window never
    prints to: 5 MB and 20 CPU-ms before the first paint."""
    sys.modules["rich"] = None  # type: ignore[assignment]  # makes an import of it fail
    import structlog  # noqa: F401, PLC0415

    del sys.modules["rich"]


def desktop(*, hidden: bool = False) -> int:
    """Open tray and window, or raise those of the process that already owns this home.

    With `hidden` (start at login) the window stays closed as long as there is a tray.
    """
    _lean_structlog()
    from app.compose import open_home  # noqa: PLC0415 - after structlog
    from app.core.errors import AppError, HomeBusy  # noqa: PLC0415
    from app.core.lock import HomeLock  # noqa: PLC0415
    from app.core.paths import Paths  # noqa: PLC0415

    try:
        paths = Paths.discover()
        paths.create()
        lock = HomeLock(paths)
        try:
            lock.acquire()
        except HomeBusy:
            return _raise_first(paths)
        home = open_home(paths, lock)
    except AppError as error:
        sys.stderr.write(error.text + "\n")
        return 1
    # Looking for garbage among the modules being loaded costs a tenth of the start, for nothing.
    gc.disable()
    try:
        return _window(home, hidden=hidden)
    finally:
        home.close()


def _window(home: Home, *, hidden: bool) -> int:
    from app.compose import make_host, open_door  # noqa: PLC0415 - as late as it can be

    plain_import = builtins.__import__
    from app.ui.desktop import run  # noqa: PLC0415

    # PySide6 puts an import of its own in place, which reads the source of every later module to
    # look for `__feature__`, which we do not use: 14 MB of source and a third of their time.
    builtins.__import__ = plain_import
    made: list[Host] = []

    def host() -> Host:
        _log_paint()
        gc.enable()
        made.append(make_host(home))
        return made[0]

    def started() -> None:
        home.logs.watch(asyncio.get_running_loop())
        open_door(home, made[0])

    return run(host, home.settings, home.bus, started, hidden=hidden)


def _log_paint() -> None:
    import structlog  # noqa: PLC0415

    heavy = [name for name in HEAVY if name in sys.modules]
    structlog.get_logger(__name__).info(
        "window.painted", cpu_s=round(time.process_time(), 3), heavy=heavy
    )


def _raise_first(paths: Paths) -> int:
    from app.api.caller import call  # noqa: PLC0415
    from app.core.errors import AppError  # noqa: PLC0415

    async def ask() -> None:
        async for _ in call(paths, "raise", {}):
            pass

    try:
        asyncio.run(ask())
    except AppError as error:
        sys.stderr.write(error.text + "\n")
        return 1
    return 0


def headless(words: Sequence[str]) -> int:
    """Run one command without Qt and return its exit code."""
    from app.cli.entry import run  # noqa: PLC0415 - not before it is known that there is a word
    from app.compose import Executor  # noqa: PLC0415
    from app.core.errors import AppError  # noqa: PLC0415
    from app.core.paths import Paths  # noqa: PLC0415

    try:
        paths = Paths.discover()
    except AppError as error:
        sys.stderr.write(error.text + "\n")
        return 1
    return run(words, Executor(paths))
