"""What cards want is done through the host."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget

from app.core.agents import AgentInfo
from app.core.errors import ConfigError
from app.core.message import AgentState
from app.ui.agents.agent_card import Act
from app.ui.agents.asking import CopyDialog
from app.ui.agents.doing import Doing
from app.ui.agents.export import ExportDialog, Given
from tests.ui.agents.arrivals import agent_names, eliza, take
from tests.ui.stage import Stage

# Qt's offscreen platform says this of a window over another; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Heard:
    def __init__(self, doing: Doing) -> None:
        self.edit: list[str] = []
        self.changed = 0
        self.copied: list[AgentInfo] = []
        self.given: list[tuple[AgentInfo, Given]] = []
        doing.edit.connect(self.edit.append)
        doing.changed.connect(self._count)
        doing.copied.connect(self.copied.append)
        doing.given.connect(lambda agent, given: self.given.append((agent, given)))

    def _count(self) -> None:
        self.changed += 1


@pytest.fixture
def doing(stage: Stage) -> Doing:
    window = QWidget()
    stage.show(window)
    return Doing(stage.host, stage.bridge, stage.theme, window)


@pytest.fixture
def heard(doing: Doing) -> Heard:
    return Heard(doing)


@pytest.fixture
def ada(stage: Stage, tmp_path: Path) -> AgentInfo:
    return take(stage, eliza(tmp_path))


def test_a_conversation_is_started_and_opened(stage: Stage, doing: Doing, ada: AgentInfo) -> None:
    opened: list[str] = []
    shown: list[str] = []
    stage.bridge.open_room.connect(opened.append)
    stage.bridge.show_pane.connect(shown.append)
    stage.do(doing.act, Act.TALK, ada)
    stage.wait(lambda: opened)
    (room,) = stage.run(stage.host.rooms.list())
    assert opened == [room.id]
    assert shown == ["chat"]


def test_an_agent_is_stopped_and_started(
    stage: Stage, doing: Doing, heard: Heard, ada: AgentInfo
) -> None:
    for act, state in ((Act.STOP, AgentState.STOPPED), (Act.START, AgentState.READY)):
        before = heard.changed
        stage.do(doing.act, act, ada)
        stage.wait(lambda before=before: heard.changed > before)
        assert stage.run(stage.host.agents.find(ada.id)).state is state


def test_editing_is_asked_for(stage: Stage, doing: Doing, heard: Heard, ada: AgentInfo) -> None:
    stage.do(doing.act, Act.EDIT, ada)
    assert heard.edit == [ada.id]


def test_a_copy_is_made_under_the_name_that_was_typed(
    stage: Stage, doing: Doing, heard: Heard, ada: AgentInfo, tmp_path: Path
) -> None:
    take(stage, eliza(tmp_path, "Ada 2"))
    stage.do(doing.act, Act.DUPLICATE, ada)
    stage.wait(lambda: doing.dialog)
    assert isinstance(doing.dialog, CopyDialog)
    assert doing.dialog.name.text() == "Ada 3"
    stage.do(doing.dialog.copy.click)
    stage.wait(lambda: heard.copied)
    assert heard.copied[0].name == "Ada 3"
    assert doing.dialog is None
    assert agent_names(stage) == ["Ada", "Ada 2", "Ada 3"]


def test_a_taken_name_is_refused_in_the_dialog(
    stage: Stage, doing: Doing, heard: Heard, ada: AgentInfo
) -> None:
    stage.do(doing.act, Act.DUPLICATE, ada)
    stage.wait(lambda: doing.dialog)
    dialog = doing.dialog
    assert isinstance(dialog, CopyDialog)
    dialog.name.setText("ada")
    stage.do(dialog.copy.click)
    stage.wait(dialog.error.isVisible)
    assert not stage.problems
    stage.do(dialog.reject)
    assert heard.copied == []
    assert agent_names(stage) == ["Ada"]


def test_a_refusal_after_the_dialog_was_closed_is_a_problem(stage: Stage, doing: Doing) -> None:
    doing._not_copied(ConfigError("No."))
    assert [problem.text for problem in stage.problems] == ["No."]


def test_a_copy_that_comes_after_the_dialog_was_closed_is_told(
    stage: Stage, doing: Doing, heard: Heard, ada: AgentInfo
) -> None:
    doing._copied(ada)
    assert heard.copied == [ada]


def test_an_export_is_written(
    stage: Stage, doing: Doing, heard: Heard, ada: AgentInfo, tmp_path: Path
) -> None:
    stage.do(doing.act, Act.EXPORT, ada)
    stage.wait(lambda: doing.dialog)
    dialog = doing.dialog
    assert isinstance(dialog, ExportDialog)
    stage.do(dialog.next.click)
    assert dialog.place is not None
    stage.do(dialog.place.fileSelected.emit, str(tmp_path / "given.json"))
    stage.wait(lambda: heard.given)
    assert heard.given[0][0] is ada
    assert heard.given[0][1].path.is_file()
    assert doing.dialog is None


def test_an_agent_is_removed_when_that_was_confirmed(
    stage: Stage, doing: Doing, heard: Heard, ada: AgentInfo
) -> None:
    for answer, left in (("Keep", ["Ada"]), ("Remove", [])):
        stage.do(doing.act, Act.REMOVE, ada)
        assert isinstance(doing.dialog, QMessageBox)
        choice = next(b for b in doing.dialog.buttons() if b.text() == answer)
        stage.do(choice.click)
        stage.wait(lambda: not stage.bridge._tasks)
        assert agent_names(stage) == left
    assert heard.changed == 1
    assert doing.dialog is None
