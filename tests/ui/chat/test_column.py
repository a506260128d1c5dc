"""The column: what is being read stays where it is."""

from __future__ import annotations

import asyncio

from PySide6.QtGui import QAccessible, QAccessibleEvent

from app.core.exchange import TextDelta
from app.core.message import Incoming, Trust
from app.ui.chat.column import MOST
from app.ui.chat.message import GUTTER
from app.ui.chat.session import PAGE
from tests.counterparts.ports import finished
from tests.ui.chat.conftest import ChatStage

LONG = "A paragraph of some length that fills the line and more. " * 6 + "\n\n"


def bar(chat: ChatStage):  # type: ignore[no-untyped-def]
    return chat.pane.talk.column.verticalScrollBar()


def test_the_text_is_never_wider_than_the_measure(chat: ChatStage) -> None:
    chat.begin(1600, 700)
    chat.say("Hello")
    view = chat.view(chat.items[1])
    assert view.width() == chat.theme.size.measure + GUTTER
    chat.pane.resize(700, 700)
    chat.settle()
    assert view.width() <= 700 - chat.theme.size.list - 40


def test_growing_text_leaves_alone_what_is_being_read(chat: ChatStage) -> None:
    chat.begin()
    chat.model.script = lambda _: [TextDelta(LONG * 12), finished()]
    chat.say("first")
    chat.wait(lambda: bar(chat).maximum() > 0)
    hold = asyncio.Event()
    chat.model.script = lambda _: [TextDelta(LONG * 4), hold.wait, TextDelta(LONG * 9), finished()]
    chat.do(chat.session.send, "second")
    chat.wait(lambda: len(chat.reply_view(chat.items[3])._views) > 0)
    chat.settle()
    chat.wait(lambda: bar(chat).value() == bar(chat).maximum())
    place = bar(chat).maximum() // 2
    bar(chat).setValue(place)
    chat.do(hold.set)
    chat.wait(lambda: not chat.session.writing)
    chat.settle()
    assert bar(chat).value() == place
    chat.do(chat.pane.talk.column.to_end)
    assert bar(chat).value() == bar(chat).maximum()


def test_older_messages_appear_above_without_a_jump(chat: ChatStage) -> None:
    pane = chat.begin()
    for number in range(2 * PAGE):
        chat.say(f"message {number}")
    room = chat.session.room
    other = chat.run(chat.host.rooms.create(room.agent_id))
    chat.do(pane.desk.open, other)
    pane.desk._sessions.pop(room.id).close()
    chat.do(pane.desk.open, room)
    chat.wait(lambda: len(pane.talk.column._views) >= PAGE)
    chat.run(asyncio.sleep(0.2))
    shown = len(chat.items)
    assert shown <= 3 * PAGE
    bar(chat).setValue(bar(chat).maximum() // 2)
    first = chat.view(chat.items[shown // 2])
    before = first.mapTo(pane, first.rect().topLeft()).y()
    chat.do(chat.session.load_more)
    chat.wait(lambda: len(pane.talk.column._views) >= shown + PAGE)
    chat.run(asyncio.sleep(0.2))
    after = first.mapTo(pane, first.rect().topLeft()).y()
    assert abs(after - before) <= 2


def test_a_reply_is_announced_once_when_it_is_whole(chat: ChatStage) -> None:
    chat.begin()
    told: list[QAccessibleEvent] = []
    announce = chat.pane.talk.column._announce
    chat.pane.talk.column._announce = lambda view, item: (  # type: ignore[method-assign]
        told.append(item.message.text),
        announce(view, item),
    )
    chat.say("Hello")
    assert told == ["Well said."]
    assert QAccessible is not None


def test_another_conversation_replaces_everything(chat: ChatStage) -> None:
    pane = chat.begin()
    chat.say("Hello")
    other = chat.run(chat.host.rooms.create(chat.session.room.agent_id))
    chat.do(pane.desk.open, other)
    chat.wait(lambda: chat.session.complete)
    assert pane.talk.column._views == {}
    chat.do(chat.session.send, "Elsewhere")
    chat.wait(lambda: len(pane.talk.column._views) == 2)
    chat.wait(lambda: not chat.session.writing)


def test_a_long_conversation_lets_go_of_its_oldest_messages_and_brings_them_back(
    chat: ChatStage,
) -> None:
    pane = chat.begin()
    for number in range(MOST // 2 + 5):
        chat.say(f"message {number}")
        assert len(pane.talk.column._views) <= MOST
    assert len(chat.items) == len(pane.talk.column._views) < MOST
    assert chat.items[-2].message.text == f"message {MOST // 2 + 4}"
    assert not chat.session.complete
    while not chat.session.complete:
        shown = len(chat.items)
        bar(chat).setValue(0)
        chat.do(chat.session.load_more)
        chat.wait(lambda shown=shown: len(pane.talk.column._views) > shown)
    assert [i.message.text for i in chat.items if i.own] == [
        f"message {number}" for number in range(MOST // 2 + 5)
    ]


def test_nothing_is_let_go_while_somebody_reads_above(chat: ChatStage) -> None:
    pane = chat.begin()
    for number in range(MOST // 2):
        chat.say(f"message {number}")
    chat.run(asyncio.sleep(0.1))
    shown = len(pane.talk.column._views)
    bar(chat).setValue(bar(chat).maximum() // 2)
    chat.run(from_elsewhere(chat))
    chat.wait(lambda: len(pane.talk.column._views) == shown + 2)


async def from_elsewhere(chat: ChatStage) -> None:
    room = chat.session.room
    incoming = Incoming(room.agent_id, "from the terminal", room.id, "cli", trust=Trust.OWNER)
    async for _event in chat.host.turns.receive(incoming):
        pass
