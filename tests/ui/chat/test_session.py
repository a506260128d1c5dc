"""A conversation as the window sees it, over real turns and a real store."""

from __future__ import annotations

import asyncio

import pytest

from app.core.errors import ModelError
from app.core.exchange import TextDelta
from app.core.message import Accepted, Incoming, MessageStatus, Trust
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
    for number in range(PAGE + 5):
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
    assert len(chat.items) == 2 * PAGE + 10
