"""One turn in detail; order, queueing and refusals are in test_turns."""

import pytest

from app.core import agent
from app.core.agent import CRASHED, Turn
from app.core.exchange import FinishReason, TextDelta
from app.core.message import Failed, Finished, Incoming, MessageStatus, Trust
from tests.counterparts.house import house
from tests.counterparts.ports import ScriptedModel, finished, reply


@pytest.fixture
def model():
    return ScriptedModel()


@pytest.fixture
async def host(home, model):
    async with house(home, model) as opened:
        yield opened


async def last(stream):
    return [event async for event in stream][-1]


def incoming(text="Hello there", **changes):
    return Incoming(agent="Eliza", text=text, trust=Trust.OWNER, **changes)


async def test_a_crash_while_writing_leaves_the_beginning_as_incomplete(host, model):
    """What is in the database in the middle of a reply is what a kill -9 would leave."""
    found = []

    def script(_):
        async def look():
            for room in await host.rooms.list():
                found.extend(await host.rooms.history(room.id))

        return [TextDelta("Once upon a time "), look, TextDelta("there was."), finished()]

    model.script = script
    before, agent.CHECKPOINT_S = agent.CHECKPOINT_S, 0.0
    try:
        done = await last(host.turns.receive(incoming()))
    finally:
        agent.CHECKPOINT_S = before
    assert (found[-1].text, found[-1].status) == ("Once upon a time ", MessageStatus.INCOMPLETE)
    assert found[-1].reason == CRASHED
    assert done.reply.id == found[-1].id
    assert (done.reply.text, done.reply.status) == (
        "Once upon a time there was.",
        MessageStatus.WHOLE,
    )


@pytest.mark.parametrize("text", ["", "   \n"])
async def test_an_empty_answer_is_a_failure_not_a_reply(host, model, log_watch, text):
    log_watch.expect("turn.failed")
    model.script = lambda _: [TextDelta(text), finished()]
    failed = await last(host.turns.receive(incoming()))
    assert isinstance(failed, Failed)
    assert "empty answer" in failed.error.text


async def test_the_failed_turn_leaves_a_trace_too(host, model, log_watch):
    log_watch.expect("turn.failed")
    model.script = lambda _: [finished(FinishReason.LENGTH)]
    failed = await last(host.turns.receive(incoming()))
    view = await host.turns.trace(failed.trace_id)
    assert view.trace.error == failed.error.text
    assert view.trace.reply_id == ""


async def test_the_settings_bound_the_reply_and_set_the_temperature(host, model):
    host.settings.change("model", {"max_reply_tokens": 64, "temperature": 0.25})
    await last(host.turns.receive(incoming()))
    assert model.requests[-1].max_tokens == 64
    assert model.requests[-1].sampling.temperature == 0.25


async def test_a_model_that_cannot_be_had_fails_the_turn_and_keeps_the_message(home, log_watch):
    log_watch.expect("turn.failed", "health.changed")
    from app.core.errors import ConfigError
    from tests.counterparts.house import build_host

    host = build_host(home, ScriptedModel())

    def refuse(*_):
        raise ConfigError("Choose a model first.")

    host.models._builder = refuse
    await host.start()
    failed = await last(host.turns.receive(incoming()))
    assert failed.error.text == "Choose a model first."
    assert len(await host.store.find_messages("Hello")) == 1
    await host.stop()


async def test_a_reply_remembers_itself_for_later(host, model):
    model.script = reply("The concert is in Turku.")
    await last(host.turns.receive(incoming("Where is it?")))
    rows = await host.memory.list((await host.agents.find("Eliza")).id)
    assert {"The concert is in Turku.", "Where is it?"} <= {row.text for row in rows}


async def test_own_cpu_is_measured(host):
    done = await last(host.turns.receive(incoming()))
    assert isinstance(done, Finished)
    assert 0 < done.own_cpu_ms < 1000
    assert Turn.__doc__
