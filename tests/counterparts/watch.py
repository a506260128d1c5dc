"""Records what a process does that taking in a character must never do.

Python tells an audit hook of every file opened, every process started, every connection made and
every piece of code made or run. The hook cannot be taken off again; it records only while it is
told to, and never prevents anything. SQLite's own file access is not told, only which database.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

_CHANGING: dict[str, tuple[int, ...]] = {
    "os.mkdir": (0,),
    "os.rmdir": (0,),
    "os.remove": (0,),
    "os.rename": (0, 1),
    "os.link": (0, 1),
    "os.symlink": (1,),
    "os.truncate": (0,),
    "os.chmod": (0,),
    "os.chown": (0,),
    "os.utime": (0,),
    "os.setxattr": (0,),
    "tempfile.mkstemp": (0,),
    "tempfile.mkdtemp": (0,),
    "shutil.rmtree": (0,),
    "sqlite3.connect": (0,),
}
"""Events that change the disk, with the positions of the paths they change."""

_FOLDERS: dict[str, dict[int, int]] = {
    "os.mkdir": {0: 2},
    "os.rmdir": {0: 1},
    "os.remove": {0: 1},
    "os.rename": {0: 2, 1: 3},
    "os.link": {0: 2, 1: 3},
    "os.symlink": {1: 2},
    "os.chmod": {0: 2},
    "os.chown": {0: 3},
    "os.utime": {0: 3},
    "shutil.rmtree": {0: 1},
}
"""Where such an event says which folder the path at a position is relative to."""

_CODE = (
    *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork"),
    *("os.forkpty", "pty.spawn", "pickle.find_class", "ctypes.dlopen", "ctypes.dlsym"),
    *("sqlite3.load_extension", "sqlite3.enable_load_extension", "webbrowser.open"),
    *("cpython.run_command", "cpython.run_file", "cpython.run_module", "code.__new__"),
)
_NETWORK = (
    *("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
    *("socket.bind", "socket.sendto", "socket.sendmsg", "urllib.Request", "http.client.connect"),
    *("ftplib.connect", "smtplib.connect", "imaplib.open", "telnetlib.Telnet.open"),
)

KINDS = ("code", "network", "write", "read")
"""What a deed is: code that ran, a connection, a change or a look outside what is allowed."""


class Watch:
    """The hook of this process. `deeds` are (kind, words), in order, of what was not allowed.

    Writing is allowed below `home`; reading there, below `program`, and below what `allow` named
    last. Code is allowed when it comes from a file below `program`.
    """

    def __init__(self, home: Path, program: Iterable[Path]) -> None:
        self.deeds: list[tuple[str, str]] = []
        self._home = (os.path.realpath(home),)
        self._program = tuple(os.path.realpath(path) for path in program)
        self._given: tuple[str, ...] = ()
        self._on = False
        self._inside = threading.local()
        sys.addaudithook(self._hook)

    def allow(self, *paths: Path) -> None:
        """Let these be read, with what is below them, and nothing that was allowed before."""
        self._given = tuple(os.path.realpath(path) for path in paths)

    def start(self) -> None:
        """Record from now on."""
        self._on = True

    def _hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self._on or getattr(self._inside, "busy", False):
            return
        self._inside.busy = True
        try:
            self._judge(event, arguments)
        except Exception as error:  # noqa: BLE001 - an audit hook that raises would prevent the deed
            self.deeds.append(("code", f"the watch failed: {error!r} at {event}"))
        finally:
            self._inside.busy = False

    def _judge(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            writing = isinstance(flags, int) and bool(flags & _WRITING)
            self._path("write" if writing else "read", event, path)
        elif event in _CHANGING:
            for position in _CHANGING[event]:
                self._path("write", event, arguments[position], _folder(event, arguments, position))
        elif event in ("os.listdir", "os.scandir"):
            self._path("read", event, arguments[0])
        elif event in _CODE:
            self._note("code", event, arguments)
        elif event in _NETWORK:
            self._note("network", event, arguments)
        elif event in ("exec", "compile"):
            name = arguments[0].co_filename if event == "exec" else arguments[1]
            if not self._below(_text(name), self._program):
                self._note("code", event, (name,))

    def _path(self, kind: str, event: str, path: Any, folder: str = "") -> None:
        if isinstance(path, int):
            return
        whole = os.path.realpath(os.path.join(folder, _text(path)))  # noqa: PTH118 - no Path: speed
        places = self._home if kind == "write" else (*self._home, *self._program, *self._given)
        if whole != "/dev/null" and not self._below(whole, places):
            self._note(kind, event, (whole,))

    @staticmethod
    def _below(path: str, places: Iterable[str]) -> bool:
        return any(path == place or path.startswith(place + os.sep) for place in places)

    def _note(self, kind: str, event: str, what: tuple[Any, ...]) -> None:
        self.deeds.append((kind, f"{event} {what!r}"[:300]))


def _text(path: Any) -> str:
    return os.fsdecode(path) if isinstance(path, str | bytes | os.PathLike) else str(path)


def _folder(event: str, arguments: tuple[Any, ...], position: int) -> str:
    """Return the folder that a path is relative to, where the call named one by its number."""
    where = _FOLDERS.get(event, {}).get(position)
    number = None if where is None or where >= len(arguments) else arguments[where]
    return f"/proc/self/fd/{number}" if isinstance(number, int) and number >= 0 else ""


def program_places() -> tuple[Path, ...]:
    """Return where the program and Python lie, and what tells of this process's memory."""
    root = Path(__file__).resolve().parents[2]
    own = [root / name for name in ("app", "tests", "resources", "characters")]
    process = Path(f"/proc/{os.getpid()}")
    memory = (Path("/proc/meminfo"), *(process / name for name in ("stat", "statm", "status")))
    return (
        *own,
        *memory,
        Path(sys.prefix),
        Path(sys.base_prefix) / "lib",
        Path(os.__file__).parent,
    )
