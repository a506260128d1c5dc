"""The Health pane over told health."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.core.ports import HealthReport, HealthState
from app.ui.panes.health import HealthPane
from tests.ui.stage import Stage


@dataclass
class Helper:
    resets: int = 0

    def reset(self) -> None:
        self.resets += 1


@pytest.fixture
def pane(stage: Stage) -> HealthPane:
    stage.host.workers = (Helper(),)
    stage.host.health.tell(
        HealthReport("database", HealthState.OK, "The database answers."),
        HealthReport("recall", HealthState.DOWN, "The helper failed.", "Start it again"),
        HealthReport("model", HealthState.DEGRADED, "It is slow.", "Choose another model"),
    )
    made = HealthPane(stage.host, stage.bridge, stage.theme)
    stage.show(made)
    stage.do(made.shown)
    return made


def texts(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def button(pane: QWidget, text: str) -> QPushButton:
    return next(b for b in pane.findChildren(QPushButton) if b.text() == text and b.isVisible())


def test_each_part_is_a_row_with_a_word_for_screen_readers(pane: HealthPane) -> None:
    shown = texts(pane)
    assert {"Database", "The database answers.", "Memory index", "The helper failed."} <= set(shown)
    names = [widget.accessibleName() for widget in pane.findChildren(QWidget)]
    assert "Memory index: not working. The helper failed." in names
    assert pane.header.chip.text.startswith("Memory index not working since")


def test_the_action_that_helps_is_offered_and_done(stage: Stage, pane: HealthPane) -> None:
    stage.do(button(pane, "Start again").click)
    assert stage.host.workers[0].resets == 1
    sent: list[str] = []
    stage.bridge.show_pane.connect(sent.append)
    stage.do(button(pane, "Open settings").click)
    assert sent == ["settings"]


def test_a_change_is_shown_at_once(stage: Stage, pane: HealthPane) -> None:
    stage.host.health.tell(HealthReport("disk", HealthState.OK, "41 GB are free."))
    stage.do(stage.bridge.health_changed.emit)
    assert "41 GB are free." in texts(pane)
    assert "The helper failed." not in texts(pane)
    assert pane.header.chip.text == "Everything is working"


def test_looking_again_asks_the_parts(stage: Stage, pane: HealthPane) -> None:
    stage.host.health.tell(HealthReport("disk", HealthState.OK, "41 GB are free."))
    stage.do(pane.again.click)
    assert pane.again.isEnabled()
    assert "41 GB are free." in texts(pane)


def test_out_of_sight_it_rests(stage: Stage, pane: HealthPane) -> None:
    pane.hide()
    pane._redraw()
    assert not pane._timer.isActive()


def test_before_the_first_look_it_says_so(stage: Stage) -> None:
    stage.host.health.last = None
    made = HealthPane(stage.host, stage.bridge, stage.theme)
    stage.show(made)
    assert "The parts have not been asked yet." in texts(made)
    assert made.header.chip.text == "Looking"
