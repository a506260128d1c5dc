import asyncio
import gc

import pytest

from app.core.tasks import end, spawn


async def test_a_task_survives_without_a_reference():
    done = asyncio.Event()

    async def work() -> None:
        await asyncio.sleep(0.01)
        done.set()

    spawn(work(), "kept")
    gc.collect()
    await asyncio.wait_for(done.wait(), 10)


async def test_an_error_nobody_awaits_is_logged(log_watch):
    log_watch.expect("task.failed")

    async def work() -> None:
        raise ValueError("planned")

    task = spawn(work(), "broken")
    with pytest.raises(ValueError, match="planned"):
        await task
    await asyncio.sleep(0)
    assert [entry["event"] for entry in log_watch.events] == ["task.failed"]


async def test_end_cancels_and_waits():
    closed = []

    async def work() -> None:
        try:
            await asyncio.sleep(60)
        finally:
            closed.append(True)

    task = spawn(work(), "long")
    await asyncio.sleep(0)
    await end(task, None)
    assert task.cancelled()
    assert closed == [True]
    await end(task)
