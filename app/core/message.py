"""The words of the house: messages, rooms, entities, and what a turn hands back.

Nothing here imports anything of ours. Every value is immutable; times are aware and in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from app.core.errors import AppError

MAX_MESSAGE_CHARS = 100_000
"""A longer message is refused with a clear error, never cut (about 25,000 tokens)."""


class Trust(StrEnum):
    """How far the source of a text is trusted; only `OWNER` may give instructions that widen."""

    OWNER = "owner"
    KNOWN = "known"
    UNTRUSTED = "untrusted"


class Speaker(StrEnum):
    """Which side of the conversation a message stands on."""

    USER = "user"
    AGENT = "agent"


class MessageStatus(StrEnum):
    """`WHOLE` is the only status that counts as said.

    `INCOMPLETE`: the reply broke off (stopped, cut, crashed); it can be continued or retried.
    `SUPERSEDED`: a retry replaced it; kept, not shown, never in a prompt.
    """

    WHOLE = "whole"
    INCOMPLETE = "incomplete"
    SUPERSEDED = "superseded"


class MemoryKind(StrEnum):
    """What a row of memory is; ElizaOS's `memories.type`."""

    MESSAGE = "message"
    FACT = "fact"
    SUMMARY = "summary"
    DOCUMENT = "document"


class AgentState(StrEnum):
    """What the tray and the panes show for an agent."""

    STOPPED = "stopped"
    STARTING = "starting"
    READY = "ready"
    BUSY = "busy"
    ATTENTION = "attention"


def new_id() -> str:
    """Return a fresh random UUID as text."""
    return str(uuid4())


def stable_id(*parts: str) -> str:
    """Return the same UUID for the same parts, on every machine (UUID version 5)."""
    return str(uuid5(NAMESPACE_URL, "familiar:" + "\x1f".join(parts)))


def is_uuid(text: str) -> bool:
    """Say whether `text` is a UUID in its usual form."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


OWNER_ID = stable_id("entity", "owner")
"""The entity that is the person at this machine: window and command line speak as it."""


@dataclass(frozen=True, slots=True)
class Room:
    """A conversation of one agent. `source` is where it lives: chat, cli, import, discord, …"""

    id: str
    agent_id: str
    name: str
    source: str
    created: datetime
    last_at: datetime | None = None
    last_text: str = ""
    named_by_person: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """One thing said, as stored. `id` deduplicates; `seq` orders within the whole store.

    `seq` is 0 until the store has assigned it. `reply_to` is the id of the message answered,
    `trace_id` the trace of the turn that wrote it (agent messages only), `reason` says in plain
    words why an `INCOMPLETE` reply broke off.
    """

    id: str
    room_id: str
    agent_id: str
    speaker: Speaker
    author_id: str
    author: str
    text: str
    at: datetime
    source: str
    trust: Trust = Trust.UNTRUSTED
    status: MessageStatus = MessageStatus.WHOLE
    reason: str = ""
    reply_to: str = ""
    trace_id: str = ""
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a caller (window, command line, connector, API) hands to `Turns.receive`.

    The caller picks `id` when it has one of its own: a second arrival with the same id is not
    answered again. `room_id` empty means the agent's default room for `source`.
    """

    agent: str
    text: str
    room_id: str = ""
    source: str = "chat"
    author_id: str = OWNER_ID
    author: str = "You"
    trust: Trust = Trust.UNTRUSTED
    id: str = field(default_factory=new_id)
    at: datetime = field(default_factory=now)


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one or more model calls; `cost_usd` is None when no price is known."""

    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    model_calls: int = 0
    cost_usd: float | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The message is committed. With `duplicate` it was there before and is not answered again."""

    message: Message
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """Another reply in this room comes first; `ahead` turns are before this one."""

    ahead: int


@dataclass(frozen=True, slots=True)
class Recalled:
    """Recall is done: the answer will draw on `count` memories; `trace_id` is already known."""

    count: int
    trace_id: str


@dataclass(frozen=True, slots=True)
class ActionStarted:
    """The agent does something before it goes on; `doing` says what, in plain words."""

    name: str
    doing: str


@dataclass(frozen=True, slots=True)
class ActionFinished:
    """What was begun last is done, or was not: `ok` says which."""

    name: str
    ok: bool


@dataclass(frozen=True, slots=True)
class Delta:
    """A further piece of the reply's text, to be appended as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Finished:
    """The reply is committed. Its status says whether it is whole; nothing follows."""

    reply: Message
    usage: Usage
    own_cpu_ms: float
    total_ms: float


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no reply. `error.text` may be shown; the person's message stays committed."""

    error: AppError
    trace_id: str = ""


TurnEvent = (
    Accepted | Waiting | Recalled | Delta | ActionStarted | ActionFinished | Finished | Failed
)
"""In this order, actions and text in turns; a turn ends with exactly one `Finished` or `Failed`, or
a duplicate `Accepted`."""


@dataclass(frozen=True, slots=True)
class Memory:
    """One row of memory. `text` is what was said, `at` when, `origin_id` the message it is from."""

    id: str
    agent_id: str
    room_id: str
    kind: MemoryKind
    author_id: str
    author: str
    text: str
    at: datetime
    source: str
    trust: Trust
    speaker: Speaker = Speaker.USER
    origin_id: str = ""
    seq: int = 0
    meta: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """A recalled memory with its fused score, 0 to about 2, comparable within one query only."""

    memory: Memory
    score: float
