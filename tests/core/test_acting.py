"""A model's calls are checked, bounded, and told in words what was wrong with them."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from app.core import acting
from app.core.acting import MAX_CALLS, MAX_REPAIRS, MAX_SAME, RESULT_CHARS, Actor
from app.core.action import ActionResult
from app.core.errors import ActionError, StoreError
from tests.counterparts.acts import Counting, context, count


async def test_a_good_call_is_done_and_its_result_told() -> None:
    action = Counting()
    actor = Actor([action], context())
    (tool,) = actor.tools
    assert (tool.name, tool.schema["required"]) == ("COUNT", ["number"])
    acted = await actor.run(count())
    assert (acted.text, acted.ok, acted.sources) == ("2 for a", True, ("m1",))
    assert actor.doing(count()) == "Counting"
    assert action.asked == [{"number": 1}]


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (count(name="RUN_SHELL"), "no action called RUN_SHELL. You may use: COUNT"),
        (count('{"number": '), "not valid JSON"),
        (count("[1]"), "not a JSON object"),
        (count("{}"), "'number' is a required property"),
        (count('{"number": "one"}'), "number: 'one' is not of type 'integer'"),
        (count('{"number": -1}'), "less than the minimum"),
        (count('{"number": 1, "more": 2}'), "Additional properties"),
        (count("[" * 100_000), "not valid JSON"),
    ],
)
async def test_a_bad_call_is_never_done(call: Any, said: str) -> None:
    action = Counting()
    acted = await Actor([action], context()).run(call)
    assert said in acted.text
    assert not acted.ok
    assert action.asked == []


async def test_what_is_not_granted_is_not_there() -> None:
    action = Counting(capability="wallet")
    actor = Actor([action], context())
    assert actor.tools == ()
    assert not (await actor.run(count())).ok
    assert actor.doing(count()) == ""
    assert action.asked == []


async def test_wrong_calls_are_mended_twice_at_most() -> None:
    actor = Actor([Counting()], context())
    for _ in range(MAX_REPAIRS):
        assert not (await actor.run(count("{}"))).ok
        assert actor.tools
    assert "too often" in (await actor.run(count("{"))).text
    assert actor.tools == ()
    assert not (await actor.run(count())).ok


async def test_the_same_call_over_and_over_ends_the_acting() -> None:
    action = Counting()
    actor = Actor([action], context())
    for _ in range(MAX_SAME):
        assert (await actor.run(count())).ok
    assert not (await actor.run(count())).ok
    assert actor.over
    assert len(action.asked) == MAX_SAME


async def test_calls_that_differ_are_bounded_too() -> None:
    action = Counting()
    actor = Actor([action], context())
    done = [await actor.run(count(f'{{"number": {number}}}')) for number in range(MAX_CALLS + 1)]
    assert [acted.ok for acted in done] == [True] * MAX_CALLS + [False]


def failing(error: Exception) -> Counting:
    async def work(_: Mapping[str, Any]) -> ActionResult:
        raise error

    return Counting(work)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ActionError("The room is closed."), "The room is closed."),
        (StoreError("The database is closed."), "The database is closed."),
        (ValueError("bug"), "It failed unexpectedly."),
    ],
)
async def test_an_action_that_fails_is_told_and_brings_nothing_down(
    log_watch: Any, error: Exception, said: str
) -> None:
    log_watch.expect("action.unexpected")
    acted = await Actor([failing(error)], context()).run(count())
    assert (acted.text, acted.ok) == (said, False)


async def test_an_action_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(_: Mapping[str, Any]) -> ActionResult:
        await asyncio.sleep(60)
        return ActionResult("")

    monkeypatch.setattr(acting, "RUN_S", 0.01)
    acted = await Actor([Counting(work)], context()).run(count())
    assert "too long" in acted.text


async def test_a_long_result_is_cut() -> None:
    async def work(_: Mapping[str, Any]) -> ActionResult:
        return ActionResult("x" * (RESULT_CHARS + 1))

    acted = await Actor([Counting(work)], context()).run(count())
    assert (len(acted.text), acted.text[-1]) == (RESULT_CHARS, "…")
