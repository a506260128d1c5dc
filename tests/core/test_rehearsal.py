"""A character is tried out with the real model, and nothing of it is kept anywhere."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from app.core.characters.forms import parse_character
from app.core.errors import ModelError, NotReady
from app.core.exchange import FinishReason, ModelProfile, PromptRole, TextDelta
from app.core.message import Delta, Failed, Incoming
from app.core.paths import Paths
from app.core.rehearsal import STOPPED, TOO_LONG, Rehearsal, RehearsalEvent, Rehearsed
from tests.counterparts.house import build_host, house
from tests.counterparts.ports import ScriptedModel, SteppingClock, finished, reply

MIRA = parse_character({"name": "Mira", "bio": "Keeps a lighthouse.", "greeting": "Hello."})


def rehearsal(home: Paths, model: ScriptedModel) -> Rehearsal:
    host = build_host(home, model)
    return Rehearsal(host.models, host.settings, SteppingClock())


async def said(trial: Rehearsal, text: str, character=MIRA) -> list[RehearsalEvent]:  # type: ignore[no-untyped-def]
    return [event async for event in trial.say(character, text)]


def texts(model: ScriptedModel, at: int = -1) -> list[str]:
    return [message.text for message in model.requests[at].messages]


async def test_a_reply_comes_as_it_is_written_and_then_whole(home: Paths) -> None:
    model = ScriptedModel(reply("The lamp is lit."))
    events = await said(rehearsal(home, model), "Is it dark?")
    assert events[-1] == Rehearsed("The lamp is lit.")
    assert "".join(e.text for e in events if isinstance(e, Delta)) == "The lamp is lit."
    system, user = model.requests[0].messages
    assert system.role is PromptRole.SYSTEM
    assert "Keeps a lighthouse." in system.text
    assert user.text.endswith("Is it dark?")


async def test_it_answers_as_the_character_is_at_that_moment_and_knows_what_was_said(
    home: Paths,
) -> None:
    model = ScriptedModel(reply("Aye."))
    trial = rehearsal(home, model)
    await said(trial, "First.")
    await said(trial, "Second.", MIRA.model_copy(update={"bio": ("Sails now.",)}))
    system, first, answer, second = texts(model)
    assert "Sails now." in system
    assert "lighthouse" not in system
    assert first == texts(model, 0)[1]
    assert (answer, second.endswith("Second.")) == ("Aye.", True)


async def test_starting_over_forgets_what_was_said(home: Paths) -> None:
    model = ScriptedModel()
    trial = rehearsal(home, model)
    await said(trial, "First.")
    trial.reset()
    await said(trial, "Again.")
    assert len(texts(model)) == 2


async def test_a_long_talk_is_cut_as_in_a_conversation(home: Paths) -> None:
    profile = ModelProfile("s", "S", context_tokens=8_192, local=True, history_tokens=60)
    model = ScriptedModel(reply("word " * 30), profile)
    trial = rehearsal(home, model)
    for number in range(4):
        await said(trial, f"Message {number}.")
    assert len(texts(model)) <= 4
    assert not any("Message 0." in text for text in texts(model))
    assert len(trial._history) <= 4


async def test_stopping_keeps_what_is_there(home: Paths) -> None:
    forever = asyncio.Event()
    model = ScriptedModel(lambda _: [TextDelta("The la"), forever.wait, finished()])
    trial = rehearsal(home, model)
    events = []
    async for event in trial.say(MIRA, "Is it dark?"):
        events.append(event)
        assert trial.answering is isinstance(event, Delta)
        trial.stop()
    assert events == [Delta("The la"), Rehearsed("The la", STOPPED)]
    model.script = reply("Go on.")
    await said(trial, "And?")
    assert "The la" in texts(model)


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ([ModelError("It is down.")], "It is down."),
        ([TextDelta(""), finished()], "empty answer"),
        ([finished(FinishReason.CONTENT_FILTER)], "content filter"),
    ],
)
async def test_without_a_word_it_failed_and_the_message_is_forgotten(
    home: Paths, script: Sequence[ModelError], told: str
) -> None:
    model = ScriptedModel(lambda _: script)
    trial = rehearsal(home, model)
    (failed,) = await said(trial, "Hello?")
    assert isinstance(failed, Failed)
    assert told in failed.error.text
    model.script = reply("Here.")
    await said(trial, "Are you there?")
    assert len(texts(model)) == 2


async def test_a_stop_before_the_first_word_is_told(home: Paths) -> None:
    forever = asyncio.Event()
    model = ScriptedModel(lambda _: [forever.wait])
    trial = rehearsal(home, model)
    asyncio.get_running_loop().call_later(0.02, trial.stop)
    (failed,) = await said(trial, "Hello?")
    assert isinstance(failed, Failed)
    assert "before the first word" in failed.error.text


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ([TextDelta("Half"), ModelError("It went away.")], "It went away."),
        ([TextDelta("Half"), TextDelta(""), finished(FinishReason.LENGTH)], TOO_LONG),
    ],
)
async def test_a_reply_that_broke_off_says_why(
    home: Paths, script: Sequence[ModelError], reason: str
) -> None:
    events = await said(rehearsal(home, ScriptedModel(lambda _: script)), "Hello?")
    assert events[-1] == Rehearsed("Half", reason)


async def test_one_reply_at_a_time(home: Paths) -> None:
    forever = asyncio.Event()
    model = ScriptedModel(lambda _: [TextDelta("One"), forever.wait, finished()])
    trial = rehearsal(home, model)
    first = trial.say(MIRA, "First.")
    await anext(first)
    (failed,) = await said(trial, "Second.")
    assert isinstance(failed, Failed)
    assert isinstance(failed.error, NotReady)
    await first.aclose()
    assert not trial.answering
    assert trial._history == []
    assert model.closed == 1


async def test_starting_over_while_it_answers_ends_the_reply_and_keeps_none_of_it(
    home: Paths,
) -> None:
    forever = asyncio.Event()
    model = ScriptedModel(lambda _: [TextDelta("One"), forever.wait, finished()])
    trial = rehearsal(home, model)
    old = trial.say(MIRA, "First.")
    await anext(old)
    trial.reset()
    model.script = reply("Two.")
    assert (await said(trial, "Second."))[-1] == Rehearsed("Two.")
    assert await anext(old) == Rehearsed("One", STOPPED)
    assert [item.message.text for item in trial._history] == ["Second.", "Two."]


async def test_the_settings_decide_temperature_and_length(home: Paths) -> None:
    model = ScriptedModel()
    trial = rehearsal(home, model)
    await said(trial, "Hello?")
    assert model.requests[0].sampling == model.profile.sampling
    trial._settings.change("model", {"temperature": 0.3, "max_reply_tokens": 99})
    await said(trial, "Hello?")
    request = model.requests[1]
    assert (request.sampling.temperature, request.max_tokens) == (0.3, 99)


async def test_nothing_of_it_is_kept_or_remembered(home: Paths) -> None:
    async with house(home, ScriptedModel(reply("Marmalade."))) as host:
        eliza = await host.agents.find("Eliza")

        async def kept() -> tuple[int, int]:
            return len(await host.rooms.list(eliza.id)), len(await host.memory.list(eliza.id))

        trial = Rehearsal(host.models, host.settings, SteppingClock())
        await said(trial, "Marmalade?", host.agents.character(eliza.id))
        assert await kept() == (0, 0)
        async for _ in host.turns.receive(Incoming(agent=eliza.id, text="Marmalade?")):
            pass
        assert await kept() == (1, 2)
