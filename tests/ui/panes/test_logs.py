"""The Logs pane over a real log file."""

from __future__ import annotations

import json

import pytest
from PySide6.QtGui import QGuiApplication

from app.ui.models.log_rows import PAGE
from app.ui.panes.logs import LogsPane
from tests.ui.stage import Stage


def write(stage: Stage, count: int, level: str = "info", agent: str = "Eliza") -> None:
    with stage.host.paths.log_file.open("a") as file:
        for number in range(count):
            record = {"at": "2026-03-01T12:00:00.000+00:00", "level": level, "event": "turn"}
            file.write(json.dumps(record | {"agent": agent, "number": number}) + "\n")


@pytest.fixture
def pane(stage: Stage) -> LogsPane:
    write(stage, PAGE + 20)
    write(stage, 2, "error", "Researcher")
    made = LogsPane(stage.host, stage.bridge, stage.theme)
    stage.show(made)
    stage.load()
    stage.do(made.shown)
    stage.wait(lambda: made.rows.rowCount() == PAGE)
    return made


def test_it_shows_the_end_and_reads_back_when_scrolled_up(stage: Stage, pane: LogsPane) -> None:
    bar = pane.table.verticalScrollBar()
    assert bar.value() == bar.maximum()
    stage.do(bar.setValue, 0)
    stage.wait(lambda: pane.rows.rowCount() == PAGE + 22)
    assert bar.value() == 22


def test_level_agent_and_text_filter(stage: Stage, pane: LogsPane) -> None:
    stage.do(pane.level.setCurrentIndex, pane.level.findData("error"))
    stage.wait(lambda: pane.rows.rowCount() == 2)
    stage.do(pane.agent.setCurrentIndex, pane.agent.findData("Eliza"))
    stage.wait(pane.nothing.isVisible)
    stage.do(pane.level.setCurrentIndex, pane.level.findData("info"))
    stage.wait(lambda: pane.rows.rowCount() > 2)
    stage.do(pane.text.setText, "RESEARCH")
    stage.do(pane.agent.setCurrentIndex, 0)
    stage.wait(lambda: pane.rows.rowCount() == 2)


def test_it_follows_until_told_not_to(stage: Stage, pane: LogsPane) -> None:
    stage.do(pane.level.setCurrentIndex, pane.level.findData("error"))
    stage.wait(lambda: pane.rows.rowCount() == 2)
    write(stage, 1, "error")
    stage.do(pane._look_further)
    stage.wait(lambda: pane.rows.rowCount() == 3)
    stage.do(pane.follow.setChecked, False)
    write(stage, 1, "error")
    stage.do(pane._look_further)
    assert pane.rows.rowCount() == 3
    stage.do(pane.follow.setChecked, True)
    stage.wait(lambda: pane.rows.rowCount() == 4)


def test_selected_rows_are_copied(stage: Stage, pane: LogsPane) -> None:
    stage.do(pane.copy)
    stage.do(pane.table.selectRow, PAGE - 1)
    stage.do(pane.copy)
    text = QGuiApplication.clipboard().text()
    assert "[Researcher] turn number=1" in text
    pane.table.grab()


def test_out_of_sight_it_stops_reading(stage: Stage, pane: LogsPane) -> None:
    pane.hide()
    stage.do(pane._look_further)
    assert not pane._timer.isActive()


def test_an_empty_log_says_that_nothing_matches(stage: Stage) -> None:
    made = LogsPane(stage.host, stage.bridge, stage.theme)
    stage.show(made)
    stage.do(made.shown)
    stage.wait(made.nothing.isVisible)
