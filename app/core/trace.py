"""What a turn leaves behind: where the answer came from, what it cost, how long it took.

A trace refers to messages and memories by id and never holds their text, so that forgetting a
memory forgets it here too. The stable part of the prompt is kept once under its digest.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from app.core.message import Memory


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True)


class TracePart(_Row):
    """One part of the prompt: its size, what it was made of, and how many items did not fit.

    `name` is one of character, history, recalled, message, lorebook, actions. `sources` are the
    ids of the history's first and last message; what was recalled stands in `Trace.hits`. `cut`
    counts what was left out to stay inside the budget, `why` says it in words.
    """

    name: str
    tokens: int
    sources: tuple[str, ...] = ()
    cut: int = 0
    why: str = ""


class TraceStep(_Row):
    """One step of the turn and its wall time in milliseconds."""

    name: str
    ms: float


class TraceHit(_Row):
    """A recalled memory and its fused score; 0 for one that an action found."""

    memory_id: str
    score: float


class Trace(_Row):
    """A whole turn. `error` is the plain sentence shown to the person, or empty."""

    id: str
    agent_id: str
    room_id: str
    message_id: str
    at: datetime
    model: str = ""
    context_tokens: int = 0
    stable_digest: str = ""
    parts: tuple[TracePart, ...] = ()
    hits: tuple[TraceHit, ...] = ()
    steps: tuple[TraceStep, ...] = ()
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cached_tokens: int = 0
    model_calls: int = 0
    cost_usd: float | None = None
    finish: str = ""
    reply_id: str = ""
    error: str = ""
    own_cpu_ms: float = 0.0
    total_ms: float = 0.0
    recall_note: str = ""

    def pack(self) -> bytes:
        """Return the trace as compressed JSON, a few hundred bytes."""
        return zlib.compress(self.model_dump_json(exclude_defaults=True).encode(), 6)

    @classmethod
    def unpack(cls, body: bytes) -> Trace:
        """Read what `pack` wrote. Raises ValueError for anything else."""
        try:
            return cls.model_validate_json(zlib.decompress(body))
        except zlib.error as error:
            raise ValueError("not a trace") from error


@dataclass(frozen=True, slots=True)
class TraceView:
    """A trace with its recalled memories looked up; a forgotten one is None."""

    trace: Trace
    recalled: tuple[tuple[TraceHit, Memory | None], ...]
    stable_text: str = ""
