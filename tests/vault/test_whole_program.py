"""Keys through the whole program, as a person would: the real command line, the real keyring."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.paths import Paths
from tests.counterparts.keyring_daemon import KeyringDaemon, keyring_daemon

ROOT = Path(__file__).parents[2]
VALUE = "sk-proj-NotARealKey0123456789abcdef"


@pytest.fixture
def ring(tmp_path: Path) -> Iterator[KeyringDaemon]:
    with keyring_daemon(tmp_path / "ring") as daemon:
        yield daemon


def familiar(ring: KeyringDaemon, home: Paths, *words: str, stdin: str = ""):
    return subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT,
        env={**ring.env, "FAMILIAR_HOME": str(home.data.parent)},
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_key_goes_to_the_keyring_and_is_found_nowhere_in_the_home(
    ring: KeyringDaemon, home: Paths, tmp_path: Path
) -> None:
    ring.unlock()
    card = tmp_path / "cook.json"
    card.write_text(f'{{"name": "Cook", "settings": {{"secrets": {{"A": "{VALUE}x"}}}}}}')
    for words, stdin in (
        (("secrets", "set", "OPENAI_API_KEY"), VALUE + "\n"),
        (("agent", "add", str(card), "--secrets", "keyring"), ""),
        (("health",), ""),
    ):
        done = familiar(ring, home, *words, stdin=stdin)
        assert done.returncode == 0, done.stderr
        assert VALUE not in done.stdout + done.stderr
    assert ring.read("OPENAI_API_KEY") == VALUE
    assert ring.read("Cook/A") == VALUE + "x"
    listed = familiar(ring, home, "secrets", "list")
    assert listed.stdout.split("\n")[:2] == ["Cook/A", "OPENAI_API_KEY"]
    files = [file for file in home.data.parent.rglob("*") if file.is_file()]
    assert len(files) > 3
    assert [file for file in files if VALUE.encode() in file.read_bytes()] == []


def test_locked_and_absent_are_two_messages(ring: KeyringDaemon, home: Paths) -> None:
    absent = familiar(ring, home, "secrets", "set", "A", stdin=VALUE)
    ring.run_locked()
    locked = familiar(ring, home, "secrets", "set", "A", stdin=VALUE)
    assert (absent.returncode, locked.returncode) == (1, 1)
    assert "Install GNOME Keyring" in absent.stderr
    assert "The keyring is locked" in locked.stderr
    assert VALUE not in absent.stderr + locked.stderr
    for file in home.data.parent.rglob("*"):
        assert not file.is_file() or VALUE.encode() not in file.read_bytes()
