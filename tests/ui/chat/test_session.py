"""A conversation as the window sees it, over real turns and a real store."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from app.core.errors import ModelError
from app.core.exchange import TextDelta
from app.core.message import (
    OWNER_ID,
    Accepted,
    ActionFinished,
    ActionStarted,
    Incoming,
    MessageStatus,
    Room,
    Speaker,
    Trust,
    new_id,
)
from app.ui.chat.item import draft
from app.ui.chat.session import PAGE
from tests.counterparts.ports import finished, reply
from tests.ui.chat.conftest import ChatStage


def test_what_is_said_is_shown_and_answered(chat: ChatStage) -> None:
    chat.begin()
    item = chat.say("Hello there")
    assert [i.message.text for i in chat.items] == ["Hello there", "Well said."]
    assert item.message.status is MessageStatus.WHOLE
    assert item.message.seq > 0
    assert item.usage is not None
    assert item.usage.completion_tokens == 3
    assert item.message.trace_id


def test_a_second_message_waits_in_words_and_is_answered(chat: ChatStage) -> None:
    chat.begin()
    hold = asyncio.Event()
    chat.model.script = lambda _: [TextDelta("one"), hold.wait, finished()]
    chat.do(chat.session.send, "first")
    chat.wait(lambda: chat.items[1].message.text == "one")
    chat.do(chat.session.send, "second")
    chat.wait(lambda: chat.items[3].ahead == 1)
    chat.do(hold.set)
    chat.wait(lambda: not chat.session.writing)
    assert [i.message.text for i in chat.items] == ["first", "one", "second", "one"]


def test_stopping_keeps_what_was_written_and_it_can_be_continued(chat: ChatStage) -> None:
    chat.begin()
    hold = asyncio.Event()
    chat.model.script = lambda _: [TextDelta("Half a"), hold.wait, finished()]
    chat.do(chat.session.send, "tell me")
    chat.wait(lambda: chat.items[-1].message.text == "Half a")
    assert chat.do(chat.session.stop)
    chat.wait(lambda: not chat.session.writing)
    item = chat.items[-1]
    assert item.message.status is MessageStatus.INCOMPLETE
    assert item.message.reason
    chat.model.script = lambda _: [TextDelta(" sentence."), finished()]
    key = item.message.id
    chat.do(chat.session.resume, item)
    chat.wait(lambda: not chat.session.writing)
    assert (item.message.text, item.message.id) == ("Half a sentence.", key)
    assert item.message.status is MessageStatus.WHOLE


def test_what_is_being_done_is_told_while_it_is_done(chat: ChatStage) -> None:
    chat.begin()
    session, hold = chat.session, asyncio.Event()
    chat.model.script = lambda _: [hold.wait, TextDelta("Found."), finished()]
    chat.do(session.send, "Look it up")
    item = chat.items[-1]
    told: set[str] = set()
    session.changed.connect(lambda changed: told.add(changed.doing))
    session._take(ActionStarted("SEARCH_MEMORY", "Looking in its memory"), item, None)
    assert (item.doing, told) == ("Looking in its memory", {"Looking in its memory"})
    session._take(ActionFinished("SEARCH_MEMORY", ok=True), item, None)
    assert item.doing == ""
    chat.do(hold.set)
    chat.wait(lambda: not session.writing)
    assert item.message.text == "Found."


def test_a_retry_replaces_the_answer(chat: ChatStage) -> None:
    chat.begin()
    first = chat.say("Hello")
    chat.model.script = reply("Another one.")
    chat.do(chat.session.retry, first)
    chat.wait(lambda: not chat.session.writing)
    assert [i.message.text for i in chat.items] == ["Hello", "Another one."]


@pytest.mark.expects_warning("turn.failed")
def test_a_failure_keeps_the_message_and_can_be_tried_again(chat: ChatStage) -> None:
    chat.begin()
    chat.model.script = lambda _: [ModelError("The model is away. Try later.", details="503")]
    item = chat.say("Hello")
    assert item.error is not None
    assert item.error.text == "The model is away. Try later."
    chat.model.script = reply("Back again.")
    chat.do(chat.session.retry, item)
    chat.wait(lambda: not chat.session.writing)
    assert [i.message.text for i in chat.items] == ["Hello", "Back again."]
    assert chat.items[-1].error is None


def test_a_message_that_was_never_stored_is_sent_again(chat: ChatStage) -> None:
    chat.begin()
    item = chat.say("  \x00 ")
    assert item.error is not None
    chat.do(chat.session.retry, item)
    chat.wait(lambda: not chat.session.writing)
    assert len(chat.items) == 2
    assert chat.items[-1].error is not None


def test_what_arrives_from_elsewhere_appears_once(chat: ChatStage) -> None:
    chat.begin()
    room = chat.session.room
    incoming = Incoming(room.agent_id, "from the terminal", room.id, "cli", trust=Trust.OWNER)

    async def elsewhere() -> list[object]:
        return [event async for event in chat.host.turns.receive(incoming)]

    events = chat.run(elsewhere())
    assert isinstance(events[0], Accepted)
    chat.settle()
    assert [i.message.text for i in chat.items] == ["from the terminal", "Well said."]


def test_history_comes_in_pages(chat: ChatStage) -> None:
    pane = chat.begin()
    for number in range(25):
        chat.say(f"message {number}")
    room = chat.session.room
    other = chat.run(chat.host.rooms.create(room.agent_id))
    chat.do(pane.desk.open, other)
    pane.desk._sessions.pop(room.id).close()
    chat.do(pane.desk.open, room)
    chat.wait(lambda: len(chat.items) >= PAGE)
    assert chat.items[-1].message.text == "Well said."
    chat.do(chat.session.load_more)
    chat.do(chat.session.load_more)
    chat.wait(lambda: len(chat.items) >= 2 * PAGE)
    chat.do(chat.session.load_more)
    chat.wait(lambda: chat.session.complete)
    assert chat.items[0].message.text == "message 0"
    assert len(chat.items) == 50


async def say_elsewhere(chat: ChatStage, room: Room, text: str) -> None:
    incoming = Incoming(room.agent_id, text, room.id, "cli", trust=Trust.OWNER)
    async for _event in chat.host.turns.receive(incoming):
        pass


def test_a_conversation_nobody_looks_at_keeps_only_its_newest_page(chat: ChatStage) -> None:
    pane = chat.begin()
    room = chat.session.room
    session = chat.session
    chat.do(pane.desk.open, chat.run(chat.host.rooms.create(room.agent_id)))
    for number in range(PAGE):
        chat.run(say_elsewhere(chat, room, f"message {number}"))
        assert len(session.items) <= PAGE
    chat.do(pane.desk.open, room)
    chat.wait(lambda: len(pane.talk.column._views) >= PAGE)
    assert chat.items[-2].message.text == f"message {PAGE - 1}"


async def leave_unanswered(chat: ChatStage, room: Room) -> None:
    """Commit a message as a program does that ends before its turn begins."""
    key = new_id()
    written = draft(room, Speaker.USER, "You", "Are you there?", key)
    await chat.store.commit_message(replace(written, author_id=OWNER_ID))


def test_a_message_without_an_answer_says_so_after_a_restart_and_can_be_answered(
    chat: ChatStage,
) -> None:
    agent = chat.run(chat.host.agents.find("Eliza"))
    room = chat.run(chat.host.rooms.default_room(agent.id, "chat"))
    chat.run(leave_unanswered(chat, room))
    chat.begin()
    chat.wait(lambda: len(chat.items) == 2)
    item = chat.items[-1]
    assert item.unanswered
    assert item.error is not None
    buttons = chat.reply_view(item).findChildren(QPushButton)
    assert [button.text() for button in buttons] == ["Answer it"]
    chat.do(buttons[0].click)
    chat.wait(lambda: not chat.session.writing)
    assert [i.message.text for i in chat.items] == ["Are you there?", "Well said."]
    assert not chat.items[-1].unanswered
    assert chat.items[-1].message.reply_to == chat.items[0].message.id


def test_what_is_being_answered_elsewhere_is_not_called_unanswered(chat: ChatStage) -> None:
    pane = chat.begin()
    room = chat.session.room
    hold = asyncio.Event()
    chat.model.script = lambda _: [hold.wait, TextDelta("At last."), finished()]
    turn = chat.loop.create_task(say_elsewhere(chat, room, "Take your time"))
    chat.wait(lambda: chat.host.turns.busy(room.id))
    chat.do(chat.session._check)
    assert [i.message.text for i in chat.items] == ["Take your time"]
    chat.do(pane.desk.open, chat.run(chat.host.rooms.create(room.agent_id)))
    chat.do(pane.desk.open, room)
    chat.settle()
    assert [i.message.text for i in chat.items] == ["Take your time"]
    chat.do(hold.set)
    chat.wait(turn.done)
    chat.wait(lambda: [i.message.text for i in chat.items] == ["Take your time", "At last."])


@pytest.mark.expects_warning("turn.failed")
def test_a_turn_that_failed_elsewhere_leaves_the_card_and_a_later_answer_takes_it_away(
    chat: ChatStage,
) -> None:
    chat.begin()
    room = chat.session.room
    chat.model.script = lambda _: [ModelError("The model is away.")]
    chat.run(say_elsewhere(chat, room, "Hello"))
    chat.wait(lambda: chat.items[-1].unanswered)
    chat.model.script = reply("Here.")
    asked = chat.items[0].message.id

    async def answer() -> None:
        async for _event in chat.host.turns.answer(asked):
            pass

    chat.run(answer())
    chat.settle()
    assert [i.message.text for i in chat.items] == ["Hello", "Here."]


def test_the_history_of_another_program_waits_for_no_answer(chat: ChatStage) -> None:
    chat.begin()
    agent_id = chat.session.room.agent_id
    room = chat.run(chat.host.rooms.create(agent_id, source="import", name="Old"))
    chat.run(leave_unanswered(chat, room))
    chat.do(chat.pane.desk.open, room)
    chat.wait(lambda: chat.session.complete)
    assert [i.message.text for i in chat.items] == ["Are you there?"]


def test_nothing_is_shown_after_stop_and_the_stream_is_closed(chat: ChatStage) -> None:
    chat.begin()
    ended: list[str] = []

    async def slow() -> None:
        try:
            await asyncio.sleep(30)
        except asyncio.CancelledError:
            ended.append("cancelled")
            raise

    chat.model.script = lambda _: [TextDelta("One. "), slow, TextDelta("Two. "), finished()]
    chat.do(chat.session.send, "tell me")
    chat.wait(lambda: chat.items[-1].message.text == "One. ")
    grown: list[str] = []
    chat.session.grew.connect(lambda item: grown.append(item.message.text))
    chat.do(chat.session.stop)
    chat.wait(lambda: not chat.session.writing)
    chat.run(asyncio.sleep(0.05))
    assert grown == []
    assert ended == ["cancelled"]
    assert chat.items[-1].message.text.strip() == "One."
    assert not chat.host.turns.busy(chat.session.room.id)
    assert not chat.host.turns._live
