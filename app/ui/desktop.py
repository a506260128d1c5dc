"""The window's life: Qt and asyncio on one loop, painted first, started after, ended cleanly."""

from __future__ import annotations

import asyncio
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import structlog
from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from app.core.errors import AppError
from app.core.events import Bus
from app.core.settings import SettingsStore
from app.core.tasks import end, spawn
from app.ui.bridge import Bridge
from app.ui.language import use_language
from app.ui.loop import Loop
from app.ui.sweeper import Sweeper
from app.ui.theme import Theme
from app.ui.window import Window

if TYPE_CHECKING:
    from app.core.host import Host

log = structlog.get_logger(__name__)

STOP_S = 3.0
"""The host is given this many seconds to stop; then the process ends regardless."""

HARMLESS = ("systemTrayWindowChanged", "propagateSizeHints")
"""Parts of Qt messages that say nothing: no tray, no window manager."""


class Desktop:
    """One run of the window. `live` returns when the person quits and everything has stopped."""

    def __init__(self, app: QApplication, settings: SettingsStore, bus: Bus) -> None:
        self._settings = settings
        self._over = asyncio.Event()
        self._painted = asyncio.Event()
        self.theme = Theme(app, settings.current.general.theme)
        self.bridge = Bridge(bus)
        self.window = Window(self.bridge, self.theme)
        self.window.painted.connect(self._painted.set)
        self.bridge.settings_changed.connect(self._follow_settings)
        self.bridge.quit_wanted.connect(self._over.set)

    async def live(
        self,
        make_host: Callable[[], Host],
        started: Callable[[], None],
        *,
        hidden: bool = False,
    ) -> None:
        """Paint the window, then make and start the host; stop it when the person quits.

        With `hidden` the window stays closed until the person asks for it in the tray.
        """
        self._end_on_signals()
        if not hidden:
            self.window.show()
            await self._painted.wait()
        host = make_host()
        self.window.furnish(host)
        from app.ui.comforts import Comforts  # noqa: PLC0415 - after the first paint

        comforts = Comforts(self.window, self.bridge, self.theme, host)
        comforts.welcome(hidden=hidden)
        sweeper = Sweeper(self.window)
        starting = spawn(self._start(host, started, sweeper), "ui.start")
        await self._over.wait()
        self.window.hide()
        comforts.close()
        await end(starting)
        await self.bridge.close()
        try:
            async with asyncio.timeout(STOP_S):
                await host.stop()
        except TimeoutError:
            log.warning("desktop.stop_slow", seconds=STOP_S)
        sweeper.close()

    async def _start(self, host: Host, started: Callable[[], None], sweeper: Sweeper) -> None:
        try:
            await host.start()
        except AppError as error:
            log.error("desktop.start_failed", reason=error.text, details=error.details)  # noqa: TRY400 - the reason is written for people; a traceback adds nothing
            self.bridge.problem.emit(error)
            return
        self.bridge.tell_started()
        started()
        sweeper.settle()

    def _end_on_signals(self) -> None:
        """Let the end of the session (SIGTERM) and Ctrl+C close everything cleanly."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            try:
                loop.add_signal_handler(number, self._over.set)
            except NotImplementedError:  # Windows ends a session through Qt's own messages
                return

    def _follow_settings(self) -> None:
        self.theme.choose(self._settings.current.general.theme)


def run(
    make_host: Callable[[], Host],
    settings: SettingsStore,
    bus: Bus,
    started: Callable[[], None] = lambda: None,
    *,
    hidden: bool = False,
) -> int:
    """Show the window and return the exit code when the person has quit.

    `make_host` is called after the first paint, so whatever is heavy may be imported there;
    `started` is called when the host has started.
    """
    qInstallMessageHandler(_qt_message)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Familiar")
    app.setDesktopFileName("familiar")
    app.setQuitOnLastWindowClosed(False)
    use_language(app, settings.current.general.language)
    loop = Loop(app)
    asyncio.set_event_loop(loop)
    desktop = Desktop(app, settings, bus)
    with loop:
        loop.run_until_complete(desktop.live(make_host, started, hidden=hidden))
    return 0


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
