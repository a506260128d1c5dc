"""The list by keyboard and pointer."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from app.core.message import Room
from app.ui.chat.room_list import RoomList
from app.ui.chat.room_model import entries_of
from tests.ui.stage import Stage

# Qt's offscreen platform says this of fixed sizes and of menus; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

AT = datetime(2026, 3, 9, 12, tzinfo=UTC)
ROOMS = [Room(str(n), "a", f"Room {n}", "chat", AT) for n in range(3)]


@pytest.fixture
def rooms(stage: Stage) -> RoomList:
    made = RoomList(stage.theme)
    made.show_entries(entries_of(ROOMS, {"a": "Eliza"}, date(2026, 3, 9)), "1")
    stage.show(made, 248, 500)
    return made


def caught(rooms: RoomList) -> list[object]:
    told: list[object] = []
    rooms.opened.connect(lambda room, _message: told.append(("open", room.id)))
    rooms.rename.connect(lambda room: told.append(("rename", room.id)))
    rooms.delete.connect(lambda room: told.append(("delete", room.id)))
    rooms.new_wanted.connect(lambda agent: told.append(("new", agent)))
    rooms.searched.connect(lambda words: told.append(("search", words)))
    rooms.escaped.connect(lambda: told.append("escaped"))
    return told


def test_keys_open_rename_and_delete(rooms: RoomList) -> None:
    told = caught(rooms)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_F2, Qt.Key.Key_Delete):
        QTest.keyClick(rooms._view, key)
    assert told == [("open", "1"), ("rename", "1"), ("delete", "1")]


def test_a_click_opens(rooms: RoomList) -> None:
    told = caught(rooms)
    rect = rooms._view.visualRect(rooms._model.row_of("2"))
    QTest.mouseClick(rooms._view.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert ("open", "2") in told


def test_searching_and_going_to_the_first_place(stage: Stage, rooms: RoomList) -> None:
    told = caught(rooms)
    rooms.search()
    QTest.keyClicks(rooms._search, "turku")
    stage.wait(lambda: ("search", "turku") in told)
    assert rooms.words == "turku"
    QTest.keyClick(rooms._search, Qt.Key.Key_Return)
    assert ("open", "0") in told
    QTest.keyClick(rooms._search, Qt.Key.Key_Escape)
    assert rooms.words == ""
    assert told[-1] == "escaped"


def test_one_agent_is_not_asked_about_and_several_are(rooms: RoomList) -> None:
    told = caught(rooms)
    rooms.show_agents([])
    assert not rooms._new.isEnabled()
    rooms.ask_new()
    rooms.show_agents([("a", "Eliza")])
    rooms._new.click()
    assert told == [("new", "a")]
    rooms.show_agents([("a", "Eliza"), ("b", "Moderator")])
    rooms.ask_new()
    (menu,) = rooms.findChildren(QMenu)
    assert [action.text() for action in menu.actions()] == ["Eliza", "Moderator"]
    menu.actions()[1].trigger()
    menu.close()
    assert told[-1] == ("new", "b")


def test_a_row_has_its_menu(rooms: RoomList) -> None:
    told = caught(rooms)
    rooms._menu(QPoint(5, 2))
    assert rooms.findChildren(QMenu) == []
    rooms._menu(rooms._view.visualRect(rooms._model.row_of("0")).center())
    (menu,) = rooms.findChildren(QMenu)
    for action in menu.actions():
        action.trigger()
    menu.close()
    assert told == [("rename", "0"), ("delete", "0")]


def test_nothing_there_is_said(rooms: RoomList) -> None:
    rooms.tell("Nothing was found.")
    assert not rooms._none.isHidden()
    rooms.tell("")
    assert rooms._none.isHidden()
