"""What a message looks like: bubbles, letters, growing text, quiet actions."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication

from app.core.exchange import TextDelta
from app.ui.chat.actions import ActionRow
from app.ui.chat.blocks import CodeBlock, TextBlock
from app.ui.chat.message import OwnMessage
from app.ui.chat.message_view import MessageView
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
    assert view.bubble().width() < 100
    assert view.bubble().right() >= view.width() - 2
    chat.say("many words " * 60)
    long = chat.view(chat.items[2])
    assert isinstance(long, OwnMessage)
    assert long.bubble().width() <= long.width() * 0.81


def test_the_first_message_takes_the_room_there_is(chat: ChatStage) -> None:
    chat.begin()
    chat.say("Hello, my name is Sam, and I live by the sea.")
    view = chat.view(chat.items[0])
    assert isinstance(view, OwnMessage)
    assert view._text.height() < 2 * chat.theme.px("body") * 1.5


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
    assert view._note is not None
    assert view._note.text() == "Eliza is writing"
    chat.do(hold.set)
    chat.wait(lambda: not chat.session.writing)
    chat.wait(lambda: view._blocks and "Second." in getattr(view._blocks[-1], "html", ""))
    assert view._views == before
    assert isinstance(before[0], TextBlock)
    assert isinstance(before[1], CodeBlock)
    assert view._note is None


def row(view: MessageView) -> ActionRow:
    assert view.row is not None
    return view.row


def test_actions_are_there_while_pointer_or_keyboard_are(chat: ChatStage) -> None:
    chat.begin()
    chat.say("one")
    chat.say("two")
    old, new = chat.view(chat.items[1]), chat.view(chat.items[3])
    assert old.row is None
    assert row(new).isVisible()
    height = old.height()
    chat.do(old.setFocus, Qt.FocusReason.TabFocusReason)
    copy, retry = row(old).buttons
    assert old.nextInFocusChain() is copy
    assert copy.nextInFocusChain() is retry
    chat.do(retry.setFocus, Qt.FocusReason.TabFocusReason)
    assert row(old).isVisible()
    chat.do(chat.pane.talk.composer.setFocus)
    assert old.row is None
    assert old.height() == height
    QApplication.sendEvent(old, QEnterEvent(QPointF(1, 1), QPointF(1, 1), QPointF(1, 1)))
    assert row(old).isVisible()
    QApplication.sendEvent(old, QEvent(QEvent.Type.Leave))
    assert old.row is None
    assert row(new).isVisible()


def test_the_time_of_an_own_message_stands_beside_its_bubble(chat: ChatStage) -> None:
    chat.begin()
    chat.say("one")
    view = chat.view(chat.items[0])
    assert isinstance(view, OwnMessage)
    chat.do(view.setFocus, Qt.FocusReason.TabFocusReason)
    assert row(view).geometry().right() < view.bubble().left()
    assert row(view).fact.text()


def test_copying_takes_the_reply_as_it_was_written(chat: ChatStage) -> None:
    chat.begin()
    chat.model.script = lambda _: [TextDelta("**bold** text"), finished()]
    item = chat.say("go")
    row(chat.view(item)).buttons[0].click()
    assert QGuiApplication.clipboard().text() == "**bold** text"


def test_retry_under_a_reply_writes_another(chat: ChatStage) -> None:
    chat.begin()
    item = chat.say("go")
    retry = row(chat.view(item)).buttons[1]
    chat.model.script = lambda _: [TextDelta("Another."), finished()]
    chat.do(retry.click)
    chat.wait(lambda: not chat.session.writing)
    assert [i.message.text for i in chat.items] == ["go", "Another."]
    assert "3 tokens" in row(chat.view(chat.items[1])).fact.text()


def test_what_did_not_fit_is_said(chat: ChatStage) -> None:
    chat.begin()
    chat.model.script = lambda _: [TextDelta("x" * 21_000), finished()]
    view = chat.reply_view(chat.say("go"))
    chat.wait(lambda: view._missing is not None)
    assert view._missing is not None
    assert "more characters" in view._missing.text()
    assert view._missing.isVisible()
