import json

import pytest

from app.core.log_reader import BLOCK, LogReader
from app.core.logs import LogFile


def line(number, level="info", agent="", **fields):
    return json.dumps(
        {"at": "2026-01-01", "level": level, "event": f"e{number}", "agent": agent, **fields}
    )


@pytest.fixture
def file(tmp_path):
    return LogFile(tmp_path / "logs" / "familiar.jsonl", 1_000_000)


def events(entries):
    return [entry.event for entry in entries]


def test_nothing_there_is_nothing_to_read(tmp_path):
    reader = LogReader(tmp_path / "none.jsonl")
    assert reader.tail(10) == []
    assert reader.since(0) == []
    assert reader.folder == tmp_path


def test_the_newest_come_last_and_paging_goes_back(file):
    for number in range(10):
        file.write(line(number, pad="x" * 30_000))
    reader = LogReader(file.path)
    newest = reader.tail(3)
    assert events(newest) == ["e7", "e8", "e9"]
    assert newest[0].fields["pad"] == "x" * 30_000
    older = reader.tail(4, before=newest[0].offset)
    assert events(older) == ["e3", "e4", "e5", "e6"]
    assert events(reader.tail(10, before=older[0].offset)) == ["e0", "e1", "e2"]
    assert reader.tail(10, before=reader.tail(10)[0].offset) == []


def test_filters(file):
    file.write(line(0, "debug"))
    file.write(line(1, "info", "Eliza"))
    file.write(line(2, "warning", "Eliza", reason='say "so"'))
    file.write(line(3, "error", "Moderator", text="Eliza was named"))
    reader = LogReader(file.path)
    assert events(reader.tail(9, level="info")) == ["e1", "e2", "e3"]
    assert events(reader.tail(9, level="error")) == ["e3"]
    assert events(reader.tail(9, agent="eliza")) == ["e1", "e2"]
    assert events(reader.tail(9, text="NAMED")) == ["e3"]
    assert events(reader.tail(9, text='"so"')) == ["e2"]
    assert events(reader.tail(9, level="warning", agent="Eliza", text="so")) == ["e2"]


def test_following_through_rotation(tmp_path):
    file = LogFile(tmp_path / "familiar.jsonl", 2_000, backups=5)
    reader = LogReader(file.path)
    seen = events(reader.tail(100))
    for number in range(200):
        file.write(line(number, pad="x" * 40))
        if number % 7 == 0:
            seen += events(reader.since(reader.position))
    seen += events(reader.since(reader.position))
    assert seen == [f"e{number}" for number in range(200)]
    kept = reader.tail(1_000)
    assert events(kept)[-1] == "e199"
    assert len(kept) < 200, "only five older files are kept"
    assert [entry.offset for entry in kept] == sorted(entry.offset for entry in kept)


def test_paging_stays_right_when_the_log_rotates_meanwhile(tmp_path):
    file = LogFile(tmp_path / "familiar.jsonl", 1_000, backups=5)
    for number in range(20):
        file.write(line(number))
    reader = LogReader(file.path)
    page = reader.tail(2)
    for number in range(20, 40):
        file.write(line(number))
    assert events(reader.tail(2, before=page[0].offset)) == ["e16", "e17"]


def test_a_filter_that_lets_nothing_through_still_moves_on(file):
    reader = LogReader(file.path)
    file.write(line(0))
    first = reader.since(0, level="error")
    place = reader.position
    file.write(line(1, "error"))
    assert first == []
    assert events(reader.since(place, level="error")) == ["e1"]
    assert events(reader.since(0, limit=1)) == ["e1"]


def test_following_by_the_last_entry_does_not_repeat_it(file):
    file.write(line(0))
    reader = LogReader(file.path)
    (last,) = reader.tail(5)
    file.write(line(1))
    assert events(reader.since(last.offset)) == ["e1"]


def test_damaged_lines_are_shown_as_they_are(tmp_path):
    path = tmp_path / "familiar.jsonl"
    path.write_bytes(b"\n\x00\x01cut\n[1]\n" + line(1).encode() + b'\n{"at": "2026", "half')
    found = LogReader(path).tail(10)
    assert events(found) == ["\x00\x01cut", "[1]", "e1"], "the last line is not whole yet"
    assert found[0].level == "info"


def test_a_line_longer_than_a_block_is_one_entry(file):
    file.write(line(0, pad="y" * (BLOCK * 3)))
    file.write(line(1))
    found = LogReader(file.path).tail(10)
    assert events(found) == ["e0", "e1"]
    assert len(found[0].fields["pad"]) == BLOCK * 3


def test_a_file_without_a_whole_line_is_empty(tmp_path):
    path = tmp_path / "familiar.jsonl"
    path.write_text("x" * (BLOCK + 10))
    assert LogReader(path).tail(5) == []


def test_files_that_were_all_replaced_begin_anew(tmp_path):
    path = tmp_path / "familiar.jsonl"
    path.write_text(line(0) + "\n")
    reader = LogReader(path)
    assert events(reader.tail(5)) == ["e0"]
    other = tmp_path / "other"
    other.write_text(line(1) + "\n")
    other.replace(path)
    assert events(reader.since(reader.position)) == ["e1"]
