import asyncio

import pytest

from app.core.errors import ModelError, RateLimited
from app.core.exchange import FinishReason, TextDelta
from app.core.message import (
    MAX_MESSAGE_CHARS,
    OWNER_ID,
    Accepted,
    AgentState,
    Delta,
    Failed,
    Finished,
    Incoming,
    MessageStatus,
    Recalled,
    Speaker,
    Trust,
    Waiting,
)
from tests.counterparts.house import house
from tests.counterparts.ports import ScriptedModel, finished, reply


def incoming(text="Hello there", **changes):
    fields = {"agent": "Eliza", "text": text, "author_id": OWNER_ID, "trust": Trust.OWNER}
    return Incoming(**{**fields, **changes})


async def events(stream):
    return [event async for event in stream]


@pytest.fixture
def model():
    return ScriptedModel()


@pytest.fixture
async def host(home, model):
    async with house(home, model) as opened:
        yield opened


async def said(host, room_id):
    return [(m.speaker, m.text, m.status) for m in await host.rooms.history(room_id)]


async def test_a_message_is_committed_then_answered_in_this_order(host):
    seen = await events(host.turns.receive(incoming()))
    assert [type(event) for event in seen] == [Accepted, Recalled, Delta, Finished]
    assert "".join(event.text for event in seen if isinstance(event, Delta)) == "Well said."
    done = seen[-1]
    assert (done.reply.text, done.reply.status) == ("Well said.", MessageStatus.WHOLE)
    assert done.reply.reply_to == seen[0].message.id
    assert await said(host, done.reply.room_id) == [
        (Speaker.USER, "Hello there", MessageStatus.WHOLE),
        (Speaker.AGENT, "Well said.", MessageStatus.WHOLE),
    ]


async def test_a_plain_message_is_one_model_call(host, model):
    done = (await events(host.turns.receive(incoming())))[-1]
    assert len(model.requests) == 1
    assert done.usage.model_calls == 1


async def test_the_message_is_there_before_the_model_is_asked(host, model):
    seen_at_call = []

    def script(request):
        async def look():
            seen_at_call.extend(await host.store.find_messages("Hello"))

        return [look, TextDelta("Hi."), finished()]

    model.script = script
    await events(host.turns.receive(incoming()))
    assert [m.text for m in seen_at_call] == ["Hello there"]


async def test_the_same_id_is_not_answered_twice(host, model):
    first = incoming()
    await events(host.turns.receive(first))
    again = await events(host.turns.receive(first))
    assert [type(event) for event in again] == [Accepted]
    assert again[0].duplicate
    assert len(model.requests) == 1


async def test_a_newer_message_waits_and_both_are_answered(host, model):
    gate, running = asyncio.Event(), asyncio.Event()

    def script(request):
        if len(model.requests) == 1:
            running.set()
            return [gate.wait, TextDelta("First."), finished()]
        return [TextDelta("Second."), finished()]

    model.script = script
    first = asyncio.get_running_loop().create_task(events(host.turns.receive(incoming("one"))))
    await running.wait()
    second = asyncio.get_running_loop().create_task(events(host.turns.receive(incoming("two"))))
    while not await host.store.find_messages("two"):
        await asyncio.sleep(0.01)
    gate.set()
    one, two = await first, await second
    assert Waiting(1) in two
    assert one[-1].reply.text == "First."
    assert two[-1].reply.text == "Second."
    assert "First." in [m.text for m in model.requests[1].messages]


async def test_rooms_do_not_wait_for_each_other(host, model):
    gate, running = asyncio.Event(), asyncio.Event()

    def script(request):
        if len(model.requests) == 1:
            running.set()
            return [gate.wait, TextDelta("Slow."), finished()]
        return [TextDelta("Quick."), finished()]

    model.script = script
    eliza = await host.agents.find("Eliza")
    one, two = await host.rooms.create(eliza.id), await host.rooms.create(eliza.id)
    slow = asyncio.get_running_loop().create_task(
        events(host.turns.receive(incoming(room_id=one.id)))
    )
    await running.wait()
    quick = await events(host.turns.receive(incoming(room_id=two.id)))
    assert quick[-1].reply.text == "Quick."
    assert (await host.agents.find("Eliza")).state == AgentState.BUSY
    gate.set()
    assert (await slow)[-1].reply.text == "Slow."
    assert (await host.agents.find("Eliza")).state == AgentState.READY


async def test_stop_keeps_what_was_written_as_incomplete(host, model):
    forever = asyncio.Event()
    model.script = lambda _: [TextDelta("Once upon "), forever.wait, finished()]
    seen = []
    async for event in host.turns.receive(incoming()):
        seen.append(event)
        if isinstance(event, Delta):
            assert host.turns.busy(seen[0].message.room_id)
            assert host.turns.stop(seen[0].message.room_id)
    assert isinstance(seen[-1], Finished)
    assert seen[-1].reply.status == MessageStatus.INCOMPLETE
    assert seen[-1].reply.text == "Once upon "
    assert "stopped" in seen[-1].reply.reason
    assert model.closed == 1
    assert not host.turns.busy(seen[0].message.room_id)
    assert not host.turns.stop(seen[0].message.room_id)


async def test_stop_before_the_first_word_leaves_no_empty_reply(host, model, log_watch):
    log_watch.expect("turn.failed")
    forever = asyncio.Event()
    model.script = lambda _: [forever.wait, finished()]
    seen = []
    async for event in host.turns.receive(incoming()):
        seen.append(event)
        if isinstance(event, Recalled):
            host.turns.stop(seen[0].message.room_id)
    assert isinstance(seen[-1], Failed)
    assert len(await host.rooms.history(seen[0].message.room_id)) == 1


async def test_leaving_the_iteration_stops_the_reply_and_keeps_it(host, model):
    forever = asyncio.Event()
    model.script = lambda _: [TextDelta("Half"), forever.wait, finished()]
    stream = host.turns.receive(incoming())
    async for event in stream:
        if isinstance(event, Accepted):
            room_id = event.message.room_id
        if isinstance(event, Delta):
            break
    await stream.aclose()
    while host.turns.busy(room_id):
        await asyncio.sleep(0.01)
    assert (await said(host, room_id))[-1] == (Speaker.AGENT, "Half", MessageStatus.INCOMPLETE)


@pytest.mark.parametrize(
    "ending",
    [
        pytest.param([ModelError("The provider failed.")], id="error"),
        pytest.param([], id="no finish reason"),
        pytest.param([finished(FinishReason.LENGTH)], id="length"),
        pytest.param([finished(FinishReason.CONTENT_FILTER)], id="filter"),
    ],
)
async def test_a_reply_that_broke_off_is_never_whole(host, model, log_watch, ending):
    log_watch.expect("turn.failed")
    model.script = lambda _: [TextDelta("Half a"), *ending]
    done = (await events(host.turns.receive(incoming())))[-1]
    assert isinstance(done, Finished)
    assert (done.reply.status, done.reply.text) == (MessageStatus.INCOMPLETE, "Half a")
    assert done.reply.reason


async def test_an_incomplete_reply_is_continued_in_place(host, model, log_watch):
    log_watch.expect("turn.failed")
    model.script = lambda _: [TextDelta("Half a")]
    broken = (await events(host.turns.receive(incoming())))[-1].reply
    model.script = reply(" sentence.")
    done = (await events(host.turns.resume(broken.id)))[-1]
    assert (done.reply.id, done.reply.text) == (broken.id, "Half a sentence.")
    assert done.reply.status == MessageStatus.WHOLE
    assert model.requests[-1].continue_reply
    assert model.requests[-1].messages[-1].text == "Half a"
    refused = await events(host.turns.resume(broken.id))
    assert "nothing to continue" in refused[-1].error.text


async def test_a_retry_supersedes_once_the_new_reply_is_there(host, model, log_watch):
    log_watch.expect("turn.failed")
    first = (await events(host.turns.receive(incoming())))[-1].reply
    model.script = lambda _: [RateLimited("Too many calls.")]
    assert isinstance((await events(host.turns.retry(first.id)))[-1], Failed)
    assert (await said(host, first.room_id))[-1][1] == "Well said."
    model.script = reply("Better said.")
    done = (await events(host.turns.retry(first.id)))[-1]
    assert [text for _, text, _ in await said(host, first.room_id)] == [
        "Hello there",
        "Better said.",
    ]
    assert "Well said." not in [m.text for m in model.requests[-1].messages]
    assert done.reply.id != first.id


async def test_an_unanswered_message_can_be_answered_later(host, model, log_watch):
    log_watch.expect("turn.failed")
    model.script = lambda _: [ModelError("Down.")]
    seen = await events(host.turns.receive(incoming()))
    model.script = reply("Back again.")
    done = (await events(host.turns.answer(seen[0].message.id)))[-1]
    assert done.reply.reply_to == seen[0].message.id


async def test_a_failure_is_plain_and_the_agent_needs_attention_until_it_works(
    host, model, log_watch
):
    log_watch.expect("turn.failed")
    model.script = lambda _: [ModelError("The provider failed.")]
    seen = await events(host.turns.receive(incoming()))
    assert seen[-1].error.text == "The provider failed."
    assert (await host.agents.find("Eliza")).state == AgentState.ATTENTION
    model.script = reply("Fine.")
    await events(host.turns.receive(incoming("again")))
    assert (await host.agents.find("Eliza")).state == AgentState.READY


@pytest.mark.parametrize(
    ("text", "says"),
    [("  \n ", "empty"), ("\x00", "empty"), ("x" * (MAX_MESSAGE_CHARS + 1), "in parts")],
)
async def test_bad_messages_are_refused_and_nothing_is_stored(host, text, says):
    seen = await events(host.turns.receive(incoming(text)))
    assert [type(event) for event in seen] == [Failed]
    assert says in seen[0].error.text
    assert await host.rooms.list() == []


async def test_a_lone_surrogate_does_not_lose_the_message(host):
    seen = await events(host.turns.receive(incoming("hi \ud800 there")))
    assert seen[0].message.text == "hi ? there"


async def test_unknown_agents_and_rooms_and_stopped_agents(host):
    assert "Eliza" in (await events(host.turns.receive(incoming(agent="X"))))[0].error.text
    seen = await events(host.turns.receive(incoming(room_id="nowhere")))
    assert "does not exist" in seen[0].error.text
    eliza = await host.agents.find("Eliza")
    await host.agents.stop(eliza.id)
    seen = await events(host.turns.receive(incoming()))
    assert [type(event) for event in seen] == [Accepted, Failed]
    assert "stopped" in seen[1].error.text


async def test_the_trace_says_where_the_answer_came_from(host, model):
    for text in ("My sister plays the cello.", "The weather is fine.", "I like tea."):
        other = await host.rooms.create((await host.agents.find("Eliza")).id)
        await events(host.turns.receive(incoming(text, room_id=other.id)))
    done = (await events(host.turns.receive(incoming("What does my sister play?"))))[-1]
    view = await host.turns.trace(done.reply.trace_id)
    assert "My sister plays the cello." in [row.text for _, row in view.recalled if row]
    assert "My sister plays the cello." in model.requests[-1].messages[-1].text
    assert view.stable_text.startswith("You are Eliza.")
    assert {step.name for step in view.trace.steps} >= {"recall", "first token", "answer"}
    assert view.trace.prompt_tokens == 10
    assert view.trace.reply_id == done.reply.id


async def test_a_trace_that_is_gone_says_so(host):
    from app.core.errors import NotFound

    with pytest.raises(NotFound):
        await host.turns.trace("nothing")


async def test_others_recall_only_their_own_room(host, model):
    secret = await host.rooms.create((await host.agents.find("Eliza")).id)
    await events(host.turns.receive(incoming("My code word is marzipan.", room_id=secret.id)))
    room = await host.rooms.create((await host.agents.find("Eliza")).id, source="telegram")
    stranger = incoming(
        "What is the code word marzipan?",
        room_id=room.id,
        author_id="someone",
        author="Someone",
        trust=Trust.UNTRUSTED,
    )
    await events(host.turns.receive(stranger))
    assert "My code word" not in str(model.requests[-1].messages)


async def test_the_prefix_stays_the_same_bytes_over_many_turns(host, model):
    for number in range(6):
        await events(host.turns.receive(incoming(f"Message number {number}")))
    for earlier, later in zip(model.requests, model.requests[1:], strict=False):
        assert later.messages[: len(earlier.messages)] == earlier.messages


async def test_closing_stops_replies_keeps_them_and_takes_no_more(host, model):
    forever = asyncio.Event()
    model.script = lambda _: [TextDelta("Half"), forever.wait, finished()]
    seen, started = [], asyncio.Event()

    async def read():
        async for event in host.turns.receive(incoming()):
            seen.append(event)
            if isinstance(event, Delta):
                started.set()

    reader = asyncio.get_running_loop().create_task(read())
    await started.wait()
    await host.turns.close()
    await reader
    assert seen[-1].reply.status == MessageStatus.INCOMPLETE
    late = await events(host.turns.receive(incoming("late")))
    assert "closing" in late[0].error.text


async def test_a_bug_in_a_model_ends_the_turn_in_plain_words(host, model, log_watch):
    log_watch.expect("model.unexpected", "turn.failed")

    def script(_):
        raise ZeroDivisionError("planned")

    model.script = script
    seen = await events(host.turns.receive(incoming()))
    assert isinstance(seen[-1], Failed)
    assert "unexpected" in seen[-1].error.text
