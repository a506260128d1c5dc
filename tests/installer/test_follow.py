"""A command is followed line by line and kept."""

from __future__ import annotations

import sys
from pathlib import Path

from installer.follow import LAST_LINES, follow


def test_lines_are_heard_as_they_come_and_kept(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("before\n", "utf-8")
    seen: list[str] = []
    code = "import os, sys; print('one'); print(' two', os.environ['WORD'], file=sys.stderr)"
    answer = follow([sys.executable, "-uc", code], log, seen.append, {"WORD": "three"})
    assert answer == (0, ["one", " two three"])
    assert seen == ["one", "two three"]
    assert log.read_text("utf-8") == "before\none\n two three\n"


def test_a_failure_brings_its_last_lines(tmp_path: Path) -> None:
    code = "print(*range(99), sep='\\n'); raise SystemExit(7)"
    status, last = follow([sys.executable, "-c", code], tmp_path / "log", lambda _: None)
    assert status == 7
    assert last == [str(number) for number in range(99 - LAST_LINES, 99)]
