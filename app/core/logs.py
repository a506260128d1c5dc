"""The log: JSON lines in a rotating file, with keys masked, from every library and every thread.

One line is one object: `at` (UTC, ISO 8601), `level`, `event`, `logger`, the fields of the call,
and `exception` with the traceback. Only the process that owns the home writes it.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import sys
import threading
import traceback
from collections.abc import MutableMapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import structlog

from app.core.log_reader import BACKUPS, LEVELS, LogEntry, LogReader, rotated
from app.core.redaction import Redactor

__all__ = ["LogEntry", "LogFile", "LogReader", "Logs", "configure"]

MAX_LINE = 64_000
"""A longer line loses the middle of its longest texts (characters)."""


class LogFile:
    """Appends lines and rotates by size. Safe from any thread; never raises.

    A full or read-only disk loses lines, not the program: `lost` counts them.
    """

    def __init__(self, path: Path, max_bytes: int, backups: int = BACKUPS) -> None:
        self.path = path
        self.lost = 0
        self._max = max_bytes
        self._backups = backups
        self._lock = threading.Lock()
        self._descriptor: int | None = None
        self._size = 0

    def write(self, line: str) -> None:
        """Append one line."""
        body = line.encode("utf-8", "backslashreplace") + b"\n"
        with self._lock:
            try:
                if self._descriptor is None:
                    self._open()
                if self._size and self._size + len(body) > self._max:
                    self._rotate()
                assert self._descriptor is not None  # noqa: S101 - _open sets it or raises
                self._size += os.write(self._descriptor, body)
            except OSError:
                self.lost += 1

    def close(self) -> None:
        """Close the file; a later line opens it again."""
        with self._lock:
            self._shut()

    def _open(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0)
        self._descriptor = os.open(self.path, flags | getattr(os, "O_NOINHERIT", 0), 0o600)
        self._size = os.fstat(self._descriptor).st_size

    def _shut(self) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _rotate(self) -> None:
        self._shut()
        for number in range(self._backups - 1, 0, -1):
            older = rotated(self.path, number)
            if older.exists():
                older.replace(rotated(self.path, number + 1))
        self.path.replace(rotated(self.path, 1))
        self._open()


class Logs:
    """The running log of this process; made by `configure`."""

    def __init__(self, file: LogFile, redactor: Redactor, level: str) -> None:
        self.file = file
        self.redactor = redactor
        self.errors = 0
        """Lines of level error or above since the start."""
        self._handler = _Bridge(self)
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._usual = structlog.get_config() if structlog.is_configured() else None
        root = logging.getLogger()
        self._root_level = root.level
        root.addHandler(self._handler)
        logging.captureWarnings(True)
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread
        sys.unraisablehook = self._unraisable
        self.set_level(level)

    def set_level(self, level: str) -> None:
        """Write this level and above from now on. Other libraries speak from warning on only,
        or from info on when the level is debug: their chatter holds what people typed."""
        number = LEVELS.get(level, 20)
        logging.getLogger().setLevel(max(number, 20 if number == 10 else 30))
        structlog.configure(
            processors=[
                structlog.contextvars.merge_contextvars,
                structlog.processors.add_log_level,
                structlog.stdlib.PositionalArgumentsFormatter(),
                self._render,
            ],
            wrapper_class=structlog.make_filtering_bound_logger(number),
            logger_factory=self._logger,
            cache_logger_on_first_use=False,
        )

    def watch(self, loop: asyncio.AbstractEventLoop) -> None:
        """Log what fails in the loop with nobody waiting for it."""
        loop.set_exception_handler(self._loop_failed)

    def close(self) -> None:
        """Give back every hook and close the file."""
        root = logging.getLogger()
        root.removeHandler(self._handler)
        root.setLevel(self._root_level)
        logging.captureWarnings(False)
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        if self._usual is None:
            structlog.reset_defaults()
        else:
            structlog.configure(**self._usual)
        self.file.close()

    def write(self, fields: MutableMapping[str, Any]) -> None:
        """Write one record: `level`, `event` and any fields; `exc_info` becomes `exception`."""
        level = str(fields.pop("level", "info"))
        if level in {"error", "critical"}:
            self.errors += 1
        exception = _trace_text(fields.pop("exc_info", None))
        record = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "level": level,
            "event": fields.pop("event", ""),
            **fields,
        }
        if exception:
            record["exception"] = exception
        self.file.write(_line(self.redactor.clean(record)))

    def _logger(self, *names: Any) -> _Named:
        return _Named(str(names[0]) if names else "")

    def _render(
        self, logger: Any, method: str, fields: MutableMapping[str, Any]
    ) -> MutableMapping[str, Any]:
        fields.setdefault("logger", logger.name)
        if method == "exception":
            fields.setdefault("exc_info", True)
        self.write(fields)
        raise structlog.DropEvent

    def _uncaught(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        self.write({"level": "critical", "event": "uncaught", "exc_info": error})
        if sys.stderr is not None:
            sys.stderr.write(self.redactor.text(_trace_text(error)) + "\n")

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_type is not SystemExit:
            name = args.thread.name if args.thread else ""
            fields = {"level": "error", "event": "thread.failed", "thread": name}
            self.write({**fields, "exc_info": args.exc_value or args.exc_type()})

    def _unraisable(self, args: Any) -> None:
        fields = {"level": "error", "event": "unraisable", "where": repr(args.object)}
        self.write({**fields, "reason": args.err_msg or "", "exc_info": args.exc_value})

    def _loop_failed(self, _: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        fields = {"level": "error", "event": "loop.failed", "reason": context.get("message", "")}
        self.write({**fields, "exc_info": context.get("exception")})


def configure(
    path: Path, level: str, max_mb: int, redactor: Redactor, backups: int = BACKUPS
) -> Logs:
    """Send structlog, the standard library's logging, warnings and uncaught errors to `path`.

    Cheap: no file is opened before the first line. Call `Logs.close` to undo it.
    """
    return Logs(LogFile(path, max_mb * 1024 * 1024, backups), redactor, level)


class _Named:
    """What structlog wraps: a name. Lines are written by the last processor."""

    def __init__(self, name: str) -> None:
        self.name = name

    def msg(self, *_: Any, **__: Any) -> None:
        """Never reached: the last processor drops every event after writing it."""

    debug = info = warning = error = critical = exception = fatal = warn = log = msg


class _Bridge(logging.Handler):
    """Takes the records of other libraries into our file."""

    def __init__(self, logs: Logs) -> None:
        super().__init__()
        self._logs = logs

    def emit(self, record: logging.LogRecord) -> None:
        """Write the record; a broken one is written as what is known of it."""
        try:
            text = record.getMessage()
        except Exception as error:  # noqa: BLE001 - wrong arguments in someone else's log call
            text = f"{record.msg} ({type(error).__name__})"
        fields: dict[str, Any] = {
            "level": record.levelname.lower(),
            "event": text,
            "logger": record.name,
        }
        if record.exc_info:
            fields["exc_info"] = record.exc_info
        self._logs.write(fields)


def _trace_text(given: Any) -> str:
    if not given:
        return ""
    if isinstance(given, BaseException):
        error: BaseException | None = given
    else:
        error = given[1] if isinstance(given, tuple) else sys.exc_info()[1]
    return "".join(traceback.format_exception(error)).rstrip() if error is not None else ""


def _line(record: dict[str, Any]) -> str:
    line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    if len(line) > MAX_LINE:
        record = {key: _shortened(item) for key, item in record.items()}
        line = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return line


def _shortened(value: Any) -> Any:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    if len(text) <= 4_000:
        return value
    return f"{text[:2_000]} … {len(text) - 4_000} characters … {text[-2_000:]}"
