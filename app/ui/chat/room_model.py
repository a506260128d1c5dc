"""What the conversation list shows: rooms under headings of days, or what a search found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.core.message import Message, Room
from app.ui.chat.words import day_of, moment, on_one_line, tr

LINE_CHARS = 300
"""Of what was said last, one line is shown."""

Index = QModelIndex | QPersistentModelIndex

ROW = Qt.ItemDataRole.UserRole
"""The role under which a delegate finds the `Entry` of a row."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a heading (`room` None), a room, or a `message` that a search found in a room."""

    title: str
    below: str = ""
    agent: str = ""
    room: Room | None = None
    message: Message | None = None


def entries_of(rooms: Sequence[Room], names: Mapping[str, str], today: date) -> list[Entry]:
    """Return the rooms newest first under their days. `names` are the agents' by id."""
    found: list[Entry] = []
    heading = ""
    for room in sorted(rooms, key=lambda room: room.last_at or room.created, reverse=True):
        day = day_of(room.last_at or room.created, today)
        if day != heading:
            heading = day
            found.append(Entry(day))
        agent = names.get(room.agent_id, "")
        last = on_one_line(room.last_text[:LINE_CHARS])
        below = f"{agent} · {last}" if last else agent
        found.append(Entry(room_title(room), below, agent, room))
    return found


def entries_found(
    messages: Sequence[Message], rooms: Mapping[str, Room], names: Mapping[str, str], words: str
) -> list[Entry]:
    """Return what a search found, rooms by their name first, then what was said."""
    wanted = words.casefold().strip()
    named = [room for room in rooms.values() if wanted in room.name.casefold()]
    found: list[Entry] = []
    if named:
        found.append(Entry(tr("Conversations")))
        for room in named:
            agent = names.get(room.agent_id, "")
            found.append(Entry(room_title(room), agent, agent, room))
    if messages:
        found.append(Entry(tr("Said")))
    for message in messages:
        place = rooms.get(message.room_id)
        if place is not None:
            agent = names.get(place.agent_id, "")
            below = f"{message.author}, {moment(message.at)} · {room_title(place)}"
            found.append(Entry(around(message.text, wanted), below, agent, place, message))
    return found


def around(text: str, wanted: str, before: int = 16) -> str:
    """Return the text on one line, beginning shortly before the first of the wanted words."""
    line = on_one_line(text)
    first = (wanted.split() or [""])[0]
    at = line.casefold().find(first)
    if at <= before:
        return line
    return f"…{line[at - before :].partition(' ')[2]}"


def room_title(room: Room) -> str:
    """Return the room's name, or what an unnamed one is called."""
    return room.name or tr("New conversation")


class RoomModel(QAbstractListModel):
    """The rows of the list. Headings can be neither selected nor reached by the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        """Show these rows; where the same rooms stand in the same order, only what changed."""
        if [_place(entry) for entry in entries] == [_place(entry) for entry in self._entries]:
            before, self._entries = self._entries, entries
            for row, (old, new) in enumerate(zip(before, entries, strict=True)):
                if old != new:
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        """Return the entry of a row, None outside."""
        return self._entries[index.row()] if index.isValid() else None

    def row_of(self, room_id: str) -> QModelIndex:
        """Return the index of a room's row; invalid when it is not shown."""
        for row, entry in enumerate(self._entries):
            if entry.room is not None and entry.room.id == room_id and entry.message is None:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: Index | None = None) -> int:  # noqa: N802 - Qt's name
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the entry under `ROW`, else what is read aloud and shown as tooltip."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == ROW:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}, {entry.below}" if entry.below else entry.title
        if role == Qt.ItemDataRole.ToolTipRole and entry.room is not None:
            return f"{entry.title}\n{entry.below}"[:400]
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let only conversations be selected."""
        entry = self.entry(index)
        if entry is None or entry.room is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _place(entry: Entry) -> tuple[str, str, str]:
    """Return what stays the same in a row while its words change."""
    room = entry.room.id if entry.room is not None else ""
    return room, entry.message.id if entry.message is not None else "", "" if room else entry.title
