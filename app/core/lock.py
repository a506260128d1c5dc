"""One owner process per home, by a lock that the system itself lets go of when the owner dies."""

from __future__ import annotations

import os
import sys
from types import TracebackType

from app.core.errors import ConfigError, HomeBusy
from app.core.paths import Paths


class HomeLock:
    """The right to open a home. Held from `acquire` to `release`, or to the process's end.

    It is an advisory lock on an open file (flock on Linux and macOS, a locked byte on Windows), so
    a crash, `kill -9` or a power cut never leaves it behind. The file itself stays and means
    nothing. It holds the owner's process id, for information only.
    """

    def __init__(self, paths: Paths) -> None:
        self._file = paths.lock
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """True while this object holds the home."""
        return self._descriptor is not None

    def acquire(self) -> None:
        """Take the home. Raises HomeBusy when another process (or object) has it, ConfigError
        when the lock file cannot be made."""
        if self._descriptor is not None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | _CLOSED_ON_EXEC, 0o600)
        except OSError as error:
            raise ConfigError(
                f"The file {self._file} cannot be made: {error.strerror}. "
                "Free some space or set FAMILIAR_HOME to a folder you may write to."
            ) from error
        try:
            _lock(descriptor)
        except OSError as error:
            os.close(descriptor)
            raise HomeBusy("Familiar is already running for this home.") from error
        os.ftruncate(descriptor, _PID_AT)
        os.lseek(descriptor, _PID_AT, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        self._descriptor = descriptor

    def release(self) -> None:
        """Let the home go; nothing happens when it is not held."""
        if self._descriptor is not None:
            # Unlocked by word, not only by closing: a process being started at this moment still
            # has a copy of the descriptor until its program is loaded.
            _unlock(self._descriptor)
            os.close(self._descriptor)
            self._descriptor = None

    def owner(self) -> int | None:
        """Return the process id the last owner wrote; it may have ended long ago."""
        try:
            with self._file.open("rb") as file:
                file.seek(_PID_AT)
                return int(file.read(32))
        except (OSError, ValueError):
            return None

    def __enter__(self) -> HomeLock:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


# Worker processes are started while the lock is held: none of them may inherit it and outlive us.
_CLOSED_ON_EXEC = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)

if sys.platform == "win32":
    import msvcrt

    _PID_AT = 1  # the first byte is the locked one, and Windows lets nobody else read it

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    _PID_AT = 0

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
