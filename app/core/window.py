"""The part of a conversation that goes into prompts, kept stable from turn to turn."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.core.message import Message
from app.core.prompt import Said

ROOMS = 64
"""Rooms whose rendered messages are kept; another one's turn just renders afresh."""


@dataclass(slots=True)
class RoomWindow:
    """From which message on a room's history is included, and how each was rendered."""

    start_seq: int = 0
    rendered: dict[str, str] = field(default_factory=dict)


class Windows:
    """Remembers, per room, what earlier turns sent.

    A user message stays in later prompts with the notes it was sent with, so the prompt's
    beginning does not change and what was recalled once need not be recalled again.
    """

    def __init__(self) -> None:
        self._rooms: OrderedDict[str, RoomWindow] = OrderedDict()
        self._digests: set[str] = set()

    def of(self, room_id: str) -> RoomWindow:
        """Return the room's window, an empty one at first."""
        window = self._rooms.setdefault(room_id, RoomWindow())
        self._rooms.move_to_end(room_id)
        while len(self._rooms) > ROOMS:
            self._rooms.popitem(last=False)
        return window

    def is_new(self, digest: str) -> bool:
        """Say, once, that this stable part was not sent before in this process."""
        if digest in self._digests:
            return False
        self._digests.add(digest)
        return True

    def forget(self, room_id: str = "") -> None:
        """Drop what is kept for a room, or for all: after an edit, a retry or a forgetting."""
        if room_id:
            self._rooms.pop(room_id, None)
        else:
            self._rooms.clear()


def said(window: RoomWindow, messages: Sequence[Message]) -> list[Said]:
    """Return the messages from the window's start on, rendered as they were sent."""
    return [
        Said(message, window.rendered.get(message.id, message.text))
        for message in messages
        if message.seq >= window.start_seq and message.text
    ]


def advance(
    window: RoomWindow, history: Sequence[Said], first: int, message: Message, rendered: str
) -> None:
    """Record what was sent: the history from `first` on, and the new message as rendered."""
    included = history[first:]
    if first and included:
        window.start_seq = included[0].message.seq
        keep = {item.message.id for item in included}
        window.rendered = {key: text for key, text in window.rendered.items() if key in keep}
    window.rendered[message.id] = rendered
