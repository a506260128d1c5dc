import asyncio
from datetime import UTC, datetime, timedelta

from app.core.message import Incoming, Trust, now
from app.core.tasks import spawn
from tests.counterparts.house import build_host, house
from tests.counterparts.ports import ScriptedModel


async def test_what_was_said_is_there_after_a_restart(home):
    async with house(home, ScriptedModel()) as host:
        async for _ in host.turns.receive(Incoming(agent="Eliza", text="Hi", trust=Trust.OWNER)):
            pass
    async with house(home, ScriptedModel()) as host:
        room = (await host.rooms.list())[0]
        assert [m.text for m in await host.rooms.history(room.id)] == ["Hi", "Well said."]


async def test_stop_ends_what_runs_beside_and_may_be_called_after_a_failed_start(home):
    host = build_host(home, ScriptedModel())
    await host.start()
    task = spawn(asyncio.sleep(3600), "beside")
    host.beside(task)
    await host.stop()
    assert task.cancelled()


async def test_old_traces_are_removed_at_the_start(home):
    old = datetime(2020, 1, 1, tzinfo=UTC)
    async with house(home, ScriptedModel()) as host:
        eliza = await host.agents.find("Eliza")
        room = await host.rooms.create(eliza.id)
        await host.store.save_trace("old", room.id, old, b"x")
        await host.store.save_trace("new", room.id, now() - timedelta(days=1), b"y")
    async with house(home, ScriptedModel()) as host:
        while await host.store.trace("old") is not None:
            await asyncio.sleep(0.01)
        assert await host.store.trace("new") == b"y"


async def test_helpers_cpu_counts_the_memory_helper_only(home):
    async with house(home, ScriptedModel()) as host:
        assert host.helpers_cpu_ms() == 0.0
        assert host.workers == ()
