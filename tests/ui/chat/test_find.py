"""Finding in a conversation, also in what is not loaded yet."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.chat.conftest import ChatStage


def test_it_goes_from_place_to_place(chat: ChatStage) -> None:
    pane = chat.begin()
    for text in ("a walnut", "nothing", "another walnut"):
        chat.say(text)
    finder = pane.talk.finder
    chat.do(finder.begin)
    finder._field.setText("walnut")
    chat.wait(lambda: finder._count.text() == "2 of 2")
    assert chat.view(chat.items[4])._text.extraSelections()  # type: ignore[attr-defined]
    QTest.keyClick(finder._field, Qt.Key.Key_Return)
    assert finder._count.text() == "1 of 2"
    QTest.keyClick(finder._field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert finder._count.text() == "2 of 2"
    QTest.keyClick(finder._field, Qt.Key.Key_Escape)
    assert finder.isHidden()
    assert not chat.view(chat.items[4])._text.extraSelections()  # type: ignore[attr-defined]


def test_nothing_found_is_said(chat: ChatStage) -> None:
    pane = chat.begin()
    chat.say("hello")
    chat.do(pane.talk.finder.begin)
    pane.talk.finder._field.setText("walnut")
    chat.wait(lambda: pane.talk.finder._count.text() == "Not found")


def test_an_old_message_is_read_from_history_to_be_shown(chat: ChatStage) -> None:
    pane = chat.begin()
    chat.say("the walnut is here")
    for number in range(40):
        chat.say(f"message {number}")
    room = chat.session.room
    other = chat.run(chat.host.rooms.create(room.agent_id))
    chat.do(pane.desk.open, other)
    pane.desk._sessions.pop(room.id).close()
    (message,) = [m for m in chat.run(chat.host.rooms.find("walnut")) if m.room_id == room.id]
    chat.do(pane._open, room, message)
    chat.wait(lambda: chat.items and chat.items[0].message.text == "the walnut is here")
    chat.wait(lambda: pane.talk._goal is None)
