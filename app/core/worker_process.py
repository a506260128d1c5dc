"""One life of a worker process: threads that move frames, nothing that thinks."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from app.core import wire


@dataclass(frozen=True, slots=True)
class WorkerSpec:
    """How a worker is started.

    `name` is the word after `worker` on our own command line. `idle_s` seconds without a call
    stop it (0: never). `memory_mb` bounds its address space where the system can (0: no bound).
    `args` are passed on to its factory. `command` starts it; empty means our own executable.
    """

    name: str
    label: str
    idle_s: float = 300.0
    memory_mb: int = 0
    args: Mapping[str, Any] = field(default_factory=dict)
    env: Mapping[str, str] = field(default_factory=dict)
    command: tuple[str, ...] = ()


def own_command() -> list[str]:
    """Return the command that starts this very program: frozen or from source."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "app"]


class WorkerProcess:
    """A started process and its three pipe threads.

    `deliver` is called on a pipe thread for every frame, and with None when the process is gone.
    """

    def __init__(self, spec: WorkerSpec, deliver: Callable[[list[Any] | None], None]) -> None:
        self._deliver = deliver
        self._outbox: queue.SimpleQueue[list[Any] | None] = queue.SimpleQueue()
        self.last_words: deque[str] = deque(maxlen=20)
        self.popen = subprocess.Popen(
            spec.command or [*own_command(), "worker", spec.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, **spec.env},
        )
        self._outbox.put([wire.CALL, 0, "configure", {"memory_mb": spec.memory_mb, **spec.args}])
        self.threads = [
            threading.Thread(target=target, name=f"{spec.name}-pipe", daemon=True)
            for target in (self._read, self._write, self._listen)
        ]
        for thread in self.threads:
            thread.start()

    def send(self, frame: list[Any]) -> None:
        """Queue a frame; it is written in order by a thread, so this never blocks."""
        self._outbox.put(frame)

    def close(self) -> None:
        """Close the pipe after what is queued; the worker ends itself at that."""
        self._outbox.put(None)

    def _pipe(self, pipe: Any) -> BinaryIO:
        return pipe  # type: ignore[no-any-return]  # Popen's pipes are Optional in its stubs

    def _write(self) -> None:
        pipe = self._pipe(self.popen.stdin)
        with contextlib.suppress(OSError, ValueError), pipe:
            while (frame := self._outbox.get()) is not None:
                wire.write_frame(pipe, frame)

    def _read(self) -> None:
        pipe = self._pipe(self.popen.stdout)
        with contextlib.suppress(OSError, ValueError), pipe:
            while (frame := wire.read_frame(pipe)) is not None:
                self._deliver(frame)
        self._deliver(None)

    def _listen(self) -> None:
        pipe = self._pipe(self.popen.stderr)
        with contextlib.suppress(OSError, ValueError), pipe:
            for line in pipe:
                self.last_words.append(line.decode(errors="replace").rstrip())
