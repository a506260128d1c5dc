"""Shows which step of the setup runs, how far it is and how long it takes."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType
from typing import Self, TextIO

QUIET_SECONDS = 10.0
"""Without a terminal (a log file, CI) a running step says how far it is this often."""


def spell(seconds: float) -> str:
    """Return a duration as people say it: `8 s`, `2 min 05 s`."""
    whole = int(seconds + 0.5)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60:02d} s"


class Step:
    """One step, as a context: `[2/5] Packages: 40 of 107, 12 s` while it runs, `done` after it.

    On a terminal the line is rewritten in place; elsewhere a new line comes now and then. A step
    that ends by an exception says so and lets it through.
    """

    def __init__(self, number: int, count: int, title: str, out: TextIO | None = None) -> None:
        self._head = f"[{number}/{count}] {title}"
        self._out = out or sys.stderr
        self._live = self._out.isatty()
        self._began = self._shown = time.monotonic()
        self._width = 0
        self.result = "done"

    def __enter__(self) -> Self:
        self._line(f"{self._head} …", final=not self._live)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        took = spell(time.monotonic() - self._began)
        outcome = "stopped" if error else self.result
        self._line(f"{self._head}: {outcome}, {took}", final=True)

    def far(self, done: int, total: int, what: str = "") -> None:
        """Say that `done` of `total` parts are there; the time left is estimated from them."""
        spent = time.monotonic() - self._began
        text = f"{self._head}: {done} of {total}{', ' + what if what else ''}, {spell(spent)}"
        if spent > 5 and total > done > total // 20:
            text += f", about {spell(spent / done * (total - done))} left"
        self.say(text)

    def note(self, what: str) -> None:
        """Say what is going on when there is nothing to count."""
        self.say(f"{self._head}: {what}, {spell(time.monotonic() - self._began)}")

    def say(self, text: str) -> None:
        """Show a line: at once on a terminal, every ten seconds elsewhere."""
        moment = time.monotonic()
        if self._live or moment - self._shown >= QUIET_SECONDS:
            self._shown = moment
            self._line(text, final=not self._live)

    def _line(self, text: str, *, final: bool) -> None:
        if self._live:
            text = text if final else text[: shutil.get_terminal_size().columns - 1]
            self._out.write("\r" + text.ljust(self._width) + ("\n" if final else ""))
            self._width = 0 if final else len(text)
        else:
            self._out.write(text + "\n")
        self._out.flush()
