"""The main job on real input: the real window, the real starter model, a restart, and recall."""

import contextlib
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.trace import Trace
from tests.desktop.desk import Desk

pytestmark = [pytest.mark.desktop, pytest.mark.local_model, pytest.mark.timeout(420)]

TOLD = "My sister Marlene plays the cello in Turku on Saturday."
ASKED = "Which instrument does my sister Marlene play?"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path) as made:
        made.bus()
        made.window_manager()
        made.panel()
        yield made


def settled(home: Path) -> None:
    (home / "config").mkdir(parents=True)
    (home / "config" / "settings.toml").write_text("[general]\nwizard_done = true\n")


def open_window(desk: Desk, home: Path) -> tuple[subprocess.Popen[bytes], str]:
    """Start the application and return it with its window's id, in front and ready to type."""
    before = events(home, "host.started")
    program = desk.start([sys.executable, "-m", "app"], extra={"FAMILIAR_HOME": str(home)})
    window = desk.window("Familiar", 60)
    desk.wait(lambda: events(home, "host.started") > before, 60)
    desk.tool("xdotool", "windowactivate", "--sync", window)
    return program, window


def events(home: Path, event: str) -> int:
    """Count an event in the log."""
    file = home / "logs" / "familiar.jsonl"
    return file.read_text().count(f'"event":"{event}"') if file.is_file() else 0


def rows(home: Path, sql: str) -> list[tuple]:
    """Read the database from outside, as a person's own tools would."""
    file = home / "data" / "familiar.db"
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return database.execute(sql).fetchall()


def replies(home: Path) -> list[tuple]:
    return rows(home, "SELECT text, status, trace_id FROM messages WHERE speaker = 'agent'")


def say(desk: Desk, text: str) -> None:
    desk.tool("xdotool", "type", "--delay", "8", text)
    desk.tool("xdotool", "key", "Return")


def close(desk: Desk, program: subprocess.Popen[bytes]) -> None:
    """End the program as the session's end would, and see that it goes by itself."""
    program.terminate()
    assert program.wait(15) == 0


def test_a_person_talks_restarts_and_is_remembered(desk, tmp_path, artifacts):
    home = tmp_path / "home"
    settled(home)
    program, _ = open_window(desk, home)
    say(desk, TOLD)
    desk.wait(lambda: events(home, "turn.finished"), 120)
    assert replies(home)[0][0].strip()
    desk.screenshot(artifacts / "chat-first.png")
    desk.tool("xdotool", "key", "ctrl+n")
    close(desk, program)
    program, window = open_window(desk, home)
    desk.screenshot(artifacts / "chat-restarted.png")
    desk.tool("xdotool", "key", "ctrl+n")
    say(desk, ASKED)
    desk.wait(lambda: events(home, "turn.finished") == 2, 120)
    _, _, trace_id = replies(home)[1]
    body = rows(home, f"SELECT body FROM traces WHERE id = '{trace_id}'")[0][0]  # noqa: S608
    trace = Trace.unpack(body)
    recalled = [
        rows(home, f"SELECT text FROM memories WHERE id = '{hit.memory_id}'")[0][0]  # noqa: S608
        for hit in trace.hits
    ]
    assert TOLD in recalled, json.dumps(recalled)
    assert trace.completion_tokens > 0
    desk.tool("xdotool", "windowsize", "--sync", window, "1180", "740")
    desk.screenshot(artifacts / "chat-recalled.png")
    close(desk, program)


def test_a_second_start_raises_the_first_window(desk, tmp_path):
    home = tmp_path / "home"
    settled(home)
    program, window = open_window(desk, home)
    desk.tool("xdotool", "windowminimize", "--sync", window)
    desk.wait(lambda: not desk.windows("Familiar"))
    second = desk.start([sys.executable, "-m", "app"], extra={"FAMILIAR_HOME": str(home)})
    assert second.wait(30) == 0
    desk.wait(lambda: desk.windows("Familiar"))
    assert program.poll() is None
    close(desk, program)


def test_closing_with_a_reply_in_flight_keeps_its_beginning_and_ends(desk, tmp_path):
    home = tmp_path / "home"
    settled(home)
    program, _ = open_window(desk, home)
    say(desk, "Write a long story about the sea and everyone who lives beside it.")
    desk.wait(lambda: events(home, "worker.started"), 60)
    desk.wait(lambda: replies(home) or events(home, "turn.finished"), 120)
    close(desk, program)
    assert replies(home)[0][0].strip()
