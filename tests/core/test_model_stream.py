import asyncio

import pytest

from app.core.errors import IncompleteReply, ModelError
from app.core.exchange import ChatRequest, PromptMessage, PromptRole, TextDelta
from app.core.model_stream import stream_until
from tests.counterparts.ports import ScriptedModel, finished, reply

REQUEST = ChatRequest((PromptMessage(PromptRole.USER, "Hello"),), "room", 100)


async def events(model, stop=None):
    return [event async for event in stream_until(model, REQUEST, stop or asyncio.Event())]


async def test_everything_comes_in_order_and_the_call_is_closed():
    model = ScriptedModel(reply("Well said."))
    seen = await events(model)
    assert "".join(e.text for e in seen if isinstance(e, TextDelta)) == "Well said."
    assert seen[-1] == finished()
    assert model.closed == 1


async def test_stop_ends_it_while_the_model_is_silent():
    forever, stop = asyncio.Event(), asyncio.Event()
    model = ScriptedModel(lambda _: [TextDelta("a"), forever.wait, finished()])
    seen = []
    async for event in stream_until(model, REQUEST, stop):
        seen.append(event)
        stop.set()
    assert seen == [TextDelta("a")]
    assert model.closed == 1


async def test_stop_before_the_start_yields_nothing():
    stop = asyncio.Event()
    stop.set()
    forever = asyncio.Event()
    assert await events(ScriptedModel(lambda _: [forever.wait]), stop) == []


async def test_an_end_without_a_finish_is_incomplete():
    with pytest.raises(IncompleteReply):
        await events(ScriptedModel(lambda _: [TextDelta("a")]))


async def test_the_models_error_comes_as_it_is():
    with pytest.raises(ModelError, match="Down"):
        await events(ScriptedModel(lambda _: [ModelError("Down.")]))


async def test_a_bug_is_logged_and_told_in_plain_words(log_watch):
    log_watch.expect("model.unexpected")

    def script(_):
        raise ZeroDivisionError("planned")

    with pytest.raises(ModelError, match="unexpected"):
        await events(ScriptedModel(script))


async def test_leaving_early_closes_the_call():
    forever = asyncio.Event()
    model = ScriptedModel(lambda _: [TextDelta("a"), forever.wait, finished()])
    stream = stream_until(model, REQUEST, asyncio.Event())
    await anext(stream)
    await stream.aclose()
    assert model.closed == 1


async def test_pieces_that_came_at_once_are_joined_and_nothing_is_lost_behind_them():
    model = ScriptedModel(lambda _: [TextDelta("a"), TextDelta("b"), ModelError("Down.")])
    stream = stream_until(model, REQUEST, asyncio.Event())
    assert await anext(stream) == TextDelta("ab")
    with pytest.raises(ModelError, match="Down"):
        await anext(stream)


async def test_pieces_that_come_one_by_one_are_handed_on_one_by_one():
    gate = asyncio.Event()
    model = ScriptedModel(lambda _: [TextDelta("a"), gate.wait, TextDelta("b"), finished()])
    seen = []
    async for event in stream_until(model, REQUEST, asyncio.Event()):
        seen.append(event)
        gate.set()
    assert seen == [TextDelta("a"), TextDelta("b"), finished()]
