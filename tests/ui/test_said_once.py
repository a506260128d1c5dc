"""Told once, and told again only when that could not be kept."""

from __future__ import annotations

from pathlib import Path

from app.ui.said_once import SaidOnce
from tests.conftest import LogWatch


def test_it_is_first_once_even_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "said.json"
    assert SaidOnce(file).first("tray")
    assert not SaidOnce(file).first("tray")
    assert SaidOnce(file).first("other")


def test_an_unreadable_file_counts_as_empty(tmp_path: Path) -> None:
    file = tmp_path / "said.json"
    for content in ("{", '{"a": 1}'):
        file.write_text(content)
        assert SaidOnce(file).first("tray")


def test_a_file_that_cannot_be_written_is_no_fault(tmp_path: Path, log_watch: LogWatch) -> None:
    log_watch.expect("said_once.not_kept")
    said = SaidOnce(tmp_path / "missing" / "said.json")
    assert said.first("tray")
    assert said.first("tray")
