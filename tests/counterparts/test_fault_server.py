"""The faulty provider itself: without its faults its shape is a good reply."""

import asyncio
import json

import aiohttp
import pytest

from tests.counterparts.fault_server import BREAKS, FaultServer, refuse, reply


async def get(server: FaultServer) -> tuple[int, bytes]:
    async with (
        aiohttp.ClientSession() as session,
        session.post(server.url + "/x", json={"a": 1}) as response,
    ):
        return response.status, await response.read()


@pytest.mark.parametrize("form", ["openai", "anthropic"])
async def test_a_reply_without_fault_is_whole_and_the_request_is_kept(form):
    async with FaultServer([reply(form, "Hi", ends=True)]).running() as server:
        status, raw = await get(server)
    assert status == 200
    events = [json.loads(part[6:]) for part in raw.split(b"\n\n") if part]
    assert "Hi" in json.dumps(events)
    assert ("stop" if form == "openai" else "end_turn") in json.dumps(events[-1])
    assert (server.requests[0].path, server.requests[0].body) == ("/v1/x", {"a": 1})


async def test_answers_are_taken_in_order_and_the_last_stays():
    async with FaultServer([refuse(500, {}), reply("openai", ends=True)]).running() as server:
        assert [(await get(server))[0] for _ in range(3)] == [500, 200, 200]


async def test_it_notices_that_the_client_hung_up():
    async with FaultServer([reply("openai", after=BREAKS["chatter"])]).running() as server:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await get(server)
        await asyncio.wait_for(server.hung_up.wait(), 10)
