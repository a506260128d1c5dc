"""One streaming call: every way to break it ends in one of our errors, never in a short reply."""

import asyncio
import os

import pytest

from app.core.errors import AppError, AuthFailed, IncompleteReply, ModelError, RateLimited
from app.core.exchange import ModelFinished, TextDelta
from app.core.settings import Model as ModelSettings
from app.models._http import RETRY_AFTER_S, _wait
from app.models.anthropic_messages import AnthropicModel
from app.models.openai_chat import OpenAIChatModel
from app.models.profiles import remote_profile
from tests.counterparts.fault_server import (
    BREAKS,
    REFUSED,
    FaultServer,
    chatter,
    cut,
    refuse,
    reply,
)
from tests.counterparts.ports import MemoryVault
from tests.models.conftest import KEY, ask, collect

REPEATS = 100 if os.environ.get("FAMILIAR_PROVE") else 5
FORMS = {"openai": OpenAIChatModel, "anthropic": AnthropicModel}
QUIET_S = 0.4


def model(form: str, server: FaultServer):
    settings = ModelSettings(name="m", base_url=server.url, secret="k").model_copy(
        update={"idle_timeout_s": QUIET_S}
    )
    vault = MemoryVault()
    vault.values["k"] = KEY
    return FORMS[form](remote_profile("m", 100), settings, vault, start_s=3.0)


@pytest.fixture(params=sorted(FORMS))
def form(request):
    return request.param


@pytest.mark.parametrize("fault", sorted(BREAKS))
async def test_a_broken_reply_is_never_taken_for_a_whole_one(form, fault):
    async def once(made) -> tuple[str, str]:
        text = ""
        try:
            async for event in made.stream(ask("Hello")):
                if isinstance(event, ModelFinished):
                    return "whole", text
                text += event.text
        except AppError as error:
            return type(error).__name__ if KEY not in repr(error) else "key", text
        return "ended", text

    async with FaultServer([reply(form, after=BREAKS[fault])]).running() as server:
        made = model(form, server)
        ends = await asyncio.gather(*(once(made) for _ in range(REPEATS)))
        await made.close()
    assert ends == [("IncompleteReply", "Once upon ")] * REPEATS


@pytest.mark.parametrize("fault", sorted(REFUSED))
async def test_what_never_begins_is_told_in_plain_words(form, fault):
    async with FaultServer([REFUSED[fault]]).running() as server:
        made = model(form, server)
        with pytest.raises(ModelError) as caught:
            await collect(made, ask("Hello"))
        await made.close()
    assert caught.value.text.startswith((f"127.0.0.1:{server.port}", "The connection to 127.0.0.1"))
    assert caught.value.text.endswith(".")


async def test_a_finished_reply_survives_a_cut_behind_it(form):
    async with FaultServer(
        [reply(form, "All ", "said.", ends=True, after=cut)]
    ).running() as server:
        made = model(form, server)
        text, end = await collect(made, ask("Hello"))
        await made.close()
    assert text == "All said."
    assert end.finish == "stop"


async def test_stop_closes_the_connection_and_nothing_follows(form):
    async with FaultServer([reply(form, after=chatter)]).running() as server:
        made = model(form, server)
        stream = made.stream(ask("Hello"))
        assert await anext(stream) == TextDelta("Once ")
        await stream.aclose()
        await asyncio.wait_for(server.hung_up.wait(), 10)
        with pytest.raises(StopAsyncIteration):
            await anext(stream)
        await made.close()
    assert len(server.requests) == 1


async def test_cancelling_while_waiting_for_the_first_word_hangs_up(form):
    async with FaultServer([REFUSED["mute"]]).running() as server:
        made = model(form, server)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await collect(made, ask("Hello"))
        await asyncio.wait_for(server.hung_up.wait(), 10)
        await made.close()


async def test_a_passing_fault_before_the_first_word_is_tried_again(form):
    answers = [refuse(503, {}), cut_at_once, reply(form, "Well.", ends=True)]
    async with FaultServer(answers).running() as server:
        made = model(form, server)
        text, _ = await collect(made, ask("Hello"))
        assert (await made.check()).state == "ok"
        await made.close()
    assert (text, len(server.requests)) == ("Well.", 3)


async def cut_at_once(line):
    line.abort()


async def test_after_the_first_word_nothing_is_tried_again(form):
    async with FaultServer([reply(form, after=cut)]).running() as server:
        made = model(form, server)
        with pytest.raises(IncompleteReply):
            await collect(made, ask("Hello"))
        assert (await made.check()).state == "degraded"
        await made.close()
    assert len(server.requests) == 1


async def test_four_calls_are_the_most(form):
    async with FaultServer([refuse(500, {}, Retry_After="0")]).running() as server:
        made = model(form, server)
        with pytest.raises(ModelError, match="problem of its own"):
            await collect(made, ask("Hello"))
        await made.close()
    assert len(server.requests) == 4


async def test_a_long_pause_that_is_asked_for_is_told_at_once(form):
    async with FaultServer([refuse(429, {}, Retry_After="77")]).running() as server:
        made = model(form, server)
        with pytest.raises(RateLimited, match="77 seconds") as caught:
            await collect(made, ask("Hello"))
        await made.close()
    assert (caught.value.retry_after, len(server.requests)) == (77.0, 1)
    assert caught.value.retry_after > RETRY_AFTER_S


async def test_a_refused_key_is_never_echoed(form):
    body = {"error": {"message": f"Incorrect API key provided: {KEY}", "type": "auth"}}
    async with FaultServer([refuse(401, body)]).running() as server:
        made = model(form, server)
        with pytest.raises(AuthFailed) as caught:
            await collect(made, ask("Hello"))
        assert (await made.check()).state == "down"
        await made.close()
    assert KEY not in f"{caught.value.text} {caught.value.details} {caught.value!r}"
    assert len(server.requests) == 1


async def test_a_key_with_a_line_break_goes_nowhere(form):
    async with FaultServer([reply(form, ends=True)]).running() as server:
        made = model(form, server)
        made._vault.values["k"] = "sk\r\nX-Evil: 1"
        with pytest.raises(AuthFailed, match="letters no key has"):
            await collect(made, ask("Hello"))
        await made.close()
    assert server.requests == []


async def test_an_address_where_nobody_listens_is_named(form):
    async with FaultServer([reply(form)]).running() as server:
        pass
    made = model(form, server)
    with pytest.raises(ModelError, match=f"127.0.0.1:{server.port} cannot be reached"):
        await collect(made, ask("Hello"))
    await made.close()


def test_pauses_are_random_growing_and_bounded():
    assert _wait(1, 7.0) == 7.0
    assert all(0 <= _wait(1, None) <= 1 for _ in range(100))
    assert all(0 <= _wait(9, None) <= 8 for _ in range(100))
    assert max(_wait(3, None) for _ in range(200)) > 1
