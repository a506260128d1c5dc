"""The middle of the pane: drafts, Esc, Up."""

from __future__ import annotations

import asyncio

from PySide6.QtWidgets import QApplication, QPushButton

from app.core.exchange import TextDelta
from app.core.message import MessageStatus
from app.ui.chat.blocks import CodeBlock
from tests.counterparts.ports import finished
from tests.ui.chat.conftest import ChatStage


def test_each_conversation_keeps_its_draft(chat: ChatStage) -> None:
    pane = chat.begin()
    room = chat.session.room
    pane.talk.composer.take_up("half a thought")
    other = chat.run(chat.host.rooms.create(room.agent_id))
    chat.do(pane.desk.open, other)
    assert pane.talk.composer.text == ""
    pane.talk.composer.take_up("another")
    chat.do(pane.desk.open, room)
    assert pane.talk.composer.text == "half a thought"
    chat.do(pane.desk.open, other)
    assert pane.talk.composer.text == "another"


def test_escape_stops_the_reply(chat: ChatStage) -> None:
    pane = chat.begin()
    hold = asyncio.Event()
    chat.model.script = lambda _: [TextDelta("Half"), hold.wait, finished()]
    chat.do(pane.talk.composer.sent.emit, "go")
    chat.wait(lambda: chat.items[-1].message.text == "Half")
    assert pane.talk.composer._main.text() == "Stop"
    chat.do(pane.talk.close_something)
    chat.wait(lambda: not chat.session.writing)
    assert chat.items[-1].message.status is MessageStatus.INCOMPLETE
    assert pane.talk.composer._main.text() == "Send"


def test_escape_closes_the_find_bar_then_the_drawer(chat: ChatStage) -> None:
    pane = chat.begin()
    chat.do(pane.toggle_why)
    chat.do(pane.talk.finder.begin)
    chat.do(pane.talk.close_something)
    assert pane.talk.finder.isHidden()
    assert pane.drawer.isVisible()
    chat.do(pane.talk.close_something)
    assert not pane.drawer.isVisible()


def test_up_takes_the_last_message_up_again(chat: ChatStage) -> None:
    pane = chat.begin()
    chat.do(pane.talk.composer.recalled.emit)
    assert pane.talk.composer.text == ""
    chat.say("first")
    chat.say("second")
    chat.do(pane.talk.composer.recalled.emit)
    assert pane.talk.composer.text == "second"


def test_tab_goes_through_the_messages_as_they_are_read(chat: ChatStage) -> None:
    pane = chat.begin()
    chat.model.script = lambda _: [TextDelta("Look:\n\n```\nx = 1\n```"), finished()]
    chat.say("one")
    chat.say("two")
    views = [chat.view(item) for item in chat.items]
    chat.wait(lambda: views[3].findChildren(CodeBlock))
    reached: list[object] = []
    words: list[str] = []
    chat.do(pane.talk.header.end.setFocus)
    for _ in range(20):
        chat.do(pane.talk.focusNextPrevChild, True)
        focus = QApplication.focusWidget()
        if focus is not None and pane.talk.composer.isAncestorOf(focus):
            break
        reached.append(focus)
        words += [focus.text()] if isinstance(focus, QPushButton) else []
    assert [widget for widget in reached if widget in views] == views
    assert words == ["Copy", "Copy", "Copy", "Retry", "Copy", "Copy", "Copy", "Retry"]
    back: list[object] = []
    for _ in range(4):
        chat.do(pane.talk.focusNextPrevChild, False)
        back.append(QApplication.focusWidget())
    assert views[3] in back
