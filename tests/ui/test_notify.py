"""Notes of the desktop, over a real session bus."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtDBus import QDBusConnection

from app.core.events import MessageStored
from app.core.message import Message, MessageStatus, Speaker, new_id, now
from app.ui.notify import BODY_CHARS, DesktopNotes, Note, ReplyNotes, shorten
from tests.desktop.desk import Desk
from tests.ui.stage import Stage

REPLY = Message(
    id="m1",
    room_id="room-1",
    agent_id="a1",
    speaker=Speaker.AGENT,
    author_id="a1",
    author="Eliza",
    text="**Saturday** at six & not later <soon>.",
    at=now(),
    source="chat",
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[tuple[Desk, QDBusConnection]]:
    """A private session bus and this process's connection to it."""
    desk = Desk(tmp_path / "desk")
    desk.folder.mkdir()
    name = new_id()
    try:
        yield desk, QDBusConnection.connectToBus(desk.bus(), name)
    finally:
        QDBusConnection.disconnectFromBus(name)
        desk.__exit__(None, None, None)


def daemon(desk: Desk, *words: str) -> Path:
    """Start the notification service and return where it writes what it was told."""
    running = desk.start(
        [_python(), "-m", "tests.counterparts.notification_daemon", *words],
        extra={"PYTHONPATH": str(Path(__file__).parents[2]), "QT_QPA_PLATFORM": "offscreen"},
    )
    (file,) = desk.folder.glob("*-python*.log")
    desk.wait(lambda: "ready" in file.read_text() or running.poll() is not None)
    return file


def _python() -> str:
    import sys

    return sys.executable


def told(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text().splitlines() if line.startswith("[")]


def test_a_note_reaches_the_service_and_a_click_comes_back(
    stage: Stage, session: tuple[Desk, QDBusConnection]
) -> None:
    desk, connection = session
    file = daemon(desk)
    notes = DesktopNotes(stage.bridge, connection)
    clicked: list[str] = []
    notes.clicked.connect(clicked.append)
    assert stage.run(notes.show(Note("click", "a & b", "room-1")))
    stage.wait(lambda: clicked == ["room-1"])
    ((app, replaces, _icon, title, body, actions, hints, timeout),) = told(file)
    assert (app, replaces, title, body, timeout) == ("Familiar", 0, "click", "a & b", -1)
    assert actions == ["default", "Open"]
    assert hints["category"] == "im.received"


def test_a_service_with_markup_gets_it_escaped(
    stage: Stage, session: tuple[Desk, QDBusConnection]
) -> None:
    desk, connection = session
    file = daemon(desk, "markup")
    assert stage.run(DesktopNotes(stage.bridge, connection).show(Note("Eliza", "<b>a & b")))
    assert told(file)[0][4] == "&lt;b&gt;a &amp; b"


def test_without_a_service_or_a_bus_nothing_is_shown(
    stage: Stage, session: tuple[Desk, QDBusConnection]
) -> None:
    note = Note("Eliza", "Hello")
    assert not stage.run(DesktopNotes(stage.bridge, session[1]).show(note))
    assert not stage.run(DesktopNotes(stage.bridge).show(note))


def test_clicks_on_notes_of_others_are_passed_over(stage: Stage) -> None:
    notes = DesktopNotes(stage.bridge)
    clicked: list[str] = []
    notes.clicked.connect(clicked.append)
    notes.on_action(99, "default")
    assert clicked == []


class Scene:
    """ReplyNotes with no service: every note goes to the fallback."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.hidden = True
        self.notes: list[Note] = []
        self.replies = ReplyNotes(
            stage.bridge,
            stage.host.settings,
            DesktopNotes(stage.bridge),
            lambda: self.hidden,
            self.notes.append,
        )

    def store(self, **changes: Any) -> None:
        message = replace(REPLY, **({"id": new_id()} | changes))
        self.stage.do(self.stage.bus.publish, MessageStored(message))


def test_a_reply_is_announced_once_while_the_window_is_hidden(stage: Stage) -> None:
    scene = Scene(stage)
    scene.store(id="m1")
    scene.store(id="m1")
    assert scene.notes == [Note("Eliza", "Saturday at six & not later <soon>.", "room-1")]


@pytest.mark.parametrize(
    "changes",
    [{"speaker": Speaker.USER}, {"status": MessageStatus.INCOMPLETE}, {"source": "cli"}],
)
def test_what_is_no_whole_reply_here_is_not_announced(
    stage: Stage, changes: dict[str, Any]
) -> None:
    scene = Scene(stage)
    scene.store(**changes)
    assert scene.notes == []


def test_a_visible_window_and_the_setting_keep_it_quiet(stage: Stage) -> None:
    scene = Scene(stage)
    scene.hidden = False
    scene.store(id="seen")
    scene.hidden = True
    scene.store(id="seen")
    stage.host.settings.change("general", {"notify": False})
    scene.store()
    assert scene.notes == []


def test_only_so_many_are_remembered(stage: Stage) -> None:
    scene = Scene(stage)
    scene.hidden = False
    for _ in range(300):
        stage.bridge.message_stored.emit(replace(REPLY, id=new_id()))
    assert len(scene.replies._announced) == 256


def test_long_texts_are_cut_at_a_word() -> None:
    text = shorten("word " * 100)
    assert len(text) <= BODY_CHARS + 1
    assert text.endswith("word…")
    assert shorten("# a\n\n`b`") == "a b"
