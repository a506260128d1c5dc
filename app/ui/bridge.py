"""The one bridge between the event loop and Qt: facts become signals, slots become tasks.

Only this file emits what the loop says. A widget never awaits: it hands a coroutine to `run`, and
is called back on the window's thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from functools import partial
from typing import Any, TypeVar

import structlog
from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

from app.core.errors import AppError
from app.core.events import (
    AgentChanged,
    Bus,
    Fact,
    HealthChanged,
    MessageStored,
    ModelActivity,
    RaiseWindow,
    RoomChanged,
    SettingsChanged,
)
from app.core.tasks import end, spawn

log = structlog.get_logger(__name__)
T = TypeVar("T")


class Bridge(QObject):
    """Signals of what happens in the core, and the way to ask it for something.

    `problem` carries an AppError that no caller took: the window shows it as a sentence.
    `show_pane` is for panes that send the person elsewhere, by the pane's key; `open_room` opens
    a conversation by its id. `quit_wanted` ends the application: never call QApplication.quit,
    which would stop the loop before the host has stopped.
    """

    agent_changed = Signal(object)
    message_stored = Signal(object)
    room_changed = Signal(str)
    health_changed = Signal()
    settings_changed = Signal()
    model_activity = Signal(object)
    raise_window = Signal()
    started = Signal()
    problem = Signal(object)
    show_pane = Signal(str)
    open_room = Signal(str)
    quit_wanted = Signal()

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ready = False
        """Whether the host has started and is not closing; else its lists are empty."""
        self._tasks: set[asyncio.Task[None]] = set()
        self._end = bus.subscribe(self._hear)

    def run(
        self,
        work: Coroutine[Any, Any, T],
        name: str,
        done: Callable[[T], None] | None = None,
        failed: Callable[[AppError], None] | None = None,
    ) -> asyncio.Task[None]:
        """Run `work` beside the window; call `done` with its result or `failed` with its error.

        Without `failed` an error goes to `problem`. What is not an AppError is logged with its
        traceback and told as unexpected. Cancelling the task calls neither, nor is `done` called
        when it is a method of a widget that is gone by then.
        """

        async def task() -> None:
            try:
                result = await work
                if done is not None and _there(done):
                    done(result)
            except Exception as error:  # noqa: BLE001 - the one wall between loop and window
                (failed or self.problem.emit)(self._plain(error, name))

        kept = self._keep(task(), name)
        # A task that is cancelled before its first step never gets as far as awaiting `work`.
        kept.add_done_callback(lambda _: work.close())
        return kept

    def follow(
        self, events: AsyncGenerator[T, None], name: str, each: Callable[[T], None]
    ) -> asyncio.Task[None]:
        """Call `each` for every event of a stream; errors as in `run`, always to `problem`.

        The stream is closed when it ends, fails, or the task is cancelled.
        """

        async def task() -> None:
            try:
                async for event in events:
                    each(event)
            except Exception as error:  # noqa: BLE001 - the one wall between loop and window
                self.problem.emit(self._plain(error, name))
            finally:
                await events.aclose()

        return self._keep(task(), name)

    def tell_started(self) -> None:
        """The host has started: set `ready` and emit `started`."""
        self.ready = True
        self.started.emit()

    async def close(self) -> None:
        """Hear no more facts and end all tasks of the window."""
        self.ready = False
        self._end()
        await end(*self._tasks)

    def _keep(self, work: Coroutine[Any, Any, None], name: str) -> asyncio.Task[None]:
        task = spawn(work, f"ui.{name}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def _plain(self, error: Exception, name: str) -> AppError:
        if isinstance(error, AppError):
            log.info("ui.refused", task=name, reason=error.text)
            return error
        log.error("ui.task_failed", task=name, exc_info=error)
        return AppError(
            QCoreApplication.translate(
                "Bridge",
                "Something unexpected happened. Your messages are kept; the log says more.",
            ),
            details=f"{type(error).__name__} in {name}",
        )

    def _hear(self, fact: Fact) -> None:
        match fact:
            case AgentChanged():
                self.agent_changed.emit(fact)
            case MessageStored():
                self.message_stored.emit(fact.message)
            case RoomChanged():
                self.room_changed.emit(fact.room_id)
            case HealthChanged():
                self.health_changed.emit()
            case SettingsChanged():
                self.settings_changed.emit()
            case ModelActivity():
                self.model_activity.emit(fact)
            case RaiseWindow():
                self.raise_window.emit()


def _there(done: Callable[..., object]) -> bool:
    """Say whether the Qt object a method belongs to is still there: a dialog may be closed while
    what it asked for is on its way."""
    method = done.func if isinstance(done, partial) else done
    owner = getattr(method, "__self__", None)
    return not isinstance(owner, QObject) or isValid(owner)
