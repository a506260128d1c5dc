"""The private door: other processes of the same person speak to the owner of the home through it.

A Unix socket only the person can open (on Windows a loopback port that wants a token from a file
only they can read). One connection, one command, as JSON lines:

    <- {"door": "open"}                          from now on the command will be done
    -> {"command": "chat", "params": {…}}        on Windows with "token"
    <- {"item": {…}} …                           zero or more
    <- {"end": true}  or  {"error": {"kind": "NotFound", "text": "…", "details": "…"}}

Closing the connection cancels the command.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import json
import os
import secrets
import tempfile
from collections.abc import AsyncGenerator, Callable, Mapping
from pathlib import Path
from typing import Any

import structlog

from app.core.errors import AppError, ConfigError, NotReady
from app.core.paths import Paths, write_whole
from app.core.tasks import end, spawn

log = structlog.get_logger(__name__)

Run = Callable[[str, Mapping[str, Any]], AsyncGenerator[dict[str, Any], None]]
"""Does a command: yields JSON-able items, raises AppError."""

MAX_REQUEST = 4 * 1024 * 1024
"""Bytes of one request: the longest message, escaped at its worst, fits several times."""
MAX_SOCKET_PATH = 100
"""Bytes of a socket's path that every Unix takes (Linux 107, macOS 103)."""
AT_ONCE = 64
"""Commands done at the same time; further ones are refused."""
ASK_S = 10.0
"""Seconds a connection may take to say what it wants."""


def address_file(paths: Paths) -> Path:
    """Return the file that says where the door of a home is."""
    return paths.runtime / "door.json"


async def serve(
    paths: Paths,
    run: Run,
    leaving: asyncio.Event | None = None,
    unix: bool = os.name == "posix",
) -> None:
    """Open the door and serve until cancelled; then it is closed and every command ended.

    When `leaving` is set, it is closed at once, but commands that were begun are finished first.
    To be called by the owner of the home alone. Raises ConfigError when it cannot be opened.
    """
    door = _Door(run)
    try:
        server, address = await (_on_socket if unix else _on_port)(paths, door)
        write_whole(address_file(paths), json.dumps(address).encode())
    except OSError as error:
        raise ConfigError(
            f"The private socket for the command line cannot be opened: {error.strerror}."
        ) from error
    log.info("door.open", kind="socket" if unix else "port")
    try:
        await (leaving or asyncio.Event()).wait()
        server.close()
        _sweep(paths, address)
        await door.finish()
    finally:
        server.close()
        _sweep(paths, address)
        await door.close()


def _sweep(paths: Paths, address: Mapping[str, Any]) -> None:
    address_file(paths).unlink(missing_ok=True)
    if "socket" in address:
        Path(address["socket"]).unlink(missing_ok=True)


async def _on_socket(paths: Paths, door: _Door) -> tuple[asyncio.Server, dict[str, Any]]:
    path = _socket_path(paths)
    path.unlink(missing_ok=True)  # a crashed owner's; we hold the lock, so nobody listens there
    server = await asyncio.start_unix_server(door.answer, path, limit=MAX_REQUEST)
    path.chmod(0o600)
    return server, {"socket": str(path)}


async def _on_port(paths: Paths, door: _Door) -> tuple[asyncio.Server, dict[str, Any]]:
    del paths
    door.token = secrets.token_hex(32)
    server = await asyncio.start_server(door.answer, "127.0.0.1", 0, limit=MAX_REQUEST)
    return server, {"port": server.sockets[0].getsockname()[1], "token": door.token}


def _socket_path(paths: Paths) -> Path:
    """Return where the socket goes: in the home, or in a short private folder when that is too
    deep for the system. Raises OSError when the short folder is somebody else's."""
    path = paths.runtime / "door.sock"
    if len(os.fsencode(path)) <= MAX_SOCKET_PATH:
        return path
    mark = hashlib.sha256(os.fsencode(paths.runtime)).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"familiar-{os.getuid()}-{mark}"
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    if state.st_uid != os.getuid() or state.st_mode & 0o077 or folder.is_symlink():
        raise PermissionError(13, f"the folder {folder} is not private to you")
    return folder / "door.sock"


class _Door:
    """Answers connections. With a `token`, only those that bring it."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._open: set[asyncio.Task[Any]] = set()
        self.token = ""

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Do the one command of a connection."""
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - asyncio runs this in a task of its own
        self._open.add(task)
        try:
            await self._converse(reader, writer)
        except (ConnectionError, asyncio.CancelledError):
            pass  # the caller has gone, or we are closing: there is nobody to tell
        finally:
            self._open.discard(task)
            writer.close()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    async def finish(self) -> None:
        """Wait until every command that was begun is done."""
        while self._open:
            await asyncio.wait(self._open)

    async def close(self) -> None:
        """End every command."""
        await end(*self._open)

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await send(writer, {"door": "open"})
            request = await self._request(reader)
        except AppError as error:
            await send(writer, _told(error))
            return
        if request is None:
            return
        work = spawn(self._work(*request, writer), "door.command")
        gone = spawn(_until_closed(reader), "door.caller")
        try:
            await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await end(gone, work)

    async def _request(self, reader: asyncio.StreamReader) -> tuple[str, Mapping[str, Any]] | None:
        try:
            async with asyncio.timeout(ASK_S):
                line = await reader.readline()
        except TimeoutError:
            return None
        except ValueError as error:
            raise ConfigError("The request is too long.") from error
        if not line:
            return None
        if len(self._open) > AT_ONCE:
            raise NotReady("Too many commands at once. Try again in a moment.")
        try:
            request = json.loads(line)
            command, params = request["command"], request.get("params", {})
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ConfigError("The request is not understood.") from error
        if self.token and not secrets.compare_digest(str(request.get("token", "")), self.token):
            raise ConfigError("The request does not come from you.")
        if not isinstance(command, str) or not isinstance(params, dict):
            raise ConfigError("The request is not understood.")
        return command, params

    async def _work(
        self, command: str, params: Mapping[str, Any], writer: asyncio.StreamWriter
    ) -> None:
        items = self._run(command, params)
        try:
            async for item in items:
                await send(writer, {"item": item})
            await send(writer, {"end": True})
        except AppError as error:
            await send(writer, _told(error))
        except ConnectionError:
            return
        except Exception as error:
            # A bug in a command: the traceback is in the log, the caller gets a plain sentence.
            log.exception("door.unexpected", command=command)
            unexpected = AppError("Something unexpected went wrong.", details=repr(error))
            await send(writer, _told(unexpected))
        finally:
            await items.aclose()


async def send(writer: asyncio.StreamWriter, value: Mapping[str, Any]) -> None:
    """Write one value as a line. Raises ConnectionError when the other side has gone."""
    writer.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    await writer.drain()


async def _until_closed(reader: asyncio.StreamReader) -> None:
    """Wait for the caller to hang up; whatever else it sends is not read for long."""
    with contextlib.suppress(ConnectionError):
        while await reader.read(4096):
            pass


def _told(error: AppError) -> dict[str, Any]:
    return {
        "error": {"kind": type(error).__name__, "text": error.text, "details": error.details},
    }
