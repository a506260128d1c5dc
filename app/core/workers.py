"""Worker processes: what is heavy or may crash runs apart, behind one message pipe.

A worker is started by the first call, answers one call at a time in order, is stopped when idle,
and dies with the main process (its pipe closes). A worker that dies before it answered anything
counts as a failed try: after `MAX_TRIES`, `RETRY_S` apart, it is off and says so.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import threading
import time
from collections.abc import AsyncGenerator, Mapping
from typing import Any

import structlog

from app.core import errors, wire
from app.core.errors import AppError, NotReady, WorkerError
from app.core.ports import HealthReport, HealthState
from app.core.tasks import end, spawn
from app.core.worker_process import WorkerProcess, WorkerSpec

log = structlog.get_logger(__name__)

MAX_TRIES = 5
"""Starts without a single answer before the worker is off (Home Assistant's figure)."""
RETRY_S = 10.0
"""Seconds between such tries."""
START_S = 60.0
"""Seconds for a worker process to say that it is ready."""
STOP_S = 1.0
"""Seconds a worker has to end by itself before it is killed."""


class Worker:
    """A worker process as the rest of the program sees it: `call` and `stream`.

    Errors the worker raised as an AppError arrive as the same class. A worker that dies in the
    middle makes every open call raise WorkerError; the next call starts a new one.
    """

    def __init__(self, spec: WorkerSpec, retry_s: float = RETRY_S) -> None:
        self.spec = spec
        self._retry_s = retry_s
        self._process: WorkerProcess | None = None
        self._calls: dict[int, asyncio.Queue[list[Any]]] = {}
        self._next = 1
        self._starting = asyncio.Lock()
        self._failures = 0
        self._retry_at = 0.0
        self._answered = False
        self._last_used = time.monotonic()
        self._idle: asyncio.Task[None] | None = None
        self.cpu_ms = 0.0
        """CPU milliseconds the worker reports for the calls it has answered."""

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        return self._process.popen.pid if self._process else None

    async def call(self, method: str, timeout: float = 60.0, **params: Any) -> Any:
        """Return the worker's answer. Raises WorkerError when it dies or `timeout` s pass."""
        try:
            async with asyncio.timeout(timeout):
                async for kind, value in self._frames(method, params):
                    if kind == wire.END:
                        return value
        except TimeoutError:
            await self._kill(f"no answer to {method} in {timeout:.0f} s")
            raise WorkerError(
                f"The {self.spec.label} did not answer in time and was restarted. Try again."
            ) from None
        raise WorkerError(f"The {self.spec.label} gave no answer. Try again.")

    async def stream(
        self, method: str, idle_timeout: float = 60.0, **params: Any
    ) -> AsyncGenerator[Any, None]:
        """Yield what the worker sends, then end. Closing the iterator cancels the work there.

        Raises WorkerError when it dies, or sends nothing for `idle_timeout` seconds.
        """
        frames = self._frames(method, params)
        try:
            while True:
                async with asyncio.timeout(idle_timeout):
                    kind, value = await anext(frames)
                if kind == wire.END:
                    return
                yield value
        except TimeoutError:
            await self._kill(f"silent for {idle_timeout:.0f} s in {method}")
            raise WorkerError(
                f"The {self.spec.label} fell silent and was restarted. Try again."
            ) from None
        finally:
            await frames.aclose()

    async def stop(self) -> None:
        """End the process, politely first; open calls raise WorkerError."""
        await end(self._idle)
        self._idle = None
        if process := self._process:
            await self._end(process)

    def reset(self) -> None:
        """Forget failed tries: the person asked for another one."""
        self._failures, self._retry_at = 0, 0.0

    def check(self) -> HealthReport:
        """Report without starting anything."""
        label = self.spec.label
        if self._failures >= MAX_TRIES:
            return HealthReport(
                self.spec.name,
                HealthState.DOWN,
                f"The {label} failed {self._failures} times and is off.",
                "Start it again",
            )
        if self._failures:
            return HealthReport(
                self.spec.name, HealthState.DEGRADED, f"The {label} failed and will be tried again."
            )
        if self._process is None:
            return HealthReport(self.spec.name, HealthState.OFF, f"The {label} is resting.")
        return HealthReport(self.spec.name, HealthState.OK, f"The {label} is running.")

    async def _frames(
        self, method: str, params: Mapping[str, Any]
    ) -> AsyncGenerator[tuple[int, Any], None]:
        process = await self._running()
        number, self._next = self._next, self._next + 1
        inbox: asyncio.Queue[list[Any]] = asyncio.Queue()
        self._calls[number] = inbox
        process.send([wire.CALL, number, method, dict(params)])
        finished = False
        try:
            while not finished:
                frame = await inbox.get()
                finished = frame[0] != wire.ITEM
                if frame[0] == wire.ERROR:
                    raise _rebuilt(frame)
                if finished:
                    self._answered, self._failures = True, 0
                    self.cpu_ms += float(frame[3])
                yield frame[0], frame[2]
        finally:
            self._calls.pop(number, None)
            self._last_used = time.monotonic()
            if not finished:
                process.send([wire.CANCEL, number])

    async def _running(self) -> WorkerProcess:
        async with self._starting:
            self._last_used = time.monotonic()
            if self._process is not None and self._process.popen.poll() is not None:
                self._died(self._process)
            if self._process is None:
                self._may_start()
                await self._start()
            if self._process is None:
                raise self._stopped()
            return self._process

    def _may_start(self) -> None:
        if self._failures >= MAX_TRIES:
            raise WorkerError(
                f"The {self.spec.label} failed {self._failures} times and is switched off. "
                "The Health pane can start it again."
            )
        wait = self._retry_at - time.monotonic()
        if wait > 0:
            raise NotReady(f"The {self.spec.label} failed; it is tried again in {wait:.0f} s.")

    async def _start(self) -> None:
        loop = asyncio.get_running_loop()
        ready: asyncio.Future[None] = loop.create_future()
        box: list[WorkerProcess] = []

        def deliver(frame: list[Any] | None) -> None:
            with contextlib.suppress(RuntimeError):  # the loop closed while the program ends
                loop.call_soon_threadsafe(self._receive, box, ready, frame)

        self._answered = False
        process = await asyncio.to_thread(WorkerProcess, self.spec, deliver)
        box.append(process)
        self._process = process
        try:
            async with asyncio.timeout(START_S):
                await ready
        except (TimeoutError, WorkerError) as error:
            if process is not self._process:
                raise self._stopped() from error
            self._failed()
            await self._end(process)
            raise WorkerError(
                f"The {self.spec.label} could not be started.",
                details="\n".join(process.last_words) or str(error),
            ) from error
        log.info("worker.started", worker=self.spec.name, pid=process.popen.pid)
        if self.spec.idle_s and self._idle is None:
            self._idle = spawn(self._rest(), f"{self.spec.name}-idle")

    def _receive(
        self, box: list[WorkerProcess], ready: asyncio.Future[None], frame: list[Any] | None
    ) -> None:
        if frame is None:
            if not ready.done():
                ready.set_exception(WorkerError("The process ended at its start."))
            elif ready.exception() is None:
                self._died(box[0] if box else None)
        elif frame[0] == wire.READY:
            if not ready.done():
                ready.set_result(None)
        elif frame[1] == 0 and frame[0] == wire.ERROR and not ready.done():
            ready.set_exception(WorkerError(str(frame[3])))
        elif inbox := self._calls.get(frame[1]):
            inbox.put_nowait(frame)

    def _died(self, process: WorkerProcess | None) -> None:
        if process is None or process is not self._process:
            return
        if not self._answered:
            self._failed()
        code = process.popen.poll()
        log.warning(
            "worker.died", worker=self.spec.name, code=code, last_words=list(process.last_words)
        )
        self._detach(f"The {self.spec.label} stopped unexpectedly; it starts again by itself.")
        threading.Thread(target=process.popen.wait, daemon=True).start()

    def _stopped(self) -> WorkerError:
        """Return what a call raises when `stop` came while the process started."""
        return WorkerError(f"The {self.spec.label} was stopped.")

    def _failed(self) -> None:
        self._failures += 1
        self._retry_at = time.monotonic() + self._retry_s

    def _detach(self, text: str) -> None:
        """Let go of the process: open calls fail with `text`, the next call starts a new one."""
        if self._process is not None:
            self._process.close()  # its writing thread ends, also when the process is dead
        self._process = None
        for number, inbox in self._calls.items():
            inbox.put_nowait([wire.ERROR, number, "WorkerError", text, ""])
        self._calls.clear()

    async def _kill(self, why: str) -> None:
        if process := self._process:
            log.warning("worker.killed", worker=self.spec.name, why=why)
            self._detach(f"The {self.spec.label} did not answer and was restarted. Try again.")
            process.popen.kill()
            await asyncio.to_thread(process.popen.wait)

    async def _end(self, process: WorkerProcess) -> None:
        if process is self._process:
            self._detach(f"The {self.spec.label} was stopped.")
        process.close()
        try:
            await asyncio.to_thread(process.popen.wait, STOP_S)
        except subprocess.TimeoutExpired:
            process.popen.kill()
            await asyncio.to_thread(process.popen.wait)

    async def _rest(self) -> None:
        while True:
            quiet = time.monotonic() - self._last_used
            if self._calls:
                quiet = 0.0
            if quiet >= self.spec.idle_s and self._process:
                log.info("worker.rests", worker=self.spec.name)
                self._idle = None
                await self._end(self._process)
                return
            await asyncio.sleep(max(self.spec.idle_s - quiet, 0.05))


def _rebuilt(frame: list[Any]) -> AppError:
    """Turn an ERROR frame back into the error the worker raised."""
    _, _, kind, text, details = frame
    found = getattr(errors, str(kind), WorkerError)
    if not (isinstance(found, type) and issubclass(found, AppError)):
        found = WorkerError
    return found(str(text), details=str(details))
