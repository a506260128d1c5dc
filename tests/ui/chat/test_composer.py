"""Writing: what Enter, Esc and Up do, and what is never lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.message import MAX_MESSAGE_CHARS
from app.ui.chat.composer import Composer
from tests.ui.stage import Stage

# Qt's offscreen platform says this of fixed sizes and of menus; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ENTER, SHIFT = Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def composer(stage: Stage) -> Composer:
    made = Composer(stage.theme)
    stage.show(made, 600, 120)
    return made


def caught(composer: Composer) -> list[str]:
    told: list[str] = []
    composer.sent.connect(told.append)
    composer.stopped.connect(lambda: told.append("stopped"))
    composer.escaped.connect(lambda: told.append("escaped"))
    composer.recalled.connect(lambda: told.append("recalled"))
    return told


def test_enter_sends_and_shift_enter_breaks_the_line(composer: Composer) -> None:
    told = caught(composer)
    QTest.keyClicks(composer._field, "one")
    QTest.keyClick(composer._field, ENTER, SHIFT)
    QTest.keyClicks(composer._field, "two")
    QTest.keyClick(composer._field, ENTER)
    assert told == ["one\ntwo"]
    assert composer.text == ""
    QTest.keyClick(composer._field, ENTER)
    assert told == ["one\ntwo"]


def test_escape_stops_a_reply_else_closes(composer: Composer) -> None:
    told = caught(composer)
    QTest.keyClick(composer._field, Qt.Key.Key_Escape)
    composer.set_writing(writing=True)
    QTest.keyClick(composer._field, Qt.Key.Key_Escape)
    assert told == ["escaped", "stopped"]


def test_stop_stands_where_send_did_and_more_can_be_queued(composer: Composer) -> None:
    told = caught(composer)
    assert composer._main.text() == "Send"
    assert not composer._main.isEnabled()
    composer.set_writing(writing=True)
    assert composer._main.text() == "Stop"
    assert composer._queue.isHidden()
    composer._main.click()
    composer.take_up("and then")
    assert not composer._queue.isHidden()
    composer._queue.click()
    assert told == ["stopped", "and then"]


def test_up_in_an_empty_field_asks_for_the_last_message(composer: Composer) -> None:
    told = caught(composer)
    QTest.keyClick(composer._field, Qt.Key.Key_Up)
    composer.take_up("text")
    QTest.keyClick(composer._field, Qt.Key.Key_Up)
    assert told == ["recalled"]
    assert composer._field.textCursor().atEnd() or composer._field.textCursor().atStart()


def test_a_text_that_is_too_long_is_kept_and_said(stage: Stage, composer: Composer) -> None:
    told = caught(composer)
    composer.take_up("x" * (MAX_MESSAGE_CHARS + 3))
    assert "Too long by 3 characters" in composer._hint.text()
    QTest.keyClick(composer._field, ENTER)
    assert told == []
    assert len(composer.text) == MAX_MESSAGE_CHARS + 3


def test_it_grows_with_the_text_up_to_a_limit(stage: Stage, composer: Composer) -> None:
    low = composer._field.height()
    composer.take_up("a\nb\nc")
    assert composer._field.height() > 2 * low
    composer.take_up("line\n" * 200)
    assert composer._field.height() < 10 * low


def test_it_says_whom_the_message_is_for(composer: Composer) -> None:
    composer.address("Eliza")
    assert composer._field.placeholderText() == "Message Eliza…"
    assert composer._field.accessibleName() == "Message Eliza"
