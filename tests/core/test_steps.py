"""A model writes, does something, and goes on with what came of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from app.core.acting import MAX_STEPS, Actor
from app.core.action import ActionResult
from app.core.errors import IncompleteReply, ModelError
from app.core.exchange import ChatRequest, FinishReason, PromptMessage, PromptRole, TextDelta
from app.core.message import ActionFinished, ActionStarted, Delta
from app.core.steps import Steps
from tests.counterparts.acts import Counting, asks, context, count
from tests.counterparts.ports import Script, ScriptedModel, finished

REQUEST = ChatRequest((PromptMessage(PromptRole.USER, "Count."),), "r", 100)


def steps(script: Script, action: Counting | None = None) -> tuple[Steps, ScriptedModel]:
    model = ScriptedModel(script)
    actor = Actor([action], context()) if action else None
    return Steps(model, REQUEST, actor, asyncio.Event()), model


async def test_the_model_sees_each_result_before_it_goes_on() -> None:
    script = iter(
        (
            [TextDelta("Let me count."), asks(count(), count('{"number": 7}', number=2))],
            [asks(count('{"number": 8}', number=3))],
            [TextDelta("Nine."), finished()],
        )
    )
    action = Counting()
    run, model = steps(lambda _: next(script), action)
    events = [event async for event in run.run()]
    assert events == [
        Delta("Let me count."),
        ActionStarted("COUNT", "Counting"),
        ActionFinished("COUNT", ok=True),
        ActionStarted("COUNT", "Counting"),
        ActionFinished("COUNT", ok=True),
        ActionStarted("COUNT", "Counting"),
        ActionFinished("COUNT", ok=True),
        Delta("\n\nNine."),
    ]
    assert [args["number"] for args in action.asked] == [1, 7, 8]
    last = model.requests[-1].messages
    assert [message.role for message in last] == [
        PromptRole.USER,
        *(PromptRole.ASSISTANT, PromptRole.TOOL, PromptRole.TOOL),
        *(PromptRole.ASSISTANT, PromptRole.TOOL),
    ]
    assert (last[1].text, last[2].text, last[3].tool_call_id) == (
        "Let me count.",
        "2 for a",
        "call-2",
    )
    assert run.finished is not None
    usage = run.finished.usage
    assert (usage.model_calls, usage.prompt_tokens, usage.cost_usd) == (3, 30, None)
    assert [act.sources for act in run.acted] == [("m1",), ("m7",), ("m8",)]


async def test_without_actions_none_are_offered_and_one_call_is_made() -> None:
    run, model = steps(lambda _: [TextDelta("Hi."), finished()])
    assert [event async for event in run.run()] == [Delta("Hi.")]
    assert model.requests[0].tools == ()
    assert run.finished is not None
    assert run.finished.usage.model_calls == 1


async def test_a_model_that_never_stops_acting_must_answer_at_last() -> None:
    def script(request: ChatRequest) -> Any:
        number = len(request.messages)
        return [asks(count(f'{{"number": {number}}}'))] if request.tools else [finished()]

    run, model = steps(script, Counting())
    async for _ in run.run():
        pass
    assert len(model.requests) == MAX_STEPS
    assert model.requests[-1].tools == ()
    assert run.finished is not None


@pytest.mark.parametrize("error", [ModelError("It is gone."), IncompleteReply("Cut.")])
async def test_half_a_call_is_never_run(error: ModelError) -> None:
    action = Counting()
    run, _ = steps(lambda _: [TextDelta("Let me"), error], action)
    with pytest.raises(type(error)):
        async for _ in run.run():
            pass
    assert action.asked == []
    assert run.finished is None


@pytest.mark.parametrize("end", [FinishReason.LENGTH, FinishReason.CONTENT_FILTER])
async def test_a_call_in_an_answer_that_was_cut_off_is_not_run(end: FinishReason) -> None:
    action = Counting()
    cut = replace(asks(count()), finish=end)
    run, model = steps(lambda _: [TextDelta("Let me"), cut], action)
    async for _ in run.run():
        pass
    assert action.asked == []
    assert run.finished is not None
    assert run.finished.finish is end
    assert len(model.requests) == 1


async def test_stop_ends_an_action_at_once() -> None:
    ended = asyncio.Event()

    async def work(_: Mapping[str, Any]) -> ActionResult:
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()
        return ActionResult("")

    stop = asyncio.Event()
    model = ScriptedModel(lambda _: [asks(count(), count(number=2))])
    run = Steps(model, REQUEST, Actor([Counting(work)], context()), stop)
    events = []
    async for event in run.run():
        events.append(event)
        if isinstance(event, ActionStarted):
            asyncio.get_running_loop().call_later(0.01, stop.set)
    assert events[-1] == ActionFinished("COUNT", ok=False)
    assert len(events) == 2
    assert ended.is_set()
    assert run.finished is None
    assert len(model.requests) == 1
