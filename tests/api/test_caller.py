import asyncio
import json

import pytest

from app.api.caller import call
from app.api.door import address_file, serve
from app.core.errors import AppError, HomeBusy
from app.core.tasks import end, spawn


async def commands(command, params):
    yield dict(params)


async def items(stream):
    return [item async for item in stream]


async def test_an_owner_that_does_not_open_is_said(home):
    with pytest.raises(HomeBusy, match="does not answer"):
        await items(call(home, "echo", {}, opening_s=0.2))


async def test_an_owner_that_is_still_starting_is_waited_for(home):
    asked = spawn(items(call(home, "echo", {"a": 1})), "ask")
    await asyncio.sleep(0.05)
    task = spawn(serve(home, commands), "door")
    assert await asked == [{"a": 1}]
    await end(task)


async def test_an_answer_that_makes_no_sense_is_an_ordinary_error(home):
    async def rude(reader, writer):
        writer.write(b'{"door": "open"}\n')
        await reader.readline()
        writer.write(b'{"error": {"kind": "__class__", "text": "odd"}}\n')
        writer.close()

    server = await asyncio.start_server(rude, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    address_file(home).write_text(json.dumps({"port": port, "token": "t"}))
    with pytest.raises(AppError, match="odd"):
        await items(call(home, "echo", {}))
    server.close()


async def test_a_connection_that_is_not_greeted_is_no_connection(home):
    async def leaving(reader, writer):
        writer.close()

    server = await asyncio.start_server(leaving, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    address_file(home).write_text(json.dumps({"port": port, "token": "t"}))
    with pytest.raises(HomeBusy):
        await items(call(home, "echo", {}, opening_s=0.1))
    server.close()
