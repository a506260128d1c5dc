"""The setup's words, its refusals, and how it follows a command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from installer import setup
from installer.system import SetupError

ROOT = Path(__file__).parents[2]


def test_an_unknown_word_is_a_usage_error() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "installer", "dance"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 2
    assert "install, run, test, lock" in answer.stderr


def test_without_a_python_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "installer").mkdir()
    script = tmp_path / "installer" / "setup.sh"
    script.write_text((ROOT / "installer/setup.sh").read_text("utf-8"), "utf-8")
    for name in ("dirname", "cat"):
        (tmp_path / name).symlink_to(f"/usr/bin/{name}")
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", "utf-8")
    old.chmod(0o755)
    answer = subprocess.run(
        ["/bin/sh", str(script), "install"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert "Python 3.11 or newer" in answer.stderr
    assert "sudo apt-get install python3" in answer.stderr


def test_without_a_display_the_terminal_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert "no display" in setup.no_window()
    monkeypatch.setenv("DISPLAY", ":7")
    assert setup.no_window() == ""


def test_a_step_that_fails_shows_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "LOG", tmp_path / "log")
    with pytest.raises(SetupError, match=r"planned(?s:.*)all of it is in"):
        setup.follow_command([sys.executable, "-c", "raise SystemExit('planned')"], print)


def test_the_stamp_follows_the_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "requirements-build.txt"):
        (tmp_path / name).write_text("", "utf-8")
    (tmp_path / "pyproject.toml").write_text("", "utf-8")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp")
    first = setup.wanted_stamp()
    assert setup.wanted_stamp() == first
    (tmp_path / "requirements.txt").write_text("one==1\n", "utf-8")
    assert setup.wanted_stamp() != first
    assert setup.read_stamp() == {}
    (tmp_path / "stamp").write_text("[]", "utf-8")
    assert setup.read_stamp() == {}
    (tmp_path / "stamp").write_text('{"locks": "x"}', "utf-8")
    assert setup.read_stamp() == {"locks": "x"}


def test_help_lists_every_command() -> None:
    answer = subprocess.run(
        ["make", "help"], cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=True
    )
    for word in ("run", "install", "test", "check", "fix", "bench", "prove"):
        assert f"make {word} " in answer.stdout
