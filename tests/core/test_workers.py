import asyncio
import sys

import psutil
import pytest

from app.core import workers
from app.core.errors import ContextTooLong, NotReady, WorkerError
from app.core.ports import HealthState
from app.core.worker_process import WorkerSpec
from app.core.workers import Worker

ECHO = (sys.executable, "-m", "tests.counterparts.echo_worker")


def spec(**changes: object) -> WorkerSpec:
    fields = {"name": "echo", "label": "echo helper", "idle_s": 0.0, "command": ECHO, **changes}
    return WorkerSpec(**fields)  # type: ignore[arg-type]


@pytest.fixture
async def worker():
    made = Worker(spec())
    yield made
    await made.stop()


async def test_a_call_starts_the_worker_and_returns_its_answer(worker):
    assert worker.pid is None
    assert await worker.call("echo", value={"a": [1, "b", b"\x00\xff"]}) == {
        "a": [1, "b", b"\x00\xff"]
    }
    assert psutil.pid_exists(worker.pid)


async def test_prints_of_libraries_do_not_disturb_the_pipe(worker):
    for number in range(5):
        assert await worker.call("echo", value=number) == number


async def test_a_stream_yields_in_order(worker):
    assert [item async for item in worker.stream("count", to=5)] == [0, 1, 2, 3, 4]


async def test_leaving_a_stream_cancels_the_work_there(worker):
    stream = worker.stream("count", to=10_000, pause=0.01)
    assert await anext(stream) == 0
    await stream.aclose()
    # Ten thousand steps would take 100 s: an answer within the call's limit proves the cancel.
    assert await worker.call("echo", timeout=20, value=1) == 1


async def test_errors_arrive_as_what_they_were(worker):
    with pytest.raises(ContextTooLong) as caught:
        await worker.call("refuse")
    assert (caught.value.text, caught.value.details) == ("Too long.", "by a lot")


async def test_a_bug_in_the_worker_is_told_with_its_traceback(worker):
    with pytest.raises(WorkerError) as caught:
        await worker.call("bug")
    assert "ZeroDivisionError" in caught.value.details
    assert await worker.call("echo", value=1) == 1


async def test_death_in_a_call_is_an_error_and_the_next_call_works(worker, log_watch):
    log_watch.expect("worker.died", "worker.killed")
    await worker.call("echo", value=1)
    first = worker.pid
    with pytest.raises(WorkerError):
        await worker.call("die")
    assert await worker.call("echo", value=2) == 2
    assert worker.pid != first
    assert worker.check().state == HealthState.OK


async def test_silence_is_cut(worker, log_watch):
    log_watch.expect("worker.died", "worker.killed")
    with pytest.raises(WorkerError):
        await worker.call("sleep", timeout=0.5, seconds=60)
    assert await worker.call("echo", value=2) == 2
    with pytest.raises(WorkerError):
        async for _ in worker.stream("count", idle_timeout=0.5, to=2, pause=60):
            pass


async def test_a_worker_that_never_answers_is_switched_off_and_can_be_reset(log_watch):
    log_watch.expect("worker.died", "worker.killed")
    worker = Worker(spec(args={"fail_at_start": True}), retry_s=0.0)
    for _ in range(workers.MAX_TRIES):
        with pytest.raises(WorkerError):
            await worker.call("echo", value=1)
    assert worker.check().state == HealthState.DOWN
    with pytest.raises(WorkerError, match="switched off"):
        await worker.call("echo", value=1)
    worker.reset()
    assert worker.check().state == HealthState.OFF
    await worker.stop()


async def test_tries_are_apart(log_watch):
    log_watch.expect("worker.died", "worker.killed")
    worker = Worker(spec(args={"fail_at_start": True}))
    with pytest.raises(WorkerError):
        await worker.call("echo", value=1)
    with pytest.raises(NotReady, match="tried again in"):
        await worker.call("echo", value=1)
    assert worker.check().state == HealthState.DEGRADED


async def test_an_idle_worker_is_stopped_and_comes_back():
    worker = Worker(spec(idle_s=0.2))
    await worker.call("echo", value=1)
    process = psutil.Process(worker.pid)
    await asyncio.to_thread(process.wait, 20)
    assert worker.pid is None
    assert await worker.call("echo", value=2) == 2
    await worker.stop()


async def test_stop_ends_open_calls_and_the_process(worker):
    call = asyncio.get_running_loop().create_task(worker.call("sleep", seconds=60))
    while worker.pid is None:
        await asyncio.sleep(0.01)
    pid = worker.pid
    await asyncio.sleep(0.2)
    await worker.stop()
    with pytest.raises(WorkerError):
        await call
    assert not psutil.pid_exists(pid)


async def test_stop_while_it_starts_is_no_failure(worker):
    call = asyncio.get_running_loop().create_task(worker.call("echo", value=1))
    while worker.pid is None:
        await asyncio.sleep(0)
    await worker.stop()
    with pytest.raises(WorkerError, match="was stopped"):
        await call
    assert worker.check().state is HealthState.OFF
    assert await worker.call("echo", value=2) == 2


async def test_memory_is_bounded_where_the_system_can():
    worker = Worker(spec(memory_mb=1024))
    with pytest.raises(WorkerError, match="memory"):
        await worker.call("hoard")
    assert await worker.call("echo", value=1) == 1
    await worker.stop()


async def test_calls_at_once_are_answered_in_order(worker):
    answers = await asyncio.gather(*(worker.call("echo", value=n) for n in range(20)))
    assert answers == list(range(20))
    assert worker.cpu_ms >= 0
