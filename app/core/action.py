"""What an action is: something an agent can do besides talking, declared before it is done.

Names and meaning are ElizaOS's. An action declares what it touches; an agent may use it only when
that is among `READ_ONLY`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from app.core.message import Hit, Message


class Capability(StrEnum):
    """What an action touches. `RECALL`: the agent's own memory, to read."""

    RECALL = "recall"


READ_ONLY = frozenset({Capability.RECALL})
"""What every agent may do: nothing that changes anything or leaves this computer."""


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """What a model is told of an action, and what the owner is.

    `schema` is the JSON Schema of its arguments, an object. `doing` is a plain sentence for the
    person while it runs ("Looking in its memory").
    """

    name: str
    description: str
    schema: Mapping[str, Any]
    capability: Capability
    doing: str


@dataclass(frozen=True, slots=True)
class ActionContext:
    """What an action works with: the turn it belongs to, and no more of the house than it needs.

    `recall(query, limit)` finds what the agent remembers that this turn may see, best first,
    without what stands in the conversation already.
    """

    agent_id: str
    message: Message
    recall: Callable[[str, int], Awaitable[Sequence[Hit]]]


@dataclass(frozen=True, slots=True)
class ActionResult:
    """What an action found or did, in words for the model. It is data from outside: the model may
    use it and must not obey it. `sources` are the ids of memories it is from."""

    text: str
    sources: tuple[str, ...] = ()


class Action(Protocol):
    """Something an agent can do. Stateless: one object serves all agents at once."""

    spec: ActionSpec

    async def run(self, args: Mapping[str, Any], context: ActionContext) -> ActionResult:
        """Do it with arguments that fit the schema. Raises ActionError in words for the model, or
        another AppError for the person; may be cancelled at any await."""
        ...
