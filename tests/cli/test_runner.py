import asyncio
import os
import signal
import threading

import pytest

from app.cli.runner import Runner
from app.core.errors import NotFound


class Commands:
    """Commands that wait, fail or count."""

    def __init__(self):
        self.closed = False
        self.ended = threading.Event()
        self.stop = asyncio.Event()

    async def __call__(self, command, params):
        if command == "count":
            for number in range(3):
                yield {"number": number}
        elif command == "fail":
            raise NotFound("Gone.")
        elif command == "stop":
            self.stop.set()
            yield {}
        elif command == "wait":
            try:
                yield {"begun": True}
                await self.stop.wait()
                yield {"stopped": True}
            finally:
                self.ended.set()

    async def close(self):
        self.closed = True


@pytest.fixture
def commands():
    return Commands()


def press_ctrl_c(item):
    if "begun" in item:
        os.kill(os.getpid(), signal.SIGINT)


def test_items_come_in_order_and_execute_is_closed(commands):
    with Runner(commands) as runner:
        assert runner.items("count", {}) == [{"number": number} for number in range(3)]
        with pytest.raises(NotFound):
            runner.items("fail", {})
    assert commands.closed
    assert not [thread for thread in threading.enumerate() if thread.name == "commands"]


def test_without_a_command_nothing_is_started(commands):
    with Runner(commands):
        pass
    assert not commands.closed


def test_ctrl_c_cancels_the_command(commands):
    with Runner(commands) as runner, pytest.raises(KeyboardInterrupt):
        runner.each("wait", {}, press_ctrl_c)
    assert commands.ended.is_set()
    assert commands.closed


def test_ctrl_c_may_end_a_command_politely(commands):
    found = []

    def show(item):
        found.append(item)
        press_ctrl_c(item)

    with Runner(commands) as runner:
        runner.each("wait", {}, show, lambda: ("stop", {}))
    assert found == [{"begun": True}, {"stopped": True}]


def test_a_second_ctrl_c_does_not_wait(commands):
    def show(item):
        press_ctrl_c(item)

    def nothing_useful():
        os.kill(os.getpid(), signal.SIGINT)
        return ("count", {})

    with Runner(commands) as runner, pytest.raises(KeyboardInterrupt):
        runner.each("wait", {}, show, nothing_useful)
    assert commands.ended.is_set()


def test_a_ctrl_c_while_a_command_is_handed_over_counts_when_it_is(commands, monkeypatch):
    submit = Runner._submit

    def pressed(runner, work):
        os.kill(os.getpid(), signal.SIGINT)
        return submit(runner, work)

    found = []
    with Runner(commands) as runner:
        monkeypatch.setattr(Runner, "_submit", pressed)

        def instead():
            monkeypatch.setattr(Runner, "_submit", submit)
            return ("stop", {})

        runner.each("wait", {}, found.append, instead)
    assert found == [{"begun": True}, {"stopped": True}]
