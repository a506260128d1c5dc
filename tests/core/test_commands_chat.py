import asyncio

import pytest

from app.core.commands import run
from app.core.errors import ConfigError, IncompleteReply, ModelError, NotFound
from app.core.exchange import FinishReason, ModelProfile, TextDelta
from app.core.message import MessageStatus
from app.core.tasks import spawn
from tests.counterparts.acts import Counting, asks, count
from tests.counterparts.house import house
from tests.counterparts.ports import ScriptedModel, finished, reply

ANSWER_KEYS = {
    "text",
    "agent",
    "room",
    "model",
    "finish",
    "usage",
    "timing",
    "sources",
    "trace",
}


@pytest.fixture
def model():
    return ScriptedModel()


@pytest.fixture
async def host(home, model):
    async with house(home, model) as opened:
        yield opened


async def items(stream):
    return [item async for item in stream]


async def test_an_answer_holds_what_the_contract_says(host):
    found = await items(run(host, "chat", {"text": "Hello"}))
    assert set(found[0]) == {"accepted", "room_id"}
    assert found[1] == {"recalled": 0}
    assert "".join(item.get("delta", "") for item in found) == "Well said."
    answer = found[-1]
    assert set(answer) >= ANSWER_KEYS
    assert answer["text"] == "Well said."
    assert answer["agent"] == "Eliza"
    assert answer["finish"] == "stop"
    assert answer["usage"]["model_calls"] == 1
    assert set(answer["usage"]) >= {"prompt_tokens", "completion_tokens", "cost_usd"}
    assert set(answer["timing"]) == {"total_ms", "own_cpu_ms"}
    assert answer["status"] == "whole"


async def test_rooms_by_name_are_made_once_and_found_again(host):
    first = (await items(run(host, "chat", {"text": "One", "room": "Plans"})))[-1]
    second = (await items(run(host, "chat", {"text": "Two", "room": "plans"})))[-1]
    assert first["room"] == second["room"] == "Plans"
    other = (await items(run(host, "chat", {"text": "Three"})))[-1]
    again = (await items(run(host, "chat", {"text": "Four", "room": other["room"]})))[-1]
    assert other["room"] == again["room"]
    new = await items(run(host, "chat", {"text": "Five", "new": True}))
    assert new[0]["room_id"] not in {other["room"]}
    assert len(await host.rooms.list()) == 3


async def test_what_was_recalled_is_among_the_sources_and_in_the_trace(host):
    await items(run(host, "chat", {"text": "My cat is called Minka", "room": "One"}))
    answer = (await items(run(host, "chat", {"text": "Who is Minka the cat?", "room": "Two"})))[-1]
    texts = [source["text"] for source in answer["sources"]]
    assert "My cat is called Minka" in texts
    for wanted in (answer["trace"], answer["message"]):
        (view,) = await items(run(host, "trace", {"id": wanted}))
        assert view["id"] == answer["trace"]
        assert view["sources"] == answer["sources"]
        assert "Eliza" in view["stable_text"]
    await host.memory.forget([answer["sources"][0]["memory"]])
    (view,) = await items(run(host, "trace", {"id": answer["trace"]}))
    assert view["sources"][0]["forgotten"] is True


async def test_a_trace_that_is_not_there(host):
    with pytest.raises(NotFound):
        await items(run(host, "trace", {"id": "nothing"}))
    with pytest.raises(ConfigError):
        await items(run(host, "trace", {}))


async def test_a_message_that_cannot_be_answered_raises(host, model):
    with pytest.raises(NotFound, match="Eliza"):
        await items(run(host, "chat", {"text": "Hi", "agent": "Nobody"}))
    with pytest.raises(ConfigError, match="empty"):
        await items(run(host, "chat", {"text": "  "}))


@pytest.mark.expects_warning("turn.failed")
async def test_a_model_that_fails_is_an_error_and_half_an_answer_is_told(host, model):
    model.script = lambda _: [ModelError("The model is out.")]
    with pytest.raises(ModelError, match="out"):
        await items(run(host, "chat", {"text": "Hi"}))
    model.script = lambda _: [TextDelta("Half "), IncompleteReply("It broke off.")]
    answer = (await items(run(host, "chat", {"text": "Hi"})))[-1]
    assert (answer["status"], answer["error"]) == ("incomplete", "It broke off.")
    model.script = reply("Cut", FinishReason.LENGTH)
    answer = (await items(run(host, "chat", {"text": "Hi"})))[-1]
    assert (answer["status"], answer["error"], answer["finish"]) == ("incomplete", "", "length")


async def test_stop_ends_the_reply_politely(host, model):
    held = asyncio.Event()
    model.script = lambda _: [TextDelta("Begun"), held.wait]
    found = []
    async for item in run(host, "chat", {"text": "Hi"}):
        found.append(item)
        if "delta" in item:
            room = {"room_id": found[0]["room_id"]}
            assert await items(run(host, "chat stop", room)) == [{"stopped": True}]
    assert found[-1]["status"] == "incomplete"
    assert await items(run(host, "chat stop", room)) == [{"stopped": False}]


async def test_leaving_early_stops_and_keeps_what_was_written(host, model):
    held = asyncio.Event()
    model.script = lambda _: [TextDelta("Begun"), held.wait]
    stream = run(host, "chat", {"text": "Hi"})
    room = ""
    async for item in stream:
        room = item.get("room_id", room)
        if "delta" in item:
            break
    await stream.aclose()
    while host.turns.busy(room):
        await asyncio.sleep(0.01)
    last = (await host.rooms.history(room))[-1]
    assert (last.text, last.status) == ("Begun", MessageStatus.INCOMPLETE)


async def test_a_second_message_is_told_that_it_waits(host, model):
    held = asyncio.Event()
    model.script = lambda _: [TextDelta("One"), held.wait, *reply("")(None)]
    first = spawn(items(run(host, "chat", {"text": "A"})), "first")
    while not model.requests:
        await asyncio.sleep(0.01)
    second = run(host, "chat", {"text": "B"})
    found = [await anext(second), await anext(second)]
    assert found[1] == {"waiting": 1}
    held.set()
    await items(second)
    await first


async def test_what_an_agent_does_is_told_on_the_way(home):
    able = ModelProfile(name="a", label="A", context_tokens=8192, local=False, tools=True)
    answers = iter(([asks(count())], [TextDelta("Two."), finished()]))
    model = ScriptedModel(lambda _: next(answers), able)
    async with house(home, model, actions=(Counting(),)) as host:
        found = [item async for item in run(host, "chat", {"text": "Count"})]
    assert {"action": "COUNT", "doing": "Counting"} in found
    assert found[-1]["text"] == "Two."
    assert found[-1]["usage"]["model_calls"] == 2
