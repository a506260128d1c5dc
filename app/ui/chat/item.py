"""One message as the window holds it."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.errors import AppError
from app.core.message import Message, Room, Speaker, Usage, now


@dataclass(slots=True, eq=False)
class Item:
    """One message on the screen. While `live`, its text grows; `ahead` replies come before it, and
    `doing` says what the agent does before it goes on.

    `error` is set when there is no reply; the item then stands where the reply would be.
    `unanswered`: known from history alone, nobody is working on it.
    """

    message: Message
    live: bool = False
    ahead: int = 0
    doing: str = ""
    recalled: int | None = None
    error: AppError | None = None
    unanswered: bool = False
    usage: Usage | None = None
    total_ms: float = 0.0

    @property
    def own(self) -> bool:
        """Whether the person at this machine's side said it."""
        return self.message.speaker is Speaker.USER


def draft(room: Room, speaker: Speaker, author: str, text: str, key: str) -> Message:
    """Return a message of this room that is not stored yet."""
    return Message(
        id=key,
        room_id=room.id,
        agent_id=room.agent_id,
        speaker=speaker,
        author_id="",
        author=author,
        text=text,
        at=now(),
        source=room.source,
    )
