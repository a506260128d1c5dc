import asyncio
import json
import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from app.api.caller import call
from app.api.door import MAX_REQUEST, address_file, serve
from app.core.errors import (
    AppError,
    ConfigError,
    HomeBusy,
    NotFound,
    NotReady,
    RateLimited,
)
from app.core.paths import Paths
from app.core.tasks import end, spawn


class Commands:
    """What stands behind the door in these tests."""

    def __init__(self):
        self.cancelled = asyncio.Event()
        self.begun = asyncio.Event()

    async def __call__(self, command, params):
        self.begun.set()
        if command == "count":
            for number in range(params["to"]):
                yield {"number": number}
        elif command == "echo":
            yield dict(params)
        elif command == "missing":
            raise NotFound("There is no such thing.", details="looked everywhere")
        elif command == "slow down":
            raise RateLimited("Slow down.", retry_after=3)
        elif command == "bug":
            raise ZeroDivisionError
        elif command == "wait":
            try:
                yield {"waiting": True}
                await asyncio.Event().wait()
            finally:
                self.cancelled.set()


@pytest.fixture
def commands():
    return Commands()


@pytest.fixture(params=[True, False], ids=["socket", "port"])
async def door(request, home, commands):
    task = spawn(serve(home, commands, unix=request.param), "door")
    await _open(home)
    yield home
    await end(task)
    assert not address_file(home).exists()


async def _open(paths):
    while not address_file(paths).exists():
        await asyncio.sleep(0.01)


async def items(stream):
    return [item async for item in stream]


async def test_items_come_through_in_order(door):
    found = await items(call(door, "count", {"to": 100}))
    assert found == [{"number": number} for number in range(100)]


async def test_any_text_comes_through(door):
    text = "a\nb\u2028\x00 Ünï 🙂 " + "x" * 100_000
    assert await items(call(door, "echo", {"text": text})) == [{"text": text}]


async def test_errors_arrive_as_what_they_were(door):
    with pytest.raises(NotFound, match="no such thing") as caught:
        await items(call(door, "missing", {}))
    assert caught.value.details == "looked everywhere"
    with pytest.raises(RateLimited):
        await items(call(door, "slow down", {}))


@pytest.mark.expects_warning("door.unexpected")
async def test_a_bug_is_a_plain_sentence(door):
    with pytest.raises(AppError, match="unexpected") as caught:
        await items(call(door, "bug", {}))
    assert "ZeroDivisionError" in caught.value.details


async def test_hanging_up_cancels_the_command(door, commands):
    stream = call(door, "wait", {})
    assert await anext(stream) == {"waiting": True}
    await stream.aclose()
    async with asyncio.timeout(5):
        await commands.cancelled.wait()


async def test_many_at_once(door):
    found = await asyncio.gather(*(items(call(door, "count", {"to": 5})) for _ in range(20)))
    assert all(len(one) == 5 for one in found)


@pytest.mark.parametrize(
    "request_line",
    [b"nonsense\n", b"[]\n", b"{}\n", b'{"command": 3}\n', b'{"command": "echo", "params": []}\n'],
)
async def test_what_is_no_request_is_refused(door, request_line, commands):
    reader, writer = await _connect(door)
    token = json.loads(address_file(door).read_text()).get("token", "")
    line = request_line.replace(b"}\n", f', "token": "{token}"}}\n'.encode())
    writer.write(line.replace(b"{,", b"{"))
    answer = json.loads(await reader.readline())
    assert answer["error"]["kind"] == "ConfigError"
    writer.close()
    assert not commands.begun.is_set()


async def test_an_endless_request_is_refused(door):
    reader, writer = await _connect(door)
    writer.write(b"x" * (MAX_REQUEST * 2 + 10))
    answer = json.loads(await reader.readline())
    assert "too long" in answer["error"]["text"]
    writer.close()


async def test_a_caller_that_says_nothing_is_let_go(door):
    reader, writer = await _connect(door)
    writer.write_eof()
    assert await reader.read() == b""
    writer.close()


async def test_closing_the_door_ends_what_is_going_on(home, commands):
    task = spawn(serve(home, commands), "door")
    await _open(home)
    stream = call(home, "wait", {})
    await anext(stream)
    await end(task)
    with pytest.raises(NotReady, match="closed while"):
        await anext(stream)
    assert commands.cancelled.is_set()


async def test_only_the_person_can_reach_the_socket(home, commands):
    task = spawn(serve(home, commands, unix=True), "door")
    await _open(home)
    socket = Path(json.loads(address_file(home).read_text())["socket"])
    assert (_mode(socket), _mode(socket.parent)) == (0o600, 0o700)
    assert _mode(address_file(home)) == 0o600
    await end(task)
    assert not list(home.runtime.iterdir())


async def test_a_port_wants_its_token(home, commands):
    task = spawn(serve(home, commands, unix=False), "door")
    await _open(home)
    reader, writer = await _connect(home)
    writer.write(b'{"command": "echo", "params": {}, "token": "guessed"}\n')
    answer = json.loads(await reader.readline())
    assert "does not come from you" in answer["error"]["text"]
    writer.close()
    await end(task)
    assert not commands.begun.is_set()


async def test_a_home_too_deep_for_a_socket_gets_a_short_private_folder(tmp_path, commands):
    deep = Paths.under(tmp_path / ("d" * 90) / "home")
    deep.create()
    task = spawn(serve(deep, commands, unix=True), "door")
    await _open(deep)
    socket = Path(json.loads(address_file(deep).read_text())["socket"])
    assert len(os.fsencode(socket)) <= 100
    assert _mode(socket.parent) == 0o700
    assert await items(call(deep, "echo", {"a": 1})) == [{"a": 1}]
    await end(task)
    assert str(socket).startswith(tempfile.gettempdir())
    socket.parent.chmod(0o755)
    with pytest.raises(ConfigError, match="cannot be opened"):
        await serve(deep, commands, unix=True)
    socket.parent.rmdir()


async def test_a_crashed_owners_socket_is_no_obstacle(home, commands):
    (home.runtime / "door.sock").write_text("")
    address_file(home).write_text('{"socket": "/nonexistent"}')
    task = spawn(serve(home, commands, unix=True), "door")
    assert await items(call(home, "echo", {"a": 1})) == [{"a": 1}]
    await end(task)


async def test_an_owner_that_leaves_finishes_what_it_began_and_takes_no_more(home):
    more = asyncio.Event()

    async def slow(command, params):
        yield {"begun": True}
        await more.wait()
        yield {"done": True}

    leaving = asyncio.Event()
    task = spawn(serve(home, slow, leaving), "door")
    stream = call(home, "any", {})
    assert await anext(stream) == {"begun": True}
    leaving.set()
    while address_file(home).exists():
        await asyncio.sleep(0.01)
    with pytest.raises(HomeBusy):
        await items(call(home, "any", {}, opening_s=0.1))
    more.set()
    assert await items(stream) == [{"done": True}]
    await task


async def _connect(paths):
    address = json.loads(address_file(paths).read_text())
    if "socket" in address:
        reader, writer = await asyncio.open_unix_connection(address["socket"])
    else:
        reader, writer = await asyncio.open_connection("127.0.0.1", address["port"])
    assert json.loads(await reader.readline()) == {"door": "open"}
    return reader, writer


def _mode(path):
    return stat.S_IMODE(path.stat().st_mode)


ON_THE_WINDOWS_LOOP = """
import asyncio, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from qasync import QEventLoop
from app.api.caller import call
from app.api.door import serve
from app.core.paths import Paths
from app.core.tasks import end, spawn

gone = asyncio.Event()

async def commands(command, params):
    try:
        for number in range(20):
            yield {"number": number}
        if command == "wait":
            await asyncio.Event().wait()
    finally:
        gone.set()

async def both(home):
    task = spawn(serve(home, commands), "door")
    found = [item async for item in call(home, "count", {})]
    gone.clear()
    stream = call(home, "wait", {})
    await anext(stream)
    await stream.aclose()
    async with asyncio.timeout(5):
        await gone.wait()
    await end(task)
    print(len(found))

app = QCoreApplication([])
with QEventLoop(app) as loop:
    loop.run_until_complete(both(Paths.discover()))
"""


def test_the_door_works_on_the_windows_loop(home):
    done = subprocess.run(
        [sys.executable, "-c", ON_THE_WINDOWS_LOOP],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.stdout.splitlines()[-1:] == ["20"], done.stderr
