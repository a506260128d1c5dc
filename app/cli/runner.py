"""Runs commands on a loop in a thread of its own, so that the prompt and Ctrl+C stay with us."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextlib
import signal
import threading
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator, Mapping
from types import TracebackType
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
Item = dict[str, Any]

LOOK_S = 0.25
"""Seconds between two looks whether Ctrl+C was pressed, where waiting itself cannot notice it."""


class Execute(Protocol):
    """Does commands; one object serves the whole command line and is closed at its end."""

    def __call__(self, command: str, params: Mapping[str, Any]) -> AsyncGenerator[Item, None]:
        """Yield the command's items. Raises AppError. Closing the iterator cancels the command."""
        ...

    async def close(self) -> None:
        """Let go of the home or the door, on the loop the commands ran on."""
        ...


class Runner:
    """A context in which commands are run; the loop starts with the first of them."""

    def __init__(self, execute: Execute) -> None:
        self._execute = execute
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Runner:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._loop is None or self._thread is None:
            return
        loop = self._loop
        try:
            self._wait(self._submit(self._execute.close()))
        finally:
            loop.call_soon_threadsafe(loop.stop)
            self._thread.join()

    def items(self, command: str, params: Mapping[str, Any]) -> list[Item]:
        """Do a command and return all its items."""
        found: list[Item] = []
        self.each(command, params, found.append)
        return found

    def each(
        self,
        command: str,
        params: Mapping[str, Any],
        show: Callable[[Item], None],
        instead: Callable[[], tuple[str, Mapping[str, Any]] | None] = lambda: None,
    ) -> None:
        """Do a command and hand each item to `show` as it comes, on the loop's thread.

        On Ctrl+C the command is cancelled and KeyboardInterrupt raised, unless `instead` names
        another command that ends it politely; the second Ctrl+C cancels in any case.
        """
        with _ctrl_c_later() as pressed:
            work = self._submit(self._consume(command, params, show))
        polite = True
        while True:
            try:
                if pressed:
                    pressed.clear()
                    raise KeyboardInterrupt  # noqa: TRY301 - it came while we could not take it
                self._wait(work)
            except KeyboardInterrupt:
                other = instead() if polite else None
                if other is None:
                    self._cancel(work)
                    raise
                polite = False
                self._submit(self._consume(*other, _ignore))
            else:
                return

    async def _consume(
        self, command: str, params: Mapping[str, Any], show: Callable[[Item], None]
    ) -> None:
        items = self._execute(command, params)
        try:
            async for item in items:
                show(item)
        finally:
            await items.aclose()

    def _submit(self, work: Coroutine[Any, Any, T]) -> concurrent.futures.Future[T]:
        if self._loop is None:
            loop = self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=_serve, args=(loop,), name="commands")
            self._thread.start()
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def _wait(self, work: concurrent.futures.Future[T]) -> T:
        while True:
            done, _ = concurrent.futures.wait([work], LOOK_S)
            if done:
                return work.result()

    def _cancel(self, work: concurrent.futures.Future[Any]) -> None:
        work.cancel()
        with contextlib.suppress(concurrent.futures.CancelledError):
            # The future is cancelled at once; its coroutine ends a little later, on the loop.
            self._wait(self._submit(asyncio.sleep(0)))


@contextlib.contextmanager
def _ctrl_c_later() -> Iterator[list[bool]]:
    """Note Ctrl+C instead of raising: between handing a command over and knowing its handle, it
    would end us and leave the command running."""
    pressed: list[bool] = []
    if threading.current_thread() is not threading.main_thread():
        yield pressed
        return
    before = signal.signal(signal.SIGINT, lambda *_: pressed.append(True))
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)


def _serve(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        left = asyncio.all_tasks(loop)
        for task in left:
            task.cancel()
        loop.run_until_complete(asyncio.gather(*left, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        loop.close()


def _ignore(item: Item) -> None:
    del item
