"""The strip at the bottom."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.core.events import ModelActivity
from app.core.ports import HealthReport, HealthState
from app.ui.status import StatusStrip
from tests.counterparts.fake_host import STARTER
from tests.ui.stage import Stage

# Qt's offscreen platform says this of fixed sizes; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def strip(stage: Stage) -> StatusStrip:
    made = StatusStrip(stage.theme, stage.bridge)
    stage.show(made, 1180, 28)
    return made


def test_before_the_start_it_says_so(strip: StatusStrip) -> None:
    strip.refresh()
    assert strip._health.text() == "Starting"
    assert strip._model.isHidden()
    assert strip._agents.isHidden()


def test_it_says_the_worst_and_who_runs_and_how_fast(stage: Stage, strip: StatusStrip) -> None:
    stage.small.models.profile = replace(STARTER, label="Qwen3 4B")
    stage.small.health.tell(HealthReport("database", HealthState.OK, "It works."))
    strip.attach(stage.host)
    stage.load()
    stage.wait(lambda: strip._agents.text() == "3 agents running")
    assert strip._health.text() == "Everything is working"
    stage.bus.publish(ModelActivity("qwen", 31.4))
    speed = "Qwen3 4B on this computer · 31 tokens a second"
    stage.wait(lambda: strip._model.text() == speed)
    stage.small.health.tell(
        HealthReport("database", HealthState.OK, "It works."),
        HealthReport("recall", HealthState.DEGRADED, "It is being rebuilt."),
    )
    stage.bridge.health_changed.emit()
    assert "It is being rebuilt." in strip._health.toolTip()


def test_a_click_goes_there(stage: Stage, strip: StatusStrip) -> None:
    wanted: list[str] = []
    stage.bridge.show_pane.connect(wanted.append)
    for button in (strip._health, strip._agents, strip._model):
        button.click()
    assert wanted == ["health", "agents", "settings"]


def test_long_sentences_are_shortened(stage: Stage, strip: StatusStrip) -> None:
    strip._say(strip._health, "A very long sentence about something that went wrong " * 4)
    strip.resize(420, 28)
    stage.settle()
    assert strip._health.text().endswith("…")
    assert strip._health.toolTip().startswith("A very long sentence")
