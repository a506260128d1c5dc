"""Between the loop and the window: facts, tasks, errors in plain words."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import AsyncGenerator
from functools import partial

import pytest
from PySide6.QtCore import QObject, Signal
from shiboken6 import delete

from app.core.errors import AppError, StoreError
from app.core.events import (
    AgentChanged,
    HealthChanged,
    MessageStored,
    ModelActivity,
    RaiseWindow,
    RoomChanged,
    SettingsChanged,
)
from app.core.message import AgentState, Message, Speaker, now
from tests.ui.stage import Stage


async def give(value: object) -> object:
    await asyncio.sleep(0)
    if isinstance(value, Exception):
        raise value
    return value


def test_every_fact_has_its_signal(stage: Stage) -> None:
    told: list[str] = []
    bridge = stage.bridge
    bridge.agent_changed.connect(lambda fact: told.append(fact.agent_id))
    bridge.message_stored.connect(lambda message: told.append(message.text))
    bridge.room_changed.connect(told.append)
    bridge.health_changed.connect(lambda: told.append("health"))
    bridge.settings_changed.connect(lambda: told.append("settings"))
    bridge.model_activity.connect(lambda fact: told.append(fact.model))
    bridge.raise_window.connect(lambda: told.append("raise"))
    message = Message("m", "r", "a", Speaker.USER, "o", "You", "text", now(), "chat")
    for fact in (
        AgentChanged("agent", AgentState.READY),
        MessageStored(message),
        RoomChanged("room"),
        HealthChanged(),
        SettingsChanged(),
        ModelActivity("model", 30.0),
        RaiseWindow(),
    ):
        stage.bus.publish(fact)
    assert told == ["agent", "text", "room", "health", "settings", "model", "raise"]


def test_a_result_comes_back_and_an_error_goes_to_who_asked(stage: Stage) -> None:
    got: list[object] = []
    stage.do(stage.bridge.run, give(3), "three", got.append)
    stage.do(stage.bridge.run, give(StoreError("No room.")), "full", got.append, got.append)
    stage.wait(lambda: len(got) == 2)
    assert got[0] == 3
    assert isinstance(got[1], StoreError)
    assert stage.problems == []


def test_an_error_nobody_asked_about_is_told_in_the_window(stage: Stage) -> None:
    stage.do(stage.bridge.run, give(StoreError("No room.")), "full")
    stage.wait(lambda: stage.problems)
    assert stage.problems[0].text == "No room."


@pytest.mark.expects_warning("ui.task_failed")
def test_a_bug_is_told_without_its_own_words(stage: Stage) -> None:
    stage.do(stage.bridge.run, give(KeyError("secret")), "broken")
    stage.wait(lambda: stage.problems)
    error = stage.problems[0]
    assert isinstance(error, AppError)
    assert "unexpected" in error.text
    assert "secret" not in error.text + error.details


def test_a_stream_is_followed_and_closed(stage: Stage) -> None:
    closed: list[bool] = []

    async def events(error: Exception | None) -> AsyncGenerator[int, None]:
        try:
            yield 1
            yield 2
            if error:
                raise error
            await asyncio.sleep(60)
        finally:
            closed.append(True)

    got: list[int] = []
    stage.do(stage.bridge.follow, events(StoreError("Gone.")), "events", got.append)
    stage.wait(lambda: closed)
    assert got == [1, 2]
    stage.wait(lambda: stage.problems)
    stage.do(stage.bridge.follow, events(None), "events", got.append)
    stage.wait(lambda: len(got) == 4)
    stage.run(stage.bridge.close())
    assert len(closed) == 2


def test_after_closing_no_fact_is_heard(stage: Stage) -> None:
    told: list[str] = []
    stage.bridge.room_changed.connect(told.append)
    stage.bridge.tell_started()
    assert stage.bridge.ready
    stage.run(stage.bridge.close())
    stage.bus.publish(RoomChanged("room"))
    assert told == []
    assert not stage.bridge.ready


def test_work_that_is_cancelled_before_it_began_is_closed(stage: Stage) -> None:
    work = give(1)

    def begin_and_cancel() -> None:
        stage.bridge.run(work, "short").cancel()

    stage.do(begin_and_cancel)
    assert inspect.getcoroutinestate(work) == inspect.CORO_CLOSED


class Asking(QObject):
    """Something that asks, and may be gone when the answer comes."""

    told = Signal(object)

    def take(self, value: object) -> None:
        self.told.emit(value)


@pytest.mark.parametrize("wrapped", [False, True])
def test_who_is_gone_is_not_told(stage: Stage, wrapped: bool) -> None:
    asking, got = Asking(), []
    asking.told.connect(got.append)
    go = asyncio.Event()

    async def later() -> int:
        await go.wait()
        return 3

    done = partial(asking.take) if wrapped else asking.take
    stays = stage.do(stage.bridge.run, later(), "stays", done)
    stage.do(go.set)
    stage.wait(stays.done)
    assert got == [3]
    go.clear()
    task = stage.do(stage.bridge.run, later(), "gone", done)
    delete(asking)
    stage.do(go.set)
    stage.wait(task.done)
    assert got == [3]
    assert stage.problems == []
