"""The composition root over real parts: one owner per home, whoever asks."""

import asyncio
import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.compose import Executor, make_host, open_home
from app.core.errors import HomeBusy, StoreError
from app.core.lock import HomeLock
from app.core.paths import Paths
from app.core.tasks import spawn

ROOT = Path(__file__).parents[1]


async def items(executor, command, **params):
    return [item async for item in executor(command, params)]


def events(home: Paths) -> list[dict]:
    return [json.loads(line) for line in home.log_file.read_text().splitlines()]


def is_free(home: Paths) -> bool:
    try:
        with HomeLock(home):
            return True
    except HomeBusy:
        return False


# --- an opened home ----------------------------------------------------------------------------


def test_an_opened_home_writes_a_log_that_programs_and_people_can_read(home):
    lock = HomeLock(home)
    lock.acquire()
    opened = open_home(home, lock)
    try:
        import structlog

        opened.logs.redactor.add("value-of-a-key-0123")
        structlog.get_logger("test").info("something.happened", said="value-of-a-key-0123")
    finally:
        opened.close()
    (record,) = events(home)
    assert record["event"] == "something.happened"
    assert (record["level"], record["logger"]) == ("info", "test")
    assert "value-of-a-key-0123" not in home.log_file.read_text()
    assert is_free(home)


def test_the_log_follows_its_setting(home):
    lock = HomeLock(home)
    lock.acquire()
    opened = open_home(home, lock)
    try:
        import structlog

        log = structlog.get_logger("test")
        log.debug("one")
        opened.settings.change("logs", {"level": "debug"})
        log.debug("two")
    finally:
        opened.close()
    assert [record["event"] for record in events(home) if record["logger"] == "test"] == ["two"]


def test_putting_a_host_together_opens_and_loads_nothing(home):
    code = (
        "import sys\n"
        "from app.compose import make_host, open_home\n"
        "from app.core.lock import HomeLock\n"
        "from app.core.paths import Paths\n"
        "paths = Paths.discover()\n"
        "opened = open_home(paths, HomeLock(paths))\n"
        "host = make_host(opened)\n"
        "assert not paths.database.exists()\n"
        "assert [worker.pid for worker in host.workers] == [None, None]\n"
        "heavy = ('aiohttp', 'alembic', 'chromadb', 'keyring', 'llama_cpp', 'numpy',\n"
        "         'onnxruntime', 'sqlalchemy', 'tokenizers')\n"
        "print([name for name in heavy if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


# --- who does commands -------------------------------------------------------------------------


async def test_a_command_becomes_the_owner_and_closing_lets_the_home_go(home):
    executor = Executor(home)
    names = [agent["name"] for agent in await items(executor, "agent list")]
    assert "Eliza" in names
    assert not is_free(home)
    await executor.close()
    assert is_free(home)
    assert [r["event"] for r in events(home) if r["logger"] == "app.core.host"] == [
        "host.started",
        "host.stopped",
    ]


async def test_the_next_command_asks_the_owner_through_its_door(home):
    owner, second = Executor(home), Executor(home)
    try:
        mine = await items(owner, "agent list")
        assert await items(second, "agent list") == mine
        started = [r for r in events(home) if r["event"] == "host.started"]
        assert len(started) == 1
    finally:
        await second.close()
        await owner.close()


async def test_commands_of_one_executor_at_the_same_time_open_one_host(home):
    executor = Executor(home)
    try:
        first, second = await asyncio.gather(
            items(executor, "agent list"), items(executor, "agent list")
        )
        assert first == second
    finally:
        await executor.close()
    assert [r["event"] for r in events(home)].count("host.started") == 1


async def test_a_command_takes_over_a_home_whose_owner_leaves(home):
    leaving = HomeLock(home)
    leaving.acquire()
    executor = Executor(home)
    asked = spawn(items(executor, "agent list"), "ask")
    await asyncio.sleep(0.2)
    assert not asked.done()
    leaving.release()
    try:
        assert await asked
    finally:
        await executor.close()


async def test_closing_finishes_what_another_process_asked(home):
    owner, second = Executor(home), Executor(home)
    await items(owner, "agent list")
    following = second("agent list", {})
    first = await anext(following)
    closing = spawn(owner.close(), "close")
    rest = [item async for item in following]
    await closing
    await second.close()
    assert "Eliza" in {agent["name"] for agent in (first, *rest)}
    assert is_free(home)


async def test_the_log_is_read_without_owning_or_opening_the_home(home):
    home.log_file.parent.mkdir(parents=True, exist_ok=True)
    home.log_file.write_text(
        '{"at":"2026-03-01T10:00:00.000+00:00","level":"info","event":"it.happened"}\n'
    )
    executor = Executor(home)
    (entry,) = await items(executor, "logs")
    await executor.close()
    assert entry["event"] == "it.happened"
    assert not home.database.exists()
    assert not home.lock.exists()


async def test_a_home_that_cannot_be_opened_is_let_go(home):
    home.database.mkdir(parents=True)
    executor = Executor(home)
    with pytest.raises(StoreError):
        await items(executor, "agent list")
    assert is_free(home)
    await executor.close()


async def test_closing_what_never_opened_does_nothing(home):
    await Executor(home).close()
    assert not home.lock.exists()


async def test_every_part_of_a_host_can_say_how_it_is(home):
    lock = HomeLock(home)
    lock.acquire()
    opened = open_home(home, lock)
    host = make_host(opened)
    try:
        await host.start()
        summary = await host.health.report()
        parts = {item.report.part for item in summary.items}
        assert {"database", "model", "recall", "keyring"} <= parts
        assert all(item.report.reason for item in summary.items)
    finally:
        await host.stop()
        opened.close()
