"""The Messages API against a real mock provider, and its rules for what is sent."""

import pytest

from app.core.errors import (
    AuthFailed,
    ContextTooLong,
    IncompleteReply,
    ModelError,
    RateLimited,
)
from app.core.exchange import (
    ChatRequest,
    FinishReason,
    PromptMessage,
    PromptRole,
    Sampling,
    ToolCall,
)
from app.core.ports import ChatModel
from app.core.settings import Model as ModelSettings
from app.models._remote import GO_ON
from app.models.anthropic_messages import AnthropicModel
from app.models.profiles import remote_profile
from tests.counterparts.fault_server import FaultServer, ending, refuse, reply, words
from tests.counterparts.ports import MemoryVault
from tests.models.conftest import KEY, WEATHER, ask, collect


def made_for(url, name="claude-haiku-4-5", **changes):
    settings = ModelSettings(name=name, base_url=url, secret="k", **changes)
    vault = MemoryVault()
    vault.values["k"] = KEY
    return AnthropicModel(remote_profile(name, 200), settings, vault)


@pytest.fixture
async def model(mock):
    made = made_for(f"{mock.url}/anthropic", idle_timeout_s=1)
    yield made
    await made.close()


async def heard(request, *events, name="claude-haiku-4-5"):
    async def answer(line):
        await line.head()
        for event in events or [*words(("Well.",), "anthropic"), *ending("anthropic")]:
            await line.event(event)

    async with FaultServer([answer]).running() as server:
        made = made_for(server.url, name)
        try:
            text, end = await collect(made, request)
        finally:
            await made.close()
    return text, end, server.requests[-1]


async def test_a_reply_streams_with_usage_and_cost(model):
    assert isinstance(model, ChatModel)
    text, end = await collect(model, ask("Hello"))
    assert text
    assert end.finish == FinishReason.STOP
    assert end.usage.completion_tokens > 0
    assert end.usage.cost_usd > 0
    assert (await model.count_tokens("four words or so")) > 2


async def test_tool_calls_come_whole(model, mock):
    mock.plan(type="reply", tool_calls=[{"name": "get_weather", "arguments": {"city": "Turku"}}])
    _, end = await collect(model, ask("Weather?", tools=(WEATHER,)))
    assert end.finish == FinishReason.TOOL_CALLS
    assert end.tool_calls[0].name == "get_weather"
    assert "Turku" in end.tool_calls[0].arguments


@pytest.mark.parametrize("kind", ["disconnect", "truncate", "malformed", "stall"])
async def test_a_break_in_the_middle_is_incomplete(model, mock, kind):
    mock.plan(type="stream_fault", kind=kind, after_chunks=4, stall_seconds=3)
    with pytest.raises(IncompleteReply):
        await collect(model, ask("Hello"))


async def test_overload_passes(model, mock):
    mock.plan(type="fail", status=529, retry_after=0)
    text, _ = await collect(model, ask("Hello"))
    assert text


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"status": 401}, AuthFailed),
        ({"status": 429, "retry_after": 99}, RateLimited),
        ({"status": 400, "message": "prompt is too long: 9 tokens > 5"}, ContextTooLong),
    ],
)
async def test_refusals_have_their_own_errors(model, mock, fault, error):
    mock.plan(type="fail", **fault)
    with pytest.raises(error):
        await collect(model, ask("Hello"))


async def test_the_request_says_all_of_it():
    _, _, sent = await heard(
        ask("Hello", tools=(WEATHER,), sampling=Sampling(temperature=1.4, top_p=0.9))
    )
    body = sent.body
    assert sent.path == "/v1/messages"
    assert (sent.headers["x-api-key"], sent.headers["anthropic-version"]) == (KEY, "2023-06-01")
    assert body["system"] == [
        {"type": "text", "text": "Be brief.", "cache_control": {"type": "ephemeral"}}
    ]
    assert body["messages"] == [{"role": "user", "content": [{"type": "text", "text": "Hello"}]}]
    assert (body["max_tokens"], body["temperature"], body["stream"]) == (40, 1.0, True)
    assert body["tools"][0]["input_schema"] == WEATHER.schema


async def test_turns_alternate_begin_with_the_person_and_are_never_empty():
    calls = (ToolCall("c1", "f", '{"x": 1}'), ToolCall("c2", "g", "{broken"))
    messages = (
        PromptMessage(PromptRole.ASSISTANT, "Hello there."),
        PromptMessage(PromptRole.USER, "One"),
        PromptMessage(PromptRole.USER, "Two"),
        PromptMessage(PromptRole.ASSISTANT, "", tool_calls=calls),
        PromptMessage(PromptRole.TOOL, "Rain.", tool_call_id="c1"),
        PromptMessage(PromptRole.TOOL, "Sun.", tool_call_id="c2"),
        PromptMessage(PromptRole.ASSISTANT, " "),
        PromptMessage(PromptRole.USER, "Go on."),
    )
    _, _, sent = await heard(ChatRequest(messages, "room", 40))
    turns = sent.body["messages"]
    assert [turn["role"] for turn in turns] == ["user", "assistant"] * 3 + ["user"]
    assert "system" not in sent.body
    assert [block["text"] for block in turns[2]["content"]] == ["One", "Two"]
    assert [block["input"] for block in turns[3]["content"]] == [{"x": 1}, {}]
    assert [block["tool_use_id"] for block in turns[4]["content"]] == ["c1", "c2"]
    assert turns[5]["content"] == [{"type": "text", "text": "…"}]


async def test_a_model_that_can_writes_on_from_its_own_words():
    request = ask("Hello", "Once upon a ", continue_reply=True)
    _, _, sent = await heard(request)
    assert sent.body["messages"][-1] == {
        "role": "assistant",
        "content": [{"type": "text", "text": "Once upon a"}],
    }


async def test_a_newer_model_is_asked_to_go_on():
    request = ask("Hello", "Once upon a ", continue_reply=True)
    _, _, sent = await heard(request, name="claude-opus-4-7")
    assert sent.body["messages"][-1]["content"][0]["text"] == GO_ON


async def test_a_model_that_chooses_its_own_temperature_is_left_to_it():
    refused = {"error": {"type": "invalid_request_error", "message": "`temperature` is deprecated"}}
    answers = [refuse(400, refused), reply("anthropic", "Well.", ends=True)]
    async with FaultServer(answers).running() as server:
        made = made_for(server.url)
        for _ in range(2):
            await collect(made, ask("Hello", sampling=Sampling(temperature=0.5)))
        await made.close()
    assert ["temperature" in sent.body for sent in server.requests] == [True, False, False]


async def test_another_refused_form_is_told():
    async with FaultServer([refuse(400, {"error": {"message": "bad"}})]).running() as server:
        made = made_for(server.url)
        with pytest.raises(ModelError, match="did not accept"):
            await collect(made, ask("Hello"))
        await made.close()


@pytest.mark.parametrize(
    ("reason", "finish"),
    [
        ("end_turn", FinishReason.STOP),
        ("max_tokens", FinishReason.LENGTH),
        ("model_context_window_exceeded", FinishReason.LENGTH),
        ("refusal", FinishReason.CONTENT_FILTER),
        ("something_new", FinishReason.STOP),
    ],
)
async def test_why_it_stopped(reason, finish):
    _, end, _ = await heard(
        ask("Hello"),
        *words(("Well.",), "anthropic"),
        {"type": "message_delta", "delta": {"stop_reason": reason}},
        {"type": "message_stop"},
        {"type": "never read"},
    )
    assert end.finish == finish


async def test_cached_tokens_count_and_cost_less():
    usage = {"input_tokens": 10, "cache_read_input_tokens": 990, "cache_creation_input_tokens": 0}
    _, end, _ = await heard(
        ask("Hello"),
        {"type": "message_start", "message": {"usage": usage}},
        *ending("anthropic"),
    )
    assert (end.usage.prompt_tokens, end.usage.cached_tokens) == (1000, 990)
    assert end.usage.cost_usd == pytest.approx((10 + 99 + 2 * 5) / 1e6)


async def test_a_tool_call_that_was_cut_is_not_given():
    block = {"type": "tool_use", "id": "c1", "name": "f"}
    _, end, _ = await heard(
        ask("Weather?"),
        {"type": "content_block_start", "index": 1, "content_block": block},
        {
            "type": "content_block_delta",
            "index": 1,
            "delta": {"type": "input_json_delta", "partial_json": '{"x"'},
        },
        {"type": "content_block_stop", "index": 9},
        {"type": "ping"},
        {"type": "message_delta", "delta": {"stop_reason": "max_tokens"}},
    )
    assert (end.finish, end.tool_calls) == (FinishReason.LENGTH, ())


async def test_overload_inside_the_stream_is_told():
    with pytest.raises(RateLimited, match="overloaded"):
        await heard(
            ask("Hello"),
            *words(("Hm",), "anthropic"),
            {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}},
        )
