"""Small real actions, for tests of what carries them out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from app.core.action import ActionContext, ActionResult, ActionSpec, Capability
from app.core.exchange import FinishReason, ModelFinished, ToolCall
from app.core.message import Message, Speaker, Trust, Usage, now

Work = Callable[[Mapping[str, Any]], Awaitable[ActionResult]]


class Counting:
    """Adds one to the number it is given, and remembers what it was asked."""

    def __init__(self, work: Work | None = None, capability: Any = Capability.RECALL) -> None:
        self.asked: list[Mapping[str, Any]] = []
        self._work = work
        self.spec = ActionSpec(
            name="COUNT",
            description="Adds one.",
            schema={
                "type": "object",
                "properties": {"number": {"type": "integer", "minimum": 0}},
                "required": ["number"],
                "additionalProperties": False,
            },
            capability=capability,
            doing="Counting",
        )

    async def run(self, args: Mapping[str, Any], context: ActionContext) -> ActionResult:
        self.asked.append(args)
        if self._work is not None:
            return await self._work(args)
        return ActionResult(f"{args['number'] + 1} for {context.agent_id}", (f"m{args['number']}",))


def context() -> ActionContext:
    """Return a context without any memory."""

    async def recall(_query: str, _limit: int) -> list[Any]:
        return []

    message = Message(
        id="m",
        room_id="r",
        agent_id="a",
        speaker=Speaker.USER,
        author_id="o",
        author="You",
        text="Count.",
        at=now(),
        source="chat",
        trust=Trust.OWNER,
    )
    return ActionContext("a", message, recall)


def asks(*calls: ToolCall) -> ModelFinished:
    """Return the end of an answer that asks for actions."""
    usage = Usage(prompt_tokens=10, completion_tokens=3, model_calls=1, cost_usd=0.5)
    return ModelFinished(FinishReason.TOOL_CALLS, usage, calls)


def count(arguments: str = '{"number": 1}', name: str = "COUNT", number: int = 1) -> ToolCall:
    """Return a call of `Counting`."""
    return ToolCall(f"call-{number}", name, arguments)
