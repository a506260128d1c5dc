"""Many changes, few drawings."""

from __future__ import annotations

import asyncio

from app.ui.pace import Pace
from tests.ui.stage import Stage


def test_changes_that_follow_each_other_are_told_once_and_none_is_lost(stage: Stage) -> None:
    told: list[int] = []
    wanted = 0
    pace = Pace(stage.bridge)
    pace.due.connect(lambda: told.append(wanted))

    async def traffic() -> None:
        nonlocal wanted
        for _ in range(60):
            wanted += 1
            pace.want("a fact")
            await asyncio.sleep(0.01)

    stage.run(traffic())
    stage.wait(lambda: told and told[-1] == wanted)
    assert len(told) <= 3


def test_a_single_change_is_told_although_nothing_follows(stage: Stage) -> None:
    told: list[bool] = []
    pace = Pace(stage.bridge)
    pace.due.connect(lambda: told.append(True))
    stage.do(pace.want)
    stage.wait(lambda: told)
    stage.do(pace.want)
    stage.wait(lambda: len(told) == 2)
