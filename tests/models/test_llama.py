"""The local model through its real worker process: streaming, turns, stop, crash."""

import asyncio

import psutil
import pytest

from app.core.errors import ModelError, WorkerError
from app.core.exchange import Sampling, TextDelta
from app.core.ports import ChatModel, HealthState
from app.models._gguf import read_header
from app.models.llama import LlamaModel, LocalFile
from app.models.profiles import STARTER, STARTER_DRY
from tests.models.conftest import ask, collect

pytestmark = pytest.mark.local_model

QUIET = Sampling(temperature=0)


@pytest.fixture
async def model(starter):
    header = read_header(starter)
    made = LlamaModel(LocalFile(starter, STARTER, header.bytes_per_token, STARTER_DRY), idle_s=0)
    yield made
    await made.close()


async def test_it_answers_and_counts_what_it_cost(model):
    assert isinstance(model, ChatModel)
    assert (await model.check()).state == HealthState.OFF
    text, end = await collect(model, ask("Say hello.", sampling=QUIET))
    assert text.strip()
    assert (end.usage.model_calls, end.usage.cost_usd) == (1, 0.0)
    assert end.model == STARTER.name
    assert (await model.check()).state == HealthState.OK
    assert psutil.pid_exists(model.pid)


async def test_turns_and_conversations_read_only_what_is_new(model):
    first, one = await collect(model, ask("Hello.", conversation="a", sampling=QUIET))
    await collect(model, ask("Ships?", system="Talk of ships.", conversation="b", sampling=QUIET))
    _, two = await collect(
        model, ask("Hello.", first, "And you?", conversation="a", sampling=QUIET)
    )
    assert two.usage.cached_tokens >= one.usage.prompt_tokens


async def test_two_conversations_at_once_wait_for_each_other(model):
    replies = await asyncio.gather(
        *(collect(model, ask("Hi.", conversation=name, most=10)) for name in "abc")
    )
    assert all(text for text, _ in replies)


async def test_a_stopped_reply_frees_the_model(model):
    stream = model.stream(ask("Tell me a long story.", most=3_000))
    assert isinstance(await anext(stream), TextDelta)
    pid = model.pid
    await stream.aclose()
    # The story would take minutes; that the next answer comes within the test's limit proves it.
    text, _ = await collect(model, ask("Hi.", most=5))
    assert text
    assert model.pid == pid


async def test_tokens_are_counted_exactly_once_it_is_loaded(model):
    text = "antidisestablishmentarianism"
    guess = await model.count_tokens(text)
    await collect(model, ask("Hi.", most=3))
    exact = await model.count_tokens(text)
    assert exact == await model.count_tokens(text)
    assert (guess > 0, exact > 0) == (True, True)


@pytest.mark.expects_warning("worker.died")
async def test_a_killed_worker_is_told_and_the_next_message_is_answered(model):
    stream = model.stream(ask("Tell me a long story.", most=300))
    await anext(stream)
    psutil.Process(model.pid).kill()
    with pytest.raises(WorkerError, match="stopped unexpectedly"):
        async for _ in stream:
            pass
    text, _ = await collect(model, ask("Hi.", most=5))
    assert text


async def test_a_file_that_is_no_model_is_told_and_harms_nothing(tmp_path):
    path = tmp_path / "broken.gguf"
    path.write_bytes(b"GGUF" + bytes(1000))
    made = LlamaModel(LocalFile(path, STARTER), idle_s=0)
    for _ in range(2):
        with pytest.raises(ModelError, match=r"broken\.gguf is damaged"):
            await collect(made, ask("Hi."))
    await made.close()
    path.unlink()
    report = await made.check()
    assert (report.state, report.reason) == (
        HealthState.DOWN,
        "The model file broken.gguf is gone.",
    )


@pytest.mark.expects_warning("worker.died")
async def test_a_worker_that_cannot_start_is_a_worker_error_each_time(tmp_path, monkeypatch):
    made = LlamaModel(LocalFile(tmp_path / "x.gguf", STARTER), idle_s=0)
    monkeypatch.setenv("PYTHONHOME", str(tmp_path))  # no Python finds its library there
    for _ in range(2):
        with pytest.raises(WorkerError):
            await collect(made, ask("Hi."))
    await made.close()
