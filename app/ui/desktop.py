"""The window's life: Qt and asyncio on one loop, painted first, started after, ended cleanly."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import structlog
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from app.core.errors import AppError
from app.core.events import Bus
from app.core.settings import SettingsStore
from app.core.tasks import spawn
from app.ui.bridge import Bridge
from app.ui.theme import Theme
from app.ui.window import Window

if TYPE_CHECKING:
    from app.core.host import Host

log = structlog.get_logger(__name__)

STOP_S = 3.0
"""The host is given this many seconds to stop; then the process ends regardless."""

HARMLESS = ("systemTrayWindowChanged",)
"""Parts of Qt messages that say nothing: libEGL under X servers without a tray."""


class Furniture(Protocol):
    """What lives beside the window (tray, notifications, wizard) and ends with it."""

    def close(self) -> None:
        """Take it off the screen."""
        ...


def run(
    make_host: Callable[[], Host],
    settings: SettingsStore,
    bus: Bus,
    started: Callable[[], None] | None = None,
) -> int:
    """Show the window and return the exit code when the person has quit.

    `make_host` is called after the first paint, so whatever is heavy may be imported there;
    `started` is called when the host has started.
    """
    qInstallMessageHandler(_qt_message)
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise AppError("Another part of this process already uses Qt without a window.")
    app.setApplicationName("Familiar")
    app.setApplicationDisplayName("Familiar")
    app.setDesktopFileName("familiar")
    app.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(app)
    asyncio.set_event_loop(loop)
    theme = Theme(app, settings.current.general.theme)
    bridge = Bridge(bus)
    bridge.settings_changed.connect(lambda: theme.choose(settings.current.general.theme))
    window = Window(bridge, theme)
    window.show()
    with loop:
        loop.run_until_complete(_live(app, window, bridge, theme, make_host, started))
    return 0


async def _live(
    app: QApplication,
    window: Window,
    bridge: Bridge,
    theme: Theme,
    make_host: Callable[[], Host],
    started: Callable[[], None] | None,
) -> None:
    over = asyncio.Event()
    app.aboutToQuit.connect(over.set)
    _end_on_signals(over)
    painted = asyncio.Event()
    window.painted.connect(painted.set)
    await painted.wait()
    host = make_host()
    window.furnish(host)
    starting = spawn(_start(host, bridge, started), "ui.start")
    await over.wait()
    window.hide()
    starting.cancel()
    await bridge.close()
    try:
        async with asyncio.timeout(STOP_S):
            await host.stop()
    except TimeoutError:
        log.warning("desktop.stop_slow", seconds=STOP_S)
    theme.deleteLater()


def _end_on_signals(over: asyncio.Event) -> None:
    """Let the end of the session (SIGTERM) and Ctrl+C close everything cleanly."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        try:
            loop.add_signal_handler(number, over.set)
        except NotImplementedError:  # Windows ends a session through Qt's own messages
            return


async def _start(host: Host, bridge: Bridge, started: Callable[[], None] | None) -> None:
    try:
        await host.start()
    except AppError as error:
        bridge.problem.emit(error)
        return
    bridge.tell_started()
    if started is not None:
        started()


def _qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    """Turn what Qt prints into log records."""
    if any(part in text for part in HARMLESS):
        return
    say = {
        QtMsgType.QtDebugMsg: log.debug,
        QtMsgType.QtInfoMsg: log.info,
        QtMsgType.QtWarningMsg: log.warning,
    }.get(kind, log.error)
    say("qt", text=text, category=context.category or "")
