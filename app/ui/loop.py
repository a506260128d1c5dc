"""The event loop of the window: Qt's and asyncio's in one, with many callbacks to one Qt event."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from contextvars import Context
from typing import Any

from PySide6.QtCore import QTimer
from qasync import QEventLoop


class PlainLoop(QEventLoop):  # type: ignore[misc]  # qasync has no types
    """qasync's loop, save that no task steps outside it.

    qasync serves Qt once more when its loop has ended; a task that is due just then finds no
    running loop and fails.
    """

    def run_until_complete(self, future: Any) -> Any:
        """Run until the coroutine or future is done, and return its result."""
        task = future if asyncio.isfuture(future) else self.create_task(future)

        def stop(_: object) -> None:
            self.stop()

        task.add_done_callback(stop)
        try:
            self.run_forever()
        finally:
            task.remove_done_callback(stop)
        if not task.done():
            raise RuntimeError("The loop was stopped before its work was done.")
        return task.result()


class Loop(PlainLoop):
    """The loop above, save that `call_soon` does not start a Qt timer for every callback.

    One message makes some 300 callbacks, and a timer each was a third of its CPU time. Callbacks
    run in the order they were given, those given meanwhile in the next round, as in asyncio; Qt's
    own events come between two rounds.
    """

    def __init__(self, app: object) -> None:
        self._ready: deque[asyncio.Handle] = deque()
        super().__init__(app)
        # A zero timer and not a posted event: Qt serves it after everything else that waits.
        self._beat = QTimer()
        self._beat.setSingleShot(True)
        self._beat.timeout.connect(self._round)

    def call_soon(
        self, callback: Callable[..., Any], *args: Any, context: Context | None = None
    ) -> asyncio.Handle:
        """Run `callback` in the next round."""
        handle = asyncio.Handle(callback, args, self, context=context)
        if not self._ready:
            self._beat.start(0)
        self._ready.append(handle)
        return handle

    def _round(self) -> None:
        try:
            for _ in range(len(self._ready)):
                handle = self._ready.popleft()
                if not handle.cancelled():
                    handle._run()  # noqa: SLF001 - what every loop does with its handles
        finally:
            if self._ready:
                self._beat.start(0)

    def close(self) -> None:
        """End the loop; what was still to be called is not."""
        self._ready.clear()
        self._beat.stop()
        super().close()
