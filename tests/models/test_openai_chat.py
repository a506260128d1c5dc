"""Chat completions against a real mock provider, and the odd shapes of other servers."""

import pytest

from app.core.errors import (
    AuthFailed,
    ContextTooLong,
    IncompleteReply,
    ModelError,
    ModelRefused,
    RateLimited,
    SecretMissing,
)
from app.core.exchange import (
    FinishReason,
    PromptMessage,
    PromptRole,
    Sampling,
    ToolCall,
)
from app.core.ports import ChatModel
from app.core.settings import Model as ModelSettings
from app.models._remote import GO_ON
from app.models.openai_chat import OpenAIChatModel, _address
from app.models.profiles import remote_profile
from tests.counterparts.fault_server import FaultServer, refuse
from tests.counterparts.ports import MemoryVault
from tests.models.conftest import KEY, WEATHER, ask, collect


def made_for(url, name="gpt-4o", secret="k", **changes):  # noqa: S107 - a name, not a key
    settings = ModelSettings(name=name, base_url=url, secret=secret, **changes)
    vault = MemoryVault()
    vault.values["k"] = KEY
    return OpenAIChatModel(remote_profile(name, 200), settings, vault)


@pytest.fixture
async def model(mock):
    made = made_for(f"{mock.url}/v1", idle_timeout_s=1)
    yield made
    await made.close()


def says(*events, end=b"data: [DONE]\n\n"):
    async def answer(line):
        await line.head()
        for event in events:
            await line.event(event)
        await line.send(end)

    return answer


def piece(finish=None, **delta):
    return {"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}


async def heard(request, *events, **more):
    """Return text, end and the request of one call to a server that says `events`."""
    async with FaultServer([says(*events, **more)]).running() as server:
        made = made_for(server.url)
        try:
            text, end = await collect(made, request)
        finally:
            await made.close()
    return text, end, server.requests[-1]


# --- against the mock provider -----------------------------------------------------------------


async def test_a_reply_streams_with_usage_and_cost(model):
    assert isinstance(model, ChatModel)
    text, end = await collect(model, ask("Hello"))
    assert "gpt-4o" in text
    assert end.finish == FinishReason.STOP
    assert end.usage.completion_tokens > 0
    assert end.usage.cost_usd > 0
    assert (await model.count_tokens("four words or so")) > 2


async def test_tool_calls_come_whole(model, mock):
    mock.plan(type="reply", tool_calls=[{"name": "get_weather", "arguments": {"city": "Turku"}}])
    _, end = await collect(model, ask("Weather?", tools=(WEATHER,)))
    assert end.finish == FinishReason.TOOL_CALLS
    assert [(call.name, call.arguments) for call in end.tool_calls] == [
        ("get_weather", '{"city": "Turku"}')
    ]


async def test_broken_tool_arguments_are_handed_on_as_the_model_wrote_them(model, mock):
    mock.plan(type="tool_fault", kind="malformed_arguments")
    _, end = await collect(model, ask("Weather?", tools=(WEATHER,)))
    assert end.tool_calls[0].arguments


async def test_a_limit_with_a_short_pause_is_waited_for(model, mock):
    mock.plan(type="fail", status=429, retry_after=0.1)
    text, _ = await collect(model, ask("Hello"))
    assert text


async def test_passing_problems_are_tried_again(model, mock):
    mock.plan(type="fail", status=500, retry_after=0, times=2)
    text, _ = await collect(model, ask("Hello"))
    assert text


@pytest.mark.parametrize("kind", ["disconnect", "truncate", "malformed", "stall"])
async def test_a_break_in_the_middle_is_incomplete(model, mock, kind):
    mock.plan(type="stream_fault", kind=kind, after_chunks=3, stall_seconds=3)
    with pytest.raises(IncompleteReply):
        await collect(model, ask("Hello"))


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"status": 401}, AuthFailed),
        ({"status": 403}, AuthFailed),
        ({"status": 404}, ModelError),
        ({"status": 429, "retry_after": 99}, RateLimited),
        ({"status": 400, "code": "context_length_exceeded"}, ContextTooLong),
        ({"status": 400, "code": "content_policy_violation"}, ModelRefused),
    ],
)
async def test_refusals_have_their_own_errors(model, mock, fault, error):
    mock.plan(type="fail", **fault)
    with pytest.raises(error):
        await collect(model, ask("Hello"))


# --- what is sent --------------------------------------------------------------------------------


async def test_the_request_says_all_of_it():
    call = ToolCall("c1", "get_weather", '{"city": "Turku"}')
    request = ask("Weather?", tools=(WEATHER,), sampling=Sampling(0.3, 0.9, 0.1, 1.1))
    request = type(request)(
        messages=(
            *request.messages,
            PromptMessage(PromptRole.ASSISTANT, "", tool_calls=(call,)),
            PromptMessage(PromptRole.TOOL, "Rain.", tool_call_id="c1"),
        ),
        conversation="room",
        max_tokens=50,
        sampling=request.sampling,
        tools=request.tools,
    )
    _, _, sent = await heard(request, piece(content="ok"), piece("stop"))
    body = sent.body
    assert sent.path == "/v1/chat/completions"
    assert sent.headers["authorization"] == f"Bearer {KEY}"
    assert (body["model"], body["stream"], body["max_tokens"]) == ("gpt-4o", True, 50)
    assert (body["temperature"], body["top_p"]) == (0.3, 0.9)
    assert body["stream_options"] == {"include_usage": True}
    assert [message["role"] for message in body["messages"]] == [
        "system",
        "user",
        "assistant",
        "tool",
    ]
    assert body["messages"][2]["tool_calls"][0]["function"]["arguments"] == call.arguments
    assert body["messages"][3] == {"role": "tool", "tool_call_id": "c1", "content": "Rain."}
    assert body["tools"][0]["function"]["parameters"] == WEATHER.schema


async def test_without_a_key_no_key_is_sent():
    async with FaultServer([says(piece("stop", content="Hi"))]).running() as server:
        made = made_for(server.url, secret="")
        await collect(made, ask("Hello"))
        await made.close()
    assert "authorization" not in server.requests[0].headers


async def test_a_missing_key_is_told_before_anybody_is_called():
    async with FaultServer([says()]).running() as server:
        made = made_for(server.url, secret="gone")
        with pytest.raises(SecretMissing):
            await collect(made, ask("Hello"))
        await made.close()
    assert server.requests == []


async def test_going_on_asks_for_it():
    _, _, sent = await heard(
        ask("Hello", "Once upon", continue_reply=True), piece(content=" a time"), piece("stop")
    )
    assert sent.body["messages"][-2:] == [
        {"role": "assistant", "content": "Once upon"},
        {"role": "user", "content": GO_ON},
    ]


async def test_a_field_the_server_does_not_know_is_left_out_from_then_on():
    answers = [
        refuse(400, {"error": {"message": "Unsupported value: 'temperature'."}}),
        refuse(
            400,
            {"error": {"message": "'max_tokens': use 'max_completion_tokens' instead."}},
        ),
        says(piece("stop", content="Hi")),
    ]
    async with FaultServer(answers).running() as server:
        made = made_for(server.url)
        for _ in range(2):
            await collect(made, ask("Hello", sampling=Sampling(temperature=0.5)))
        await made.close()
    assert len(server.requests) == 4
    assert "temperature" not in server.requests[-1].body
    assert server.requests[-1].body["max_completion_tokens"] == 40


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (400, "registry.ollama.ai/library/gemma2:2b does not support tools"),
        (500, "tools param requires --jinja flag"),
    ],
)
async def test_a_server_without_tools_is_asked_without_them_from_then_on(status, said):
    answers = [refuse(status, {"error": {"message": said}}), says(piece("stop", content="Hi"))]
    async with FaultServer(answers).running() as server:
        made = made_for(server.url)
        for _ in range(2):
            await collect(made, ask("Hello", tools=(WEATHER,)))
        await made.close()
    assert ["tools" in sent.body for sent in server.requests] == [True, False, False]


async def test_a_refused_form_is_told_when_nothing_can_be_left_out():
    body = {"error": {"message": "messages must not be empty"}}
    async with FaultServer([refuse(400, body)]).running() as server:
        made = made_for(server.url)
        with pytest.raises(ModelError, match="did not accept the request") as caught:
            await collect(made, ask("Hello"))
        await made.close()
    assert "must not be empty" in caught.value.details
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("", "https://api.openai.com/v1"),
        ("http://localhost:11434", "http://localhost:11434/v1"),
        ("http://localhost:1234/v1/", "http://localhost:1234/v1"),
        ("https://openrouter.ai/api/v1", "https://openrouter.ai/api/v1"),
    ],
)
def test_addresses_as_people_type_them(given, address):
    assert _address(given) == address


def test_openai_itself_wants_the_newer_name_of_the_limit():
    assert made_for("")._limit == "max_completion_tokens"


# --- what other servers say ----------------------------------------------------------------------


async def test_unknown_fields_and_empty_events_are_passed_over():
    text, end, _ = await heard(
        ask("Hello"),
        {"object": "ping", "choices": []},
        {"choices": None, "prompt_filter_results": [1]},
        piece(role="assistant", content=None, reasoning_content="hm"),
        piece(content=[{"type": "text", "text": "Bon"}, {"type": "image"}]),
        piece(content="jour"),
        piece("eos", content=""),
        {"choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": "2"}, "model": "m-1"},
        [1, 2],
    )
    assert (text, end.finish, end.model) == ("Bonjour", FinishReason.STOP, "m-1")
    assert (end.usage.prompt_tokens, end.usage.completion_tokens) == (7, 0)


async def test_cached_tokens_cost_less():
    usage = {"prompt_tokens": 1000, "completion_tokens": 0}
    cached = {**usage, "prompt_tokens_details": {"cached_tokens": 1000}}
    costs = []
    for counted in (usage, cached):
        _, end, _ = await heard(
            ask("Hello"), piece("stop", content="x"), {"choices": [], "usage": counted}
        )
        costs.append(end.usage.cost_usd)
    assert costs == [pytest.approx(0.0025), pytest.approx(0.00025)]


async def test_without_counts_there_is_an_estimate_and_no_cost():
    _, end, _ = await heard(ask("Hello"), piece("stop", content="One two three four"), end=b"")
    assert end.usage.prompt_tokens > 0
    assert end.usage.completion_tokens > 0
    assert end.usage.cost_usd is None


async def test_tool_calls_in_pieces_and_as_objects():
    _, end, _ = await heard(
        ask("Weather?"),
        piece(tool_calls=[{"index": 0, "id": "a", "function": {"name": "f", "arguments": '{"x"'}}]),
        piece(tool_calls=[{"index": 0, "function": {"arguments": ": 1}"}}]),
        piece(tool_calls=[{"index": 1, "function": {"name": "g", "arguments": {"y": 2}}}]),
        piece(tool_calls=[{"index": 2, "function": {}}]),
        piece("stop"),
    )
    assert end.finish == FinishReason.TOOL_CALLS
    assert [(call.id, call.name, call.arguments) for call in end.tool_calls] == [
        ("a", "f", '{"x": 1}'),
        ("call_1", "g", '{"y": 2}'),
    ]


async def test_a_tool_call_cut_by_the_longest_reply_is_not_given():
    _, end, _ = await heard(
        ask("Weather?"),
        piece(tool_calls=[{"index": 0, "id": "a", "function": {"name": "f", "arguments": "{"}}]),
        piece("length"),
    )
    assert (end.finish, end.tool_calls) == (FinishReason.LENGTH, ())


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ({"message": "maximum context length"}, ContextTooLong),
        ({"message": "no", "code": "content_filter"}, ModelRefused),
    ],
)
async def test_an_error_inside_the_stream_has_its_own_error(error, kind):
    with pytest.raises(kind):
        await heard(ask("Hello"), piece(content="Hm"), {"error": error})


async def test_any_other_error_inside_the_stream_is_told():
    with pytest.raises(ModelError, match="reported an error"):
        await heard(ask("Hello"), piece(content="Hm"), {"error": "engine gone"})
