"""The whole chat pane: widths, searching, links, the way to other panes."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton

from app.ui.chat.dialogs import LinkDialog
from tests.ui.chat.conftest import ChatStage


def test_what_has_no_room_lies_over_the_conversation(chat: ChatStage) -> None:
    pane = chat.begin(1120, 700)
    chat.do(pane.toggle_why)
    assert pane.talk.width() == 1120 - 248 - 290
    pane.resize(800, 700)
    chat.settle()
    assert pane.talk.width() == 800 - 248
    assert pane.drawer.isVisible()
    pane.resize(500, 700)
    chat.settle()
    assert pane.talk.width() == 500
    assert not pane.rooms.isVisible()
    chat.do(pane.talk.header.list_wanted.emit)
    assert pane.rooms.isVisible()
    chat.do(pane.rooms.escaped.emit)
    assert not pane.rooms.isVisible()


def test_searching_everything_and_jumping_there(chat: ChatStage) -> None:
    pane = chat.begin()
    chat.say("the walnut tree")
    room = chat.session.room
    chat.do(pane.desk.open, chat.run(chat.host.rooms.create(room.agent_id)))
    chat.do(pane.act, "search")
    pane.rooms._search.setText("walnut")
    chat.wait(lambda: pane.rooms._model.rowCount() >= 2)
    said = pane.rooms._model.index(pane.rooms._model.rowCount() - 1)
    chat.do(pane.rooms._open, said)
    chat.wait(lambda: chat.session.room.id == room.id)
    chat.wait(lambda: pane.talk._goal is None)
    pane.rooms._search.setText("zebra")
    chat.wait(lambda: pane.rooms._none.text() == "Nothing was found.")
    pane.rooms.clear_search()
    chat.wait(lambda: pane.rooms._model.row_of(room.id).isValid())


def test_new_starts_with_the_agent_one_is_talking_to(chat: ChatStage) -> None:
    pane = chat.begin()
    chat.say("hello")
    before = chat.session
    chat.do(pane.act, "new")
    chat.wait(lambda: chat.session is not before)
    assert chat.session.room.agent_id == before.room.agent_id


def test_links_are_asked_about(chat: ChatStage) -> None:
    pane = chat.begin()
    chat.do(pane.talk.column.link.emit, "https://x.example")
    (dialog,) = pane.findChildren(LinkDialog)
    dialog.reject()


def test_the_way_to_a_better_model_and_to_a_conversation(chat: ChatStage) -> None:
    pane = chat.begin()
    chat.do(pane.talk.header.better.emit)
    assert chat.wanted == ["settings"]
    chat.say("hello")
    room = chat.session.room
    chat.do(pane.desk.open, chat.run(chat.host.rooms.create(room.agent_id)))
    chat.do(chat.bridge.open_room.emit, room.id)
    chat.wait(lambda: chat.session.room.id == room.id)
    assert chat.wanted == ["settings", "chat"]


def test_every_button_has_a_name(chat: ChatStage) -> None:
    pane = chat.begin()
    chat.say("```py\nx\n```")
    for button in pane.findChildren(QAbstractButton):
        # Qt's own clear button of a search field has a tooltip of its platform's.
        if type(button).__module__.startswith("app."):
            assert button.text() or button.accessibleName(), button
