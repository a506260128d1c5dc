"""What every message does: its width, its name for screen readers, its row while one is near."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication

from tests.ui.chat.conftest import ChatStage


def test_the_row_is_there_only_while_somebody_is_near(chat: ChatStage) -> None:
    chat.begin()
    chat.say("Hello")
    view = chat.view(chat.items[0])
    assert view.row is None
    spot = QPointF(3, 3)
    QApplication.sendEvent(view, QEnterEvent(spot, spot, spot))
    assert view.row is not None
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert view.row is None


def test_the_newest_reply_keeps_its_row(chat: ChatStage) -> None:
    chat.begin()
    first = chat.view(chat.say("Hello"))
    assert first.row is not None
    second = chat.view(chat.say("Again"))
    assert first.row is None
    assert second.row is not None


def test_a_screen_reader_hears_who_said_what(chat: ChatStage) -> None:
    chat.begin()
    view = chat.view(chat.say("Hello"))
    assert view.accessibleName() == "Eliza said"
    assert view.accessibleDescription() == "Well said."


def test_a_message_is_exactly_as_wide_as_it_is_told(chat: ChatStage) -> None:
    chat.begin()
    view = chat.view(chat.say("Hello"))
    view.fit(333)
    assert view.width() == 333
