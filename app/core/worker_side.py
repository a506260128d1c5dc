"""The inside of a worker process: read a call, run it, write what it yields.

Calls run one at a time on the process's main thread; a reader thread notices cancels, and ends the
process at once when the pipe closes, so that no worker outlives the program.
"""

from __future__ import annotations

import contextlib
import os
import queue
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO

from app.core import wire
from app.core.errors import AppError

Handler = Callable[..., Any]
"""Called with the call's params as keywords. A generator's values are streamed; its return value,
or a plain function's, is the answer. A generator is closed when the caller cancels."""

Factory = Callable[[Mapping[str, Any]], Mapping[str, Handler]]
"""Makes the handlers from the worker's `args`; heavy imports belong inside it."""


def serve(factory: Factory) -> None:
    """Answer calls on stdin and stdout until stdin closes. Prints of libraries go to stderr."""
    inward = os.fdopen(os.dup(0), "rb")
    outward = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    _Server(inward, outward, factory).run()


class _Server:
    def __init__(self, inward: BinaryIO, outward: BinaryIO, factory: Factory) -> None:
        self._inward = inward
        self._outward = outward
        self._factory = factory
        self._calls: queue.SimpleQueue[list[Any]] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._handlers: Mapping[str, Handler] = {}

    def run(self) -> None:
        threading.Thread(target=self._read, name="pipe", daemon=True).start()
        while True:
            _, number, method, params = self._calls.get()
            try:
                self._answer(number, method, params)
            except AppError as error:
                self._error(number, type(error).__name__, error.text, error.details)
            except MemoryError:
                self._error(number, "WorkerError", "There was not enough memory for this.", "")
            except Exception:  # noqa: BLE001 - the wall of the process: a bug must reach the log
                text = "Something unexpected went wrong in a helper process."
                self._error(number, "WorkerError", text, traceback.format_exc())
            finally:
                self._cancelled.discard(number)

    def _read(self) -> None:
        with contextlib.suppress(ValueError, OSError):
            while (frame := wire.read_frame(self._inward)) is not None:
                if frame[0] == wire.CANCEL:
                    self._cancelled.add(frame[1])
                else:
                    self._calls.put(frame)
        os._exit(0)

    def _answer(self, number: int, method: str, params: Mapping[str, Any]) -> None:
        if method == "configure" and number == 0:
            _limit_memory(int(params.get("memory_mb", 0)))
            self._handlers = self._factory(params)
            self._send([wire.READY, 0, os.getpid()])
            return
        if number in self._cancelled:
            return
        started = time.process_time()
        result = self._handlers[method](**params)
        if isinstance(result, Iterator):
            result = self._stream(number, result)
        self._send([wire.END, number, result, (time.process_time() - started) * 1000])

    def _stream(self, number: int, values: Iterator[Any]) -> Any:
        try:
            while number not in self._cancelled:
                self._send([wire.ITEM, number, next(values)])
        except StopIteration as finished:
            return finished.value
        finally:
            close = getattr(values, "close", None)
            if close is not None:
                close()
        return None

    def _error(self, number: int, kind: str, text: str, details: str) -> None:
        self._send([wire.ERROR, number, kind, text, details])

    def _send(self, frame: list[Any]) -> None:
        try:
            wire.write_frame(self._outward, frame)
        except (OSError, ValueError):
            os._exit(0)


def _limit_memory(megabytes: int) -> None:
    if not megabytes:
        return
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    limit = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
