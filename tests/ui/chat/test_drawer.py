"""Why this answer: from a real trace of a real turn."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from app.ui.chat.drawer import PromptBar
from tests.ui.chat.conftest import ChatStage


def words(chat: ChatStage) -> str:
    page = chat.pane.drawer._scroll.widget()
    return " | ".join(label.text() for label in page.findChildren(QLabel))


def test_before_any_answer_it_says_what_would_be_here(chat: ChatStage) -> None:
    chat.begin()
    chat.do(chat.pane.toggle_why)
    assert "Send a message" in words(chat)
    assert chat.pane.drawer.isVisible()
    chat.do(chat.pane.toggle_why)
    assert not chat.pane.drawer.isVisible()


def test_it_shows_memories_parts_steps_and_cost(chat: ChatStage) -> None:
    chat.begin()
    chat.say("My sister Marlene plays the cello in Turku")
    other = chat.run(chat.host.rooms.create(chat.session.room.agent_id))
    chat.do(chat.pane.desk.open, other)
    chat.do(chat.pane.toggle_why)
    chat.say("Where does Marlene play the cello?")
    chat.wait(lambda: "Steps" in words(chat))
    text = words(chat)
    for part in ("Remembered", "My sister Marlene plays the cello in Turku", "this computer",
                 "score", "Prompt ·", "Character and tools", "Memories and knowledge", "Recall",
                 "First token", "Answer", "Cost", "free", "3 tokens"):  # fmt: skip
        assert part in text, part
    (bar,) = chat.pane.drawer.findChildren(PromptBar)
    bar.grab()


def test_a_forgotten_memory_is_said_to_be(chat: ChatStage) -> None:
    chat.begin()
    chat.say("My sister Marlene plays the cello in Turku")
    room = chat.session.room
    other = chat.run(chat.host.rooms.create(room.agent_id))
    chat.do(chat.pane.desk.open, other)
    chat.say("Where does Marlene play the cello?")
    chat.run(chat.host.rooms.remove(room.id))
    chat.do(chat.pane.toggle_why)
    chat.wait(lambda: "forgotten" in words(chat))


def test_a_trace_that_is_gone_is_one_sentence(chat: ChatStage) -> None:
    chat.begin()
    item = chat.say("Hello")
    chat.run(chat.store.remove_traces_before(item.message.at.replace(year=2100)))
    chat.do(chat.pane.toggle_why)
    chat.wait(lambda: "no trace of this answer" in words(chat))
    assert chat.problems == []
