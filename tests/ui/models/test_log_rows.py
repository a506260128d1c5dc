"""The log as rows, over a real reader and real files."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt

from app.core.log_reader import LogEntry, LogReader
from app.ui.models.log_rows import (
    KEPT,
    PAGE,
    LogFilter,
    LogRows,
    as_text,
    clock_of,
    level_word,
    read_newer,
    read_newest,
    read_older,
    said,
)


def write(file: Path, numbers: range, level: str = "info") -> None:
    with file.open("a") as log:
        for number in numbers:
            record = {"at": "2026-03-01T12:00:00.000+00:00", "level": level, "event": "turn"}
            log.write(json.dumps(record | {"number": number}) + "\n")


def test_pages_come_from_the_end_and_reach_the_start(tmp_path: Path) -> None:
    file = tmp_path / "familiar.jsonl"
    write(file, range(PAGE + 5))
    reader = LogReader(file)
    newest = read_newest(reader, LogFilter())
    assert len(newest.entries) == PAGE
    assert not newest.whole
    older = read_older(reader, LogFilter(), newest.entries[0].offset)
    assert [entry.fields["number"] for entry in older.entries] == [0, 1, 2, 3, 4]
    assert older.whole


def test_following_brings_only_what_is_new(tmp_path: Path) -> None:
    file = tmp_path / "familiar.jsonl"
    write(file, range(3))
    reader = LogReader(file)
    position = read_newest(reader, LogFilter()).position
    write(file, range(3, 5))
    newer = read_newer(reader, LogFilter(), position)
    assert [entry.fields["number"] for entry in newer.entries] == [3, 4]
    assert read_newer(reader, LogFilter(), newer.position).entries == ()


def entry(number: int = 0, **fields: object) -> LogEntry:
    at = "2026-03-01T12:00:00+00:00"
    return LogEntry(at, "warning", "turn.failed", "Eliza", fields, number)


def test_rows_show_time_level_agent_and_event(qapp: object) -> None:
    rows = LogRows()
    rows.replace((entry(7, reason="gone", n=2),))
    cells = [rows.data(rows.index(0, column), Qt.ItemDataRole.DisplayRole) for column in range(4)]
    assert cells == [clock_of(entry()), "warning", "Eliza", "turn.failed reason=gone n=2"]
    assert rows.oldest == 7
    assert rows.entry(0).offset == 7
    assert rows.data(rows.index(0, 3), Qt.ItemDataRole.ToolTipRole).startswith("2026-03-01")
    assert rows.data(rows.index(0, 0), Qt.ItemDataRole.UserRole) == "warning"
    assert rows.data(rows.index(0, 0), Qt.ItemDataRole.DecorationRole) is None
    display = Qt.ItemDataRole.DisplayRole
    assert rows.headerData(3, Qt.Orientation.Horizontal, display) == "What happened"
    assert rows.headerData(0, Qt.Orientation.Vertical, display) is None
    child = rows.index(0, 0)
    assert (rows.rowCount(child), rows.columnCount(child)) == (0, 0)


def test_rows_grow_at_both_ends_and_stay_bounded(qapp: object) -> None:
    rows = LogRows()
    assert rows.oldest == 0
    rows.append(tuple(entry(n) for n in range(100, 103)))
    rows.prepend((entry(99),))
    rows.prepend(())
    rows.append(())
    assert [rows.entry(n).offset for n in range(4)] == [99, 100, 101, 102]
    rows.append(tuple(entry(n) for n in range(200, 200 + KEPT)))
    assert rows.rowCount(QModelIndex()) == KEPT
    assert rows.oldest == 200


def test_an_exception_is_told_in_the_row_and_copied_whole() -> None:
    failed = entry(exception="Traceback\n  line\nValueError: no", logger="x")
    assert said(failed) == "turn.failed ValueError: no"
    assert as_text(failed).splitlines()[-1] == "ValueError: no"
    assert "[Eliza]" in as_text(failed)


def test_a_foreign_line_has_no_time() -> None:
    assert clock_of(LogEntry("", "info", "words", "")) == ""
    assert as_text(LogEntry("", "info", "words", "")).endswith("words")


def test_levels_have_words_and_unknown_ones_stay() -> None:
    assert level_word("critical") == level_word("error")
    assert level_word("notice") == "notice"
