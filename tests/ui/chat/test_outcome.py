"""The card under a reply that broke off or never came."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from app.core.errors import ModelError
from app.core.exchange import TextDelta
from app.core.message import MessageStatus
from app.ui.chat.outcome import Outcome
from tests.counterparts.ports import finished, reply
from tests.ui.chat.conftest import ChatStage

pytestmark = pytest.mark.expects_warning("turn.failed")


def card(chat: ChatStage) -> Outcome:
    found = chat.reply_view(chat.items[-1])._card
    assert found is not None
    return found


def words(outcome: Outcome) -> str:
    return " ".join(label.text() for label in outcome.findChildren(QLabel))


def press(chat: ChatStage, text: str) -> None:
    buttons = card(chat).findChildren(QPushButton)
    chat.do(next(b for b in buttons if b.text() == text).click)
    chat.wait(lambda: not chat.session.writing)


def test_a_failure_says_what_happened_and_what_was_kept(chat: ChatStage) -> None:
    chat.begin()
    chat.model.script = lambda _: [ModelError("The provider is busy. Try later.", details="503 x")]
    chat.say("Hello")
    assert "The provider is busy. Try later. Your message is kept." in words(card(chat))
    details = next(label for label in card(chat).findChildren(QLabel) if label.text() == "503 x")
    assert details.isHidden()
    next(b for b in card(chat).findChildren(QPushButton) if b.text() == "Details").click()
    assert not details.isHidden()
    chat.model.script = reply("Here I am.")
    press(chat, "Try again")
    assert chat.items[-1].message.text == "Here I am."
    assert chat.reply_view(chat.items[-1])._card is None


def test_an_incomplete_reply_is_marked_and_continued(chat: ChatStage) -> None:
    chat.begin()
    chat.model.script = lambda _: [TextDelta("Half a")]
    item = chat.say("Hello")
    assert item.message.status is MessageStatus.INCOMPLETE
    assert "This answer is incomplete" in words(card(chat))
    assert "What was written is kept." in words(card(chat))
    chat.model.script = lambda _: [TextDelta(" sentence."), finished()]
    press(chat, "Continue")
    assert chat.items[-1].message.text == "Half a sentence."
    assert chat.reply_view(chat.items[-1])._card is None
