"""The tray's menu, tooltip and state over real agents."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSystemTrayIcon

from app.core.ports import HealthReport, HealthState
from app.ui.models.tray_state import TrayState
from app.ui.notify import Note
from app.ui.tray import Tray
from tests.ui.stage import Stage


class Raised:
    def __init__(self) -> None:
        self.times = 0
        self.panes: list[str] = []

    def bring_up(self) -> None:
        self.times += 1

    def show_pane(self, key: str) -> None:
        self.panes.append(key)


@pytest.fixture
def window() -> Raised:
    return Raised()


@pytest.fixture
def tray(stage: Stage, window: Raised) -> Iterator[Tray]:
    made = Tray(window, stage.bridge)
    made.attach(stage.host)
    yield made
    made.close()


def words(tray: Tray) -> list[str]:
    return [action.text() for action in tray.menu.actions() if not action.isSeparator()]


def action(tray: Tray, text: str) -> QAction:
    return next(each for each in tray.menu.actions() if each.text() == text)


def start(stage: Stage, tray: Tray) -> None:
    stage.load()
    stage.wait(lambda: "Stop Eliza" in words(tray))


def test_it_says_starting_until_the_host_has_started(stage: Stage, tray: Tray) -> None:
    assert tray.state is TrayState.STARTING
    assert words(tray) == ["Open Familiar", "Starting", "Quit Familiar"]
    assert tray.icon.toolTip() == "Familiar: starting"


def test_the_menu_names_every_agent_and_has_at_most_nine_items(stage: Stage, tray: Tray) -> None:
    start(stage, tray)
    assert tray.state is TrayState.READY
    assert words(tray) == [
        "Open Familiar",
        "Stop Eliza",
        "Stop Moderator",
        "Stop Researcher",
        "Pause all agents",
        "Everything is working",
        "Quit Familiar",
    ]


def test_an_agent_is_stopped_and_started_from_the_menu(stage: Stage, tray: Tray) -> None:
    start(stage, tray)
    stage.do(action(tray, "Stop Eliza").trigger)
    stage.wait(lambda: "Start Eliza" in words(tray))
    assert not stage.run(stage.host.agents.find("Eliza")).enabled
    stage.do(action(tray, "Start Eliza").trigger)
    stage.wait(lambda: "Stop Eliza" in words(tray))


def test_pausing_all_shows_and_can_be_ended(stage: Stage, tray: Tray) -> None:
    start(stage, tray)
    stage.do(action(tray, "Pause all agents").trigger)
    stage.wait(lambda: tray.state is TrayState.PAUSED)
    assert stage.host.agents.paused
    assert tray.icon.toolTip() == "Familiar: paused"
    assert not action(tray, "Stop Eliza").isEnabled()
    stage.do(action(tray, "Resume all agents").trigger)
    stage.wait(lambda: tray.state is TrayState.READY)


def test_when_all_are_stopped_it_says_that_none_runs(stage: Stage, tray: Tray) -> None:
    start(stage, tray)
    for agent in stage.run(stage.host.agents.list()):
        stage.run(stage.host.agents.stop(agent.id))
    stage.wait(lambda: tray.state is TrayState.PAUSED)
    assert tray.icon.toolTip() == "Familiar: no agent is running"


def test_many_agents_go_into_a_menu_of_their_own(stage: Stage, tray: Tray) -> None:
    start(stage, tray)
    for name in ("Ada & Co", "Bo", "Cy"):
        stage.run(stage.host.agents.add({"name": name, "bio": ["Hi."]}, "/a/file.json"))
    stage.wait(lambda: "Agents" in words(tray))
    assert len(words(tray)) == 5
    (inner,) = [each.menu() for each in tray.menu.actions() if each.menu() is not None]
    assert "Stop Ada && Co" in [each.text() for each in inner.actions()]


def test_health_is_told_and_leads_to_its_pane(stage: Stage, tray: Tray, window: Raised) -> None:
    start(stage, tray)
    stage.host.health.tell(HealthReport("disk", HealthState.DOWN, "There is no room left."))
    stage.do(stage.bridge.health_changed.emit)
    assert tray.state is TrayState.ATTENTION
    stage.do(action(tray, "Disk: There is no room left").trigger)
    assert (window.times, window.panes) == (1, ["health"])


def test_open_click_and_quit(stage: Stage, tray: Tray, window: Raised) -> None:
    quits: list[bool] = []
    tray.quit_wanted.connect(lambda: quits.append(True))
    stage.do(action(tray, "Open Familiar").trigger)
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    assert window.times == 2
    stage.do(action(tray, "Quit Familiar").trigger)
    assert quits == [True]


def test_the_menu_stays_as_it_is_while_only_the_state_changes(stage: Stage, tray: Tray) -> None:
    start(stage, tray)
    before = tray.menu.actions()
    stage.do(stage.bridge.health_changed.emit)
    assert tray.menu.actions() == before


def test_without_a_tray_host_it_is_not_reachable(stage: Stage, tray: Tray) -> None:
    assert not tray.reachable


def test_a_clicked_note_opens_its_conversation(stage: Stage, tray: Tray, window: Raised) -> None:
    opened: list[str] = []
    stage.bridge.open_room.connect(opened.append)
    tray.show_note(Note("Eliza", "Hello", "room-1"))
    tray.icon.messageClicked.emit()
    tray.show_note(Note("Familiar", "Still here"))
    tray.icon.messageClicked.emit()
    assert window.times == 2
    assert opened == ["room-1"]
