"""One message as the window holds it, before and after it is stored."""

from __future__ import annotations

import pytest

from app.core.message import Room, Speaker, now
from app.ui.chat.item import Item, draft

ROOM = Room("r1", "a1", "Talk", "chat", now())


@pytest.mark.parametrize(("speaker", "own"), [(Speaker.USER, True), (Speaker.AGENT, False)])
def test_a_draft_belongs_to_its_room_and_is_not_stored(speaker: Speaker, own: bool) -> None:
    message = draft(ROOM, speaker, "Sam", "Hello", "m1")
    assert (message.id, message.room_id, message.agent_id) == ("m1", "r1", "a1")
    assert (message.author, message.text, message.source) == ("Sam", "Hello", "chat")
    assert message.seq == 0
    assert Item(message).own is own


def test_two_items_of_the_same_message_are_two() -> None:
    message = draft(ROOM, Speaker.USER, "Sam", "Hello", "m1")
    assert Item(message) != Item(message)
