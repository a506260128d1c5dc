"""The window's loop keeps asyncio's promises about order, cancelling and errors."""

import asyncio

import pytest
from PySide6.QtCore import QTimer

from app.ui.loop import Loop


@pytest.fixture
def loop(qapp):
    made = Loop(qapp)
    asyncio.set_event_loop(made)
    yield made
    asyncio.set_event_loop(None)
    made.close()


def test_callbacks_run_in_order_and_later_ones_in_the_next_round(loop):
    seen = []

    async def main():
        loop.call_soon(seen.append, 1)
        loop.call_soon(lambda: loop.call_soon(seen.append, 3))
        loop.call_soon(seen.append, 2)
        await asyncio.sleep(0.01)

    loop.run_until_complete(main())
    assert seen == [1, 2, 3]


def test_a_cancelled_callback_does_not_run(loop):
    seen = []

    async def main():
        loop.call_soon(seen.append, 1).cancel()
        loop.call_soon(seen.append, 2)
        await asyncio.sleep(0.01)

    loop.run_until_complete(main())
    assert seen == [2]


def test_one_failing_callback_does_not_stop_the_others(loop):
    seen, failures = [], []
    loop.set_exception_handler(lambda _, context: failures.append(context["exception"]))

    async def main():
        loop.call_soon(lambda: 1 / 0)
        loop.call_soon(seen.append, 1)
        await asyncio.sleep(0.01)

    loop.run_until_complete(main())
    assert seen == [1]
    assert isinstance(failures[0], ZeroDivisionError)


def test_qt_gets_its_turn_between_rounds_that_never_end(loop):
    ticks = []

    async def main():
        timer = QTimer()
        timer.setInterval(0)
        timer.timeout.connect(lambda: ticks.append(1))
        timer.start()
        while len(ticks) < 5:
            await asyncio.sleep(0)
        timer.stop()

    loop.run_until_complete(asyncio.wait_for(main(), 20))
    assert len(ticks) >= 5


def test_threads_processes_and_timers_work(loop):
    async def main():
        assert await asyncio.to_thread(sum, [1, 2]) == 3
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await asyncio.Event().wait()

    loop.run_until_complete(main())


def test_no_task_steps_when_the_loop_has_ended(loop):
    """A task that is due at the end waits for the next run, in which it finds a running loop."""
    seen = []

    async def later():
        await asyncio.sleep(0)
        seen.append(asyncio.get_running_loop())

    async def main():
        loop.call_soon(lambda: loop.create_task(later()))

    loop.run_until_complete(main())
    loop.run_until_complete(asyncio.sleep(0.01))
    assert seen == [loop]
    loop.call_soon(loop.stop)
    with pytest.raises(RuntimeError, match="stopped before"):
        loop.run_until_complete(loop.create_future())
