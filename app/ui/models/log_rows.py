"""The log as rows: read lazily from the end, filtered by the reader, never whole in memory."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from app.core.log_reader import LogEntry, LogReader

PAGE = 300
"""Entries read at once when scrolling back: well under 50 ms of a thread."""

KEPT = 20_000
"""Following never keeps more rows than this; the oldest leave, and come again by scrolling."""

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LogFilter:
    """What is shown: the lowest level, one agent or all, and a text."""

    level: str = "info"
    agent: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class LogPage:
    """What one read brought; `whole` says that nothing older is left."""

    filter: LogFilter
    entries: tuple[LogEntry, ...]
    position: int
    whole: bool = False


def read_newest(reader: LogReader, wanted: LogFilter) -> LogPage:
    """Read the newest page. Blocks on the disk: call it in a thread."""
    entries = reader.tail(PAGE, wanted.level, wanted.agent, wanted.text)
    return LogPage(wanted, tuple(entries), reader.position, len(entries) < PAGE)


def read_older(reader: LogReader, wanted: LogFilter, before: int) -> LogPage:
    """Read the page before an entry's offset. Blocks on the disk."""
    entries = reader.tail(PAGE, wanted.level, wanted.agent, wanted.text, before)
    return LogPage(wanted, tuple(entries), reader.position, len(entries) < PAGE)


def read_newer(reader: LogReader, wanted: LogFilter, after: int) -> LogPage:
    """Read what was added since `after`. Blocks on the disk."""
    entries = reader.since(after, wanted.level, wanted.agent, wanted.text)
    return LogPage(wanted, tuple(entries), reader.position)


def clock_of(entry: LogEntry) -> str:
    """Return the time of day here, to the second; empty for a line without one."""
    try:
        return datetime.fromisoformat(entry.at).astimezone().strftime("%H:%M:%S")
    except ValueError:
        return ""


def said(entry: LogEntry) -> str:
    """Return the event with its fields on one line; a traceback is only told of."""
    fields = [
        f"{name}={value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)}"
        for name, value in entry.fields.items()
        if name not in {"logger", "exception"}
    ]
    if "exception" in entry.fields:
        fields.append(str(entry.fields["exception"]).rstrip().rpartition("\n")[2])
    return " ".join([entry.event, *fields]).replace("\n", " ")


def as_text(entry: LogEntry) -> str:
    """Return an entry as copied: one line, and its traceback below."""
    agent = f"[{entry.agent}] " if entry.agent else ""
    first = f"{entry.at} {entry.level:8} {agent}{said(entry)}"
    exception = entry.fields.get("exception")
    return f"{first}\n{exception}" if exception else first


class LogRows(QAbstractTableModel):
    """Rows of the log, oldest first: time, level, agent, what happened."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[LogEntry] = []

    @property
    def oldest(self) -> int:
        """The offset of the first row, 0 when there is none."""
        return self._entries[0].offset if self._entries else 0

    def entry(self, number: int) -> LogEntry:
        """Return the entry of a row."""
        return self._entries[number]

    def replace(self, entries: tuple[LogEntry, ...]) -> None:
        """Show these and nothing else."""
        self.beginResetModel()
        self._entries = list(entries)
        self.endResetModel()

    def prepend(self, entries: tuple[LogEntry, ...]) -> None:
        """Put older entries above."""
        if entries:
            self.beginInsertRows(QModelIndex(), 0, len(entries) - 1)
            self._entries[:0] = entries
            self.endInsertRows()

    def append(self, entries: tuple[LogEntry, ...]) -> None:
        """Put newer entries below; the oldest leave when there are too many."""
        if not entries:
            return
        first = len(self._entries)
        self.beginInsertRows(QModelIndex(), first, first + len(entries) - 1)
        self._entries.extend(entries)
        self.endInsertRows()
        if (over := len(self._entries) - KEPT) > 0:
            self.beginRemoveRows(QModelIndex(), 0, over - 1)
            del self._entries[:over]
            self.endRemoveRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802 - Qt's own
        """Return the number of columns."""
        return 0 if parent.isValid() else 4

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = 0
    ) -> str | None:
        """Return the title of a column."""
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        translate = QCoreApplication.translate
        return (
            translate("LogRows", "Time"),
            translate("LogRows", "Level"),
            translate("LogRows", "Agent"),
            translate("LogRows", "What happened"),
        )[section]

    def data(self, index: Index, role: int = 0) -> Any:
        """Return the text of a cell, its tooltip, or the level for the painter."""
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return (clock_of(entry), level_word(entry.level), entry.agent, said(entry))[
                index.column()
            ]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == 3:
            return as_text(entry)[:4_000]
        if role == Qt.ItemDataRole.UserRole:
            return entry.level
        return None


def level_word(level: str) -> str:
    """Return a level in the person's language."""
    translate = QCoreApplication.translate
    return {
        "debug": translate("LogRows", "detail"),
        "info": translate("LogRows", "info"),
        "warning": translate("LogRows", "warning"),
        "error": translate("LogRows", "error"),
        "critical": translate("LogRows", "error"),
    }.get(level, level)
