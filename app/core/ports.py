"""What the core asks of its edges: Protocols and the plain values that cross them.

Every port has `async check()`, which reports and never raises.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from app.core.exchange import ChatRequest, ModelEvent, ModelProfile
from app.core.message import Memory, Message, MessageStatus, Room
from app.core.stored import StoredAgent, StoredVersion

# --- health ---------------------------------------------------------------------------------


class HealthState(StrEnum):
    """`OFF` is a part that is asleep or switched off on purpose: not a fault."""

    OK = "ok"
    OFF = "off"
    DEGRADED = "degraded"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class HealthReport:
    """How one part is. `reason` is one plain sentence; `action` says what helps, or is empty."""

    part: str
    state: HealthState
    reason: str
    action: str = ""


# --- models ---------------------------------------------------------------------------------


@runtime_checkable
class ChatModel(Protocol):
    """A model that answers.

    `stream` yields `TextDelta`s and ends with one `ModelFinished`. It raises ModelError (or its
    children), AuthFailed, WorkerError, or what fetching the key can raise (SecretMissing,
    VaultLocked, VaultAbsent, VaultUnavailable), already in plain words, and nothing else; in
    particular IncompleteReply when the stream ends without a finish reason or falls silent for
    longer than the idle timeout. Closing the iterator stops the call within 500 ms.
    """

    @property
    def profile(self) -> ModelProfile: ...

    def stream(self, request: ChatRequest) -> AsyncGenerator[ModelEvent, None]: ...

    async def count_tokens(self, text: str) -> int:
        """Return the number of tokens of `text`: exact on local models, else an estimate."""
        ...

    async def check(self) -> HealthReport: ...

    async def close(self) -> None: ...


# --- memory ---------------------------------------------------------------------------------

Vector = bytes
"""A vector as little-endian float16, unit length; the main process never looks inside."""


@runtime_checkable
class Embedder(Protocol):
    """Turns text into vectors. `name` identifies the model: vectors of two names never mix."""

    @property
    def name(self) -> str: ...

    @property
    def width(self) -> int: ...

    async def embed(self, texts: Sequence[str]) -> list[Vector]:
        """Return one vector per text, in order. Raises WorkerError."""
        ...

    async def check(self) -> HealthReport: ...


@dataclass(frozen=True, slots=True)
class IndexRow:
    """A vector and the id of the memory it belongs to."""

    id: str
    vector: Vector
    room_id: str


@runtime_checkable
class VectorIndex(Protocol):
    """A derived index over one agent's vectors: it may be dropped and rebuilt at any time."""

    async def add(self, agent_id: str, rows: Sequence[IndexRow]) -> None:
        """Make the rows findable at once. Adding an id again replaces it. Raises WorkerError."""

    async def search(
        self, agent_id: str, texts: Sequence[str], limit: int, room_id: str = ""
    ) -> list[list[tuple[str, float]]]:
        """Embed the texts and return for each up to `limit` ids with their cosine similarity,
        best first. Raises WorkerError, or StoreError when the index was broken: it has then been
        set aside and is empty."""

    async def remove(self, agent_id: str, ids: Sequence[str]) -> None: ...

    async def count(self, agent_id: str) -> int: ...

    async def ids(self, agent_id: str) -> list[str]: ...

    async def nearest(self, agent_id: str, rows: Sequence[IndexRow]) -> list[list[str]]:
        """Return for each row the ids, at most 5, as near to its vector as the nearest is."""

    async def flush(self) -> None:
        """Write what is only in memory so far, so that a stop loses nothing."""

    async def set_aside(self, agent_id: str) -> None:
        """Put a broken index out of the way and start with an empty one."""

    async def drop(self, agent_id: str) -> None:
        """Delete everything of this agent from the disk, what was set aside included."""

    @property
    def life(self) -> int:
        """0 while it rests; else a number that is another one after each restart."""

    async def check(self) -> HealthReport: ...


class Store(Protocol):
    """The book of record. Every method is one transaction; it raises StoreError or LowDisk."""

    async def check(self) -> HealthReport: ...

    async def close(self) -> None: ...

    # agents
    async def save_agent(
        self, agent: StoredAgent, at: datetime | None = None, note: str = ""
    ) -> None:
        """Insert or overwrite an agent. With `at` a changed character becomes a new version."""

    async def agents(self) -> list[StoredAgent]: ...
    async def remove_agent(self, agent_id: str) -> None:
        """Remove the agent with its rooms, messages, memories, traces and versions."""

    async def versions(self, agent_id: str) -> list[StoredVersion]:
        """Return the versions of an agent's character, newest first."""

    # rooms
    async def save_room(self, room: Room) -> None:
        """Insert the room, or update its name; never touches its messages."""

    async def rooms(self, agent_id: str = "") -> list[Room]:
        """Return the rooms of one agent or of all, latest activity first."""

    async def room(self, room_id: str) -> Room | None: ...

    async def remove_room(self, room_id: str) -> list[str]:
        """Remove a room with its messages, memories, traces; return the removed memory ids."""

    # messages
    async def commit_message(self, message: Message) -> tuple[Message, bool]:
        """Store a message durably (FULL) with its memory row, before returning.

        Returns the stored message with its `seq`, and False when that id was there before (then
        the stored one is returned, unchanged). The room must exist. Only WHOLE messages and
        INCOMPLETE ones with text get a memory row.
        """

    async def replace_reply(self, message: Message) -> Message:
        """Overwrite text, status, reason and trace of a stored message and its memory row."""

    async def set_status(self, message_id: str, status: MessageStatus) -> None: ...

    async def message(self, message_id: str) -> Message | None: ...

    async def messages(self, room_id: str, before_seq: int = 0, limit: int = 50) -> list[Message]:
        """Return up to `limit` messages below `before_seq` (0: the newest), oldest first, without
        superseded ones."""

    async def unanswered(self) -> list[Message]:
        """Return messages of people that no reply follows: what a crash left behind."""

    async def find_messages(self, text: str, limit: int = 50) -> list[Message]:
        """Return messages of all rooms that contain the words, newest first."""

    # memories
    async def add_memories(self, memories: Sequence[Memory]) -> int:
        """Insert those whose id is new, in order; return how many were."""

    async def memories(self, ids: Sequence[str]) -> list[Memory]:
        """Return the memories of these ids, in the order asked, without those that are gone."""

    async def list_memories(
        self, agent_id: str, room_id: str = "", before_seq: int = 0, limit: int = 100
    ) -> list[Memory]: ...

    async def remove_memories(self, ids: Sequence[str]) -> dict[str, int]:
        """Remove and overwrite memories and blank their messages; return place -> how many."""

    async def full_text(
        self, agent_id: str, query: str, limit: int, room_id: str = ""
    ) -> list[tuple[str, float]]:
        """Return ids with their BM25 score (higher is better), best first; [] for no words."""

    async def neighbours(self, ids: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Return for each id the ids said just before and after it in its room ('' for none)."""

    async def participants(self, agent_id: str) -> list[str]:
        """Return the names of everyone who spoke to this agent, and its own."""

    # vectors
    async def without_vector(self, embedder: str, limit: int) -> list[Memory]:
        """Return memories that still have no vector of this embedder, newest first."""

    async def save_vectors(self, embedder: str, vectors: Sequence[tuple[str, Vector]]) -> list[str]:
        """Keep the vectors with their memories; return the ids of those that are still there."""

    async def vectors(
        self, agent_id: str, embedder: str, after_seq: int, limit: int
    ) -> list[tuple[int, IndexRow]]:
        """Return (seq, row) in rising seq: what an index is rebuilt from."""

    async def vectors_of(self, embedder: str, ids: Sequence[str]) -> list[IndexRow]:
        """Return the rows of these ids that have a vector of this embedder."""

    async def vector_sample(self, agent_id: str, embedder: str, many: int) -> list[IndexRow]:
        """Return up to `many` rows picked at random."""

    async def vector_count(self, agent_id: str, embedder: str) -> int: ...

    async def vector_totals(self, embedder: str) -> tuple[int, int]:
        """Return (memories of all agents with a vector of this embedder, all memories)."""

    # traces
    async def save_trace(self, trace_id: str, room_id: str, at: datetime, body: bytes) -> None: ...

    async def trace(self, trace_id: str) -> bytes | None: ...

    async def remove_traces_before(self, at: datetime) -> int: ...

    async def save_text(self, digest: str, text: str) -> None:
        """Keep a text under its SHA-256 once, however often it is saved (stable prompt parts)."""

    async def text(self, digest: str) -> str | None: ...


# --- keys -----------------------------------------------------------------------------------


@runtime_checkable
class Vault(Protocol):
    """The operating system's keyring, and nothing else.

    Every method runs off the loop and raises VaultAbsent, VaultLocked or VaultUnavailable.
    """

    async def get(self, name: str) -> str:
        """Return the value. Raises SecretMissing when there is none."""
        ...

    async def set(self, name: str, value: str) -> None:
        """Store the value and read it back before returning. Raises ConfigError for a bad one."""
        ...

    async def delete(self, name: str) -> None: ...

    async def names(self) -> list[str]:
        """Return the names of the secrets kept here; never a value."""
        ...

    async def check(self) -> HealthReport: ...


# --- what the agent is told -------------------------------------------------------------------


class Clock(Protocol):
    """The time, so that tests can set it."""

    def now(self) -> datetime: ...
