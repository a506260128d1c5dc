"""What the list of conversations shows."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QModelIndex, Qt

from app.core.message import Message, Room, Speaker
from app.ui.chat.room_model import ROW, RoomModel, around, entries_found, entries_of, room_title

NAMES = {"a": "Eliza"}


def room(key: str, name: str, day: int, said: str = "") -> Room:
    at = datetime(2026, 3, day, 12, tzinfo=UTC)
    return Room(key, "a", name, "chat", at, at, said)


def message(room_id: str, text: str) -> Message:
    at = datetime(2026, 3, 2, tzinfo=UTC)
    return Message("m", room_id, "a", Speaker.USER, "o", "You", text, at, "chat")


def test_rooms_stand_newest_first_under_their_days() -> None:
    rooms = [room("1", "Old", 1), room("2", "New", 9, "said\nlast"), room("3", "", 9)]
    found = entries_of(rooms, NAMES, date(2026, 3, 9))
    assert [entry.title for entry in found] == [
        "Today", "New", "New conversation", "Last thirty days", "Old",
    ]  # fmt: skip
    assert found[1].below == "Eliza · said last"
    assert room_title(rooms[2]) == "New conversation"


def test_a_search_shows_names_then_what_was_said() -> None:
    rooms = {"1": room("1", "Trip to Turku", 1), "2": room("2", "Else", 2)}
    found = entries_found(
        [message("2", "we go to turku"), message("gone", "turku")], rooms, NAMES, "Turku"
    )
    titles = [entry.title for entry in found]
    assert titles == ["Conversations", "Trip to Turku", "Said", "we go to turku"]
    assert entries_found([], rooms, NAMES, "nowhere") == []


def test_an_excerpt_begins_shortly_before_the_word() -> None:
    text = "**A long beginning** that goes on and on and then Turku comes"
    assert around(text, "turku").startswith("…")
    assert "Turku comes" in around(text, "turku")
    assert around("Turku", "turku") == "Turku"


def test_headings_can_not_be_selected_and_rows_are_read_aloud() -> None:
    model = RoomModel()
    model.show(entries_of([room("1", "Old", 1, "said")], NAMES, date(2026, 3, 9)))
    heading, row = model.index(0), model.index(1)
    assert model.flags(heading) == Qt.ItemFlag.NoItemFlags
    assert model.flags(row) & Qt.ItemFlag.ItemIsSelectable
    assert row.data(Qt.ItemDataRole.AccessibleTextRole) == "Old, Eliza · said"
    assert row.data() == "Old"
    assert "Old" in row.data(Qt.ItemDataRole.ToolTipRole)
    assert heading.data(Qt.ItemDataRole.ToolTipRole) is None
    assert row.data(ROW).room.id == "1"
    assert model.row_of("1") == row
    assert not model.row_of("x").isValid()
    assert model.data(QModelIndex()) is None
    assert model.rowCount(row) == 0
