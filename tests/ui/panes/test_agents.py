"""The Agents pane over real agents and rooms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton

from app.core.errors import VaultAbsent
from app.core.message import AgentState
from app.ui.panes.agents import AgentsPane
from tests.ui.stage import Stage


@pytest.fixture
def pane(stage: Stage) -> AgentsPane:
    made = AgentsPane(stage.host, stage.bridge, stage.theme)
    stage.show(made)
    stage.load()
    stage.wait(lambda: "Eliza" in texts(made))
    return made


def texts(pane: AgentsPane) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]


def button(pane: AgentsPane, name: str) -> QPushButton:
    return next(
        b for b in pane.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()
    )


def names(pane: AgentsPane) -> list[str]:
    return [b.accessibleName() for b in pane.findChildren(QPushButton) if b.isVisible()]


def ada(folder: Path, **extra: object) -> Path:
    path = folder / "ada.json"
    path.write_text(json.dumps({"name": "Ada", "bio": ["Counts."], **extra}))
    return path


def test_before_the_agents_are_read_it_says_what_will_be_here(stage: Stage) -> None:
    made = AgentsPane(stage.host, stage.bridge, stage.theme)
    stage.show(made)
    assert "Your agents appear here as soon as they have been read." in texts(made)
    assert not made.pause.isVisible()


def test_every_agent_has_a_row_with_its_state_in_a_word(pane: AgentsPane) -> None:
    shown = texts(pane)
    assert {"Eliza", "Moderator", "Researcher", "ready"} <= set(shown)
    assert pane.header.chip.text.startswith("3")


def test_stop_and_start(stage: Stage, pane: AgentsPane) -> None:
    stage.do(button(pane, "Stop: Eliza").click)
    stage.wait(lambda: "Start: Eliza" in names(pane))
    assert "stopped" in texts(pane)
    assert not button(pane, "New conversation: Eliza").isEnabled()
    stage.do(button(pane, "Start: Eliza").click)
    stage.wait(lambda: "Stop: Eliza" in names(pane))


def test_pause_and_resume_all(stage: Stage, pane: AgentsPane) -> None:
    stage.do(pane.pause.click)
    stage.wait(lambda: pane.pause.text() == "Resume all")
    assert stage.host.agents.paused
    stage.do(pane.pause.click)
    stage.wait(lambda: pane.pause.text() == "Pause all")


def test_a_conversation_is_started_and_opened(stage: Stage, pane: AgentsPane) -> None:
    opened: list[str] = []
    shown: list[str] = []
    stage.bridge.open_room.connect(opened.append)
    stage.bridge.show_pane.connect(shown.append)
    stage.do(button(pane, "New conversation: Eliza").click)
    stage.wait(lambda: opened)
    (room,) = stage.run(stage.host.rooms.list())
    assert opened == [room.id]
    assert shown == ["chat"]


def test_a_file_adds_an_agent_and_it_can_be_removed(
    stage: Stage, pane: AgentsPane, tmp_path: Path
) -> None:
    stage.do(pane.add_file, ada(tmp_path, settings={"secrets": {"TOKEN": "abc-123-def"}}))
    stage.wait(lambda: "Remove: Ada" in names(pane))
    assert pane.note.text() == "Ada was added. Its keys went to your keyring."
    assert "Remove: Eliza" not in names(pane)
    stage.do(button(pane, "Remove: Ada").click)
    assert isinstance(pane.dialog, QMessageBox)
    assert pane.dialog.text() == "Remove Ada?"
    assert pane.dialog.defaultButton().text() == "Keep"
    stage.do(next(b for b in pane.dialog.buttons() if b.text() == "Remove").click)
    stage.wait(lambda: "Remove: Ada" not in names(pane))
    assert pane.dialog is None


def test_keeping_removes_nothing(stage: Stage, pane: AgentsPane, tmp_path: Path) -> None:
    stage.do(pane.add_file, ada(tmp_path))
    stage.wait(lambda: "Remove: Ada" in names(pane))
    stage.do(button(pane, "Remove: Ada").click)
    assert isinstance(pane.dialog, QMessageBox)
    stage.do(pane.dialog.defaultButton().click)
    assert "Ada" in texts(pane)


def test_keys_that_could_not_be_kept_are_named(
    stage: Stage, pane: AgentsPane, tmp_path: Path
) -> None:
    stage.host.vault.broken = VaultAbsent("No keyring.")
    stage.do(pane.add_file, ada(tmp_path, settings={"secrets": {"TOKEN": "abc-123-def"}}))
    stage.wait(lambda: "TOKEN" in pane.note.text())


def test_a_bad_file_is_told_as_a_problem(stage: Stage, pane: AgentsPane, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text("[]")
    stage.do(pane.add_file, path)
    stage.wait(lambda: stage.problems)


def test_choosing_a_file_opens_a_dialog_for_characters(stage: Stage, pane: AgentsPane) -> None:
    stage.do(pane.add.click)
    assert pane.dialog is not None
    stage.do(pane.dialog.reject)
    assert pane.dialog is None


def test_why_an_agent_wants_attention_is_said(stage: Stage, pane: AgentsPane) -> None:
    eliza = stage.run(stage.host.agents.find("Eliza"))
    stage.do(stage.host.agents.mark, eliza.id, AgentState.ATTENTION, "The model is gone.")
    stage.wait(lambda: "The model is gone." in texts(pane))
    stage.do(pane.shown)
