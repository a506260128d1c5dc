"""What a message looks like: bubbles, letters, growing text, quiet actions."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QEvent
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from app.core.exchange import TextDelta
from app.ui.chat.blocks import CodeBlock, TextBlock
from app.ui.chat.message import OwnMessage
from tests.counterparts.ports import finished
from tests.ui.chat.conftest import ChatStage


def test_own_words_are_never_markdown_or_html(chat: ChatStage) -> None:
    chat.begin()
    chat.say("**not bold** <b>x</b>\nsecond line")
    view = chat.view(chat.items[0])
    assert isinstance(view, OwnMessage)
    assert view._text.toPlainText() == "**not bold** <b>x</b>\nsecond line"


def test_a_bubble_is_as_wide_as_its_text_at_the_right(chat: ChatStage) -> None:
    chat.begin()
    chat.say("Hi")
    view = chat.view(chat.items[0])
    assert isinstance(view, OwnMessage)
    assert view._bubble.width() < 100
    assert view._bubble.geometry().right() >= view.width() - 2
    chat.say("many words " * 60)
    long = chat.view(chat.items[2])
    assert isinstance(long, OwnMessage)
    assert long._bubble.width() <= long.width() * 0.81


def test_only_the_last_block_is_drawn_again_while_a_reply_grows(chat: ChatStage) -> None:
    chat.begin()
    hold = asyncio.Event()
    chat.model.script = lambda _: [
        TextDelta("First.\n\n```py\nx = 1\n```\n\nSe"), hold.wait, TextDelta("cond."), finished(),
    ]  # fmt: skip
    chat.do(chat.session.send, "go")
    chat.wait(lambda: len(chat.reply_view(chat.items[1])._views) == 3)
    view = chat.reply_view(chat.items[1])
    before = list(view._views)
    assert view._note.text() == "Eliza is writing"
    chat.do(hold.set)
    chat.wait(lambda: not chat.session.writing)
    chat.wait(lambda: view._blocks and "Second." in getattr(view._blocks[-1], "html", ""))
    assert view._views == before
    assert isinstance(before[0], TextBlock)
    assert isinstance(before[1], CodeBlock)
    assert not view._note.isVisible()


def test_actions_are_quiet_until_pointer_or_keyboard_come(chat: ChatStage) -> None:
    chat.begin()
    chat.say("one")
    chat.say("two")
    old, new = chat.view(chat.items[1]), chat.view(chat.items[3])
    assert not old._actions.property("awake")
    assert new._actions.property("awake")
    button = old._actions.findChildren(QPushButton)[0]
    QApplication.sendEvent(button, QEvent(QEvent.Type.FocusIn))
    assert old._actions.property("awake")


def test_copying_takes_the_reply_as_it_was_written(chat: ChatStage) -> None:
    chat.begin()
    chat.model.script = lambda _: [TextDelta("**bold** text"), finished()]
    item = chat.say("go")
    copy = chat.view(item)._actions.findChildren(QPushButton)[0]
    copy.click()
    assert QGuiApplication.clipboard().text() == "**bold** text"


def test_retry_under_a_reply_writes_another(chat: ChatStage) -> None:
    chat.begin()
    item = chat.say("go")
    view = chat.reply_view(item)
    chat.model.script = lambda _: [TextDelta("Another."), finished()]
    chat.do(view._retry.click)
    chat.wait(lambda: not chat.session.writing)
    assert [i.message.text for i in chat.items] == ["go", "Another."]
    assert "3 tokens" in chat.reply_view(chat.items[1])._facts.text()


def test_what_did_not_fit_is_said(chat: ChatStage) -> None:
    chat.begin()
    chat.model.script = lambda _: [TextDelta("x" * 21_000), finished()]
    view = chat.reply_view(chat.say("go"))
    chat.wait(lambda: "more characters" in view._missing.text())
    assert not view._missing.isHidden()
