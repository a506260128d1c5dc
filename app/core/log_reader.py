"""Reads the log backwards, newest first, a block at a time: for the Logs pane and `familiar logs`.

Blocking file reads: call it in a thread where a loop must not wait.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BLOCK = 64 * 1024
"""Bytes read at once; memory use is about this plus the entries returned."""

BACKUPS = 5
"""Older files kept beside the newest, as .1 (newest of them) to .5."""

LEVELS = {"debug": 10, "info": 20, "warning": 30, "error": 40, "critical": 50}

_START = 1 << 50
"""The offset of the newest file's first byte when a reader first looks; older files lie below."""

_SHOWN = ("at", "level", "event", "agent")


def rotated(path: Path, number: int) -> Path:
    """Return the path of the `number`th older file; 0 is the newest, the one being written."""
    return path.with_name(f"{path.name}.{number}") if number else path


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line. `offset` is its place in all files together, rising, valid for one reader.

    A line that is not ours, or was cut by a crash, comes as it is in `event`, with level `info`.
    """

    at: str
    level: str
    event: str
    agent: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    offset: int = 0


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A filter. `level` is the lowest shown; `agent` and `text` count in any case of letters."""

    level: str
    agent: str
    text: str

    def line(self, raw: bytes) -> bool:
        """Say, cheaply, whether a line may match."""
        if not (self.agent or self.text):
            return True
        low = raw.decode("utf-8", "replace").casefold()
        return all(
            part in low or json.dumps(part, ensure_ascii=False)[1:-1] in low
            for part in (self.agent.casefold(), self.text.casefold())
        )

    def entry(self, entry: LogEntry) -> bool:
        """Say whether an entry matches."""
        if LEVELS.get(entry.level, 20) < LEVELS.get(self.level, 0):
            return False
        return not self.agent or entry.agent.casefold() == self.agent.casefold()


@dataclass(frozen=True, slots=True)
class _Part:
    """One file of the log and the offset of its first byte."""

    path: Path
    start: int
    size: int


class LogReader:
    """Reads the log file and its rotated elders as one. Keeps no file open.

    Offsets stay valid while the log grows and rotates, for as long as the reader lives.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._starts: dict[_Identity, int] = {}
        self._end = _START
        self.position = 0
        """Where the last `tail` or `since` stopped reading at the newer end; give it to `since`
        to follow, also when a filter let nothing through."""

    @property
    def folder(self) -> Path:
        """Where the log files lie."""
        return self._path.parent

    def tail(
        self, limit: int, level: str = "", agent: str = "", text: str = "", before: int = 0
    ) -> list[LogEntry]:
        """Return the newest `limit` entries that match, oldest of them first.

        `level` is the lowest one wanted. With `before`, an entry's offset, only older ones count:
        that is how a view pages back. Reads no further back than it must.
        """
        wanted = _Wanted(level, agent, text)
        parts = self._parts()
        if not before:
            self.position = self._end - 1
        found: list[LogEntry] = []
        for part in reversed(parts):
            end = min(part.size, before - part.start) if before else part.size
            if end <= 0 or len(found) >= limit:
                continue
            for offset, raw in _backwards(part.path, end):
                entry = _matching(wanted, raw, part.start + offset)
                if entry is not None:
                    found.append(entry)
                    if len(found) >= limit:
                        break
        return found[::-1]

    def since(
        self, offset: int, level: str = "", agent: str = "", text: str = "", limit: int = 1_000
    ) -> list[LogEntry]:
        """Return the entries that came after the one at `offset` (or after `position`).

        At most the newest `limit` of them: a view that slept does not drown.
        """
        wanted = _Wanted(level, agent, text)
        parts = self._parts()
        self.position = max(self._end - 1, offset)
        found: list[LogEntry] = []
        for part in reversed(parts):
            if part.start + part.size <= offset + 1:
                break
            for at, raw in _backwards(part.path, part.size):
                if part.start + at <= offset or len(found) >= limit:
                    break
                entry = _matching(wanted, raw, part.start + at)
                if entry is not None:
                    found.append(entry)
        return found[::-1]

    def _parts(self) -> list[_Part]:
        """Return the files, oldest first, each with the offset it has had since it was first seen.

        Only whole lines count as a file's size; one without any is not there yet.
        """
        seen: list[tuple[Path, _Identity, int]] = []
        for number in range(BACKUPS, -1, -1):
            path = rotated(self._path, number)
            try:
                size = _whole(path)
                if size:
                    seen.append((path, _identity(path), size))
            except OSError:
                continue
        if not seen:
            return []
        if not any(key in self._starts for _, key, _ in seen):
            self._starts = {seen[-1][1]: self._end}
        self._place(seen)
        parts = [_Part(path, self._starts[key], size) for path, key, size in seen]
        self._starts = {key: self._starts[key] for _, key, _ in seen}
        self._end = parts[-1].start + parts[-1].size
        return parts

    def _place(self, seen: list[tuple[Path, _Identity, int]]) -> None:
        """Give new files their offsets: older ones below, newer ones above those known."""
        known = next(i for i, (_, key, _) in enumerate(seen) if key in self._starts)
        start = self._starts[seen[known][1]]
        for _, key, size in reversed(seen[:known]):
            start -= size
            self._starts[key] = start
        for (_, before, size), (_, key, _) in zip(seen[known:], seen[known + 1 :], strict=False):
            self._starts.setdefault(key, self._starts[before] + size)


_Identity = tuple[int, bytes]
"""A file by its inode, which renaming keeps, and how it begins: inodes are used again."""


def _identity(path: Path) -> _Identity:
    with path.open("rb") as file:
        return path.stat().st_ino, file.readline(256)


def _whole(path: Path) -> int:
    """Return how many of the bytes are whole lines: the last line may still be being written."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        while size > 0:
            start = max(0, size - BLOCK)
            file.seek(start)
            cut = file.read(size - start).rfind(b"\n")
            if cut >= 0:
                return start + cut + 1
            size = start
    return 0


def _backwards(path: Path, end: int) -> Iterator[tuple[int, bytes]]:
    """Yield (offset, line) from the line that ends at `end` to the first."""
    try:
        file = path.open("rb")
    except OSError:
        return
    with file:
        held = b""
        while end > 0:
            start = max(0, end - BLOCK)
            file.seek(start)
            block = file.read(end - start) + held
            end = start
            lines = block.split(b"\n")
            held = lines[0]
            at = start + len(block)
            for line in reversed(lines[1:]):
                at -= len(line)
                if line:
                    yield at, line
                at -= 1
        if held:
            yield 0, held


def _matching(wanted: _Wanted, raw: bytes, offset: int) -> LogEntry | None:
    if not wanted.line(raw):
        return None
    entry = _parsed(raw, offset)
    return entry if wanted.entry(entry) else None


def _parsed(raw: bytes, offset: int) -> LogEntry:
    text = raw.decode("utf-8", "replace")
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        record = None
    if not isinstance(record, dict):
        return LogEntry("", "info", text, "", {}, offset)
    return LogEntry(
        at=str(record.get("at", "")),
        level=str(record.get("level", "info")),
        event=str(record.get("event", "")),
        agent=str(record.get("agent", "")),
        fields={key: value for key, value in record.items() if key not in _SHOWN},
        offset=offset,
    )
