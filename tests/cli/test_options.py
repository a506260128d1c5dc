import io
import sys
from pathlib import Path

import pytest
import typer

from app.cli.options import absolute, sure


def test_a_file_is_named_in_full(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert absolute(Path("x.json")) == str(tmp_path / "x.json")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert absolute(Path("~/x.json")) == str(tmp_path / "x.json")


def test_only_a_yes_is_a_yes(monkeypatch):
    sure(True, "Really?")
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    sure(False, "Really?")
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    with pytest.raises(typer.Abort):
        sure(False, "Really?")
