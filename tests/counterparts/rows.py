"""Agents, rooms and messages for tests that need some, and a store that holds them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from app.core.message import (
    OWNER_ID,
    Memory,
    MemoryKind,
    Message,
    Room,
    Speaker,
    Trust,
    new_id,
    stable_id,
)
from app.core.paths import Paths
from app.core.stored import StoredAgent
from app.store.sqlite import SqliteStore

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
_minutes = iter(range(10**9))


def agent(agent_id: str = "ada", **changes: Any) -> StoredAgent:
    fields = StoredAgent(agent_id, agent_id.title(), {"bio": ["Grüße"]}, "shipped", True, START)
    return replace(fields, **changes)


def room(room_id: str = "den", agent_id: str = "ada", **changes: Any) -> Room:
    return replace(Room(room_id, agent_id, "", "chat", START), **changes)


def said(text: str = "Hello there", **changes: Any) -> Message:
    message = Message(
        id=new_id(),
        room_id="den",
        agent_id="ada",
        speaker=Speaker.USER,
        author_id=OWNER_ID,
        author="You",
        text=text,
        at=START + timedelta(minutes=next(_minutes)),
        source="chat",
        trust=Trust.OWNER,
    )
    return replace(message, **changes)


def answered(to: Message, text: str = "Good day", **changes: Any) -> Message:
    return said(
        text,
        speaker=Speaker.AGENT,
        author_id=stable_id("entity", "ada"),
        author="Ada",
        reply_to=to.id,
        room_id=to.room_id,
        **changes,
    )


def remembered(text: str, **changes: Any) -> Memory:
    memory = Memory(
        id=new_id(),
        agent_id="ada",
        room_id="den",
        kind=MemoryKind.MESSAGE,
        author_id=stable_id("entity", "Bob"),
        author="Bob",
        text=text,
        at=START,
        source="import",
        trust=Trust.UNTRUSTED,
    )
    return replace(memory, **changes)


async def open_with_rooms(paths: Paths) -> SqliteStore:
    """Return a store with the agents ada (rooms den, attic) and ben (room shed)."""
    store = await SqliteStore.open(paths)
    for name in ("ada", "ben"):
        await store.save_agent(agent(name))
    await store.save_room(room())
    await store.save_room(room("attic"))
    await store.save_room(room("shed", "ben"))
    return store
