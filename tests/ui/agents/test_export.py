"""A character is given back as a file or folder; what is there goes only when that was agreed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.agents import AgentInfo
from app.core.characters.contents import Container, Target
from app.core.errors import AppError, ConfigError, StoreError
from app.ui.agents.export import ExportDialog, give
from tests.counterparts import cards
from tests.ui.agents.arrivals import button, card, eliza, take
from tests.ui.stage import Stage

# Qt's offscreen platform says this of a window over another; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def opened(stage: Stage, agent: AgentInfo, container: Container) -> ExportDialog:
    window = QWidget()
    stage.show(window)
    dialog = ExportDialog(stage.theme, agent, container, window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    stage.do(dialog.open)
    return dialog


def place(stage: Stage, dialog: ExportDialog) -> QFileDialog:
    stage.do(dialog.next.click)
    assert dialog.place is not None
    return dialog.place


@pytest.fixture
def ada(stage: Stage, tmp_path: Path) -> AgentInfo:
    return take(stage, eliza(tmp_path, "Ada", odd={"a": 1}))


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def test_as_it_came_is_the_first_choice(stage: Stage, ada: AgentInfo) -> None:
    dialog = opened(stage, ada, Container.JSON)
    assert dialog.target is Target.ORIGINAL
    stage.do(dialog.eliza.click)
    assert dialog.target is Target.ELIZA
    stage.do(button(dialog, "Cancel").click)
    assert not dialog.isVisible()


def test_a_place_is_asked_for_with_a_name_that_fits(
    stage: Stage, ada: AgentInfo, out: Path
) -> None:
    dialog = opened(stage, ada, Container.PNG)
    heard: list[tuple[Target, Path]] = []
    dialog.wanted.connect(lambda target, path: heard.append((target, path)))
    asked = place(stage, dialog)
    assert asked.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    assert [Path(name).name for name in asked.selectedFiles()] == ["ada.png"]
    assert asked.nameFilters() == ["PNG picture (*.png)", "JSON file (*.json)"]
    asked.filterSelected.emit("JSON file (*.json)")
    assert asked.defaultSuffix() == "json"
    stage.do(asked.reject)
    assert dialog.place is None
    assert dialog.isVisible()
    asked = place(stage, dialog)
    stage.do(asked.fileSelected.emit, str(out / "ada.png"))
    assert heard == [(Target.ORIGINAL, out / "ada.png")]
    stage.do(asked.reject)


def test_elizaos_is_always_a_json_file(stage: Stage, ada: AgentInfo) -> None:
    dialog = opened(stage, ada, Container.FOLDER)
    stage.do(dialog.eliza.click)
    asked = place(stage, dialog)
    assert asked.nameFilters() == ["JSON file (*.json)"]
    stage.do(asked.reject)
    stage.do(dialog.reject)


def test_a_folder_gets_a_place_to_stand_in(stage: Stage, ada: AgentInfo, out: Path) -> None:
    dialog = opened(stage, ada, Container.FOLDER)
    heard: list[Path] = []
    dialog.wanted.connect(lambda _target, path: heard.append(path))
    asked = place(stage, dialog)
    assert asked.fileMode() == QFileDialog.FileMode.Directory
    stage.do(asked.fileSelected.emit, str(out))
    assert heard == [out / "ada"]
    stage.do(asked.reject)


def test_what_is_given_equals_what_came(
    stage: Stage, ada: AgentInfo, out: Path, tmp_path: Path
) -> None:
    given = stage.run(give(stage.host, ada.id, Target.ORIGINAL, out / "a.json"))
    assert given.path == out / "a.json"
    assert json.loads(given.path.read_text()) == json.loads((tmp_path / "ada.json").read_text())


def test_a_file_that_is_there_is_replaced_whole(stage: Stage, ada: AgentInfo, out: Path) -> None:
    (out / "a.json").write_text("old")
    stage.run(give(stage.host, ada.id, Target.ORIGINAL, out / "a.json"))
    assert json.loads((out / "a.json").read_text())["name"] == "Ada"
    assert [path.name for path in out.iterdir()] == ["a.json"]


def test_a_refusal_leaves_what_was_there(stage: Stage, ada: AgentInfo, out: Path) -> None:
    (out / "a.png").write_text("old")
    with pytest.raises(ConfigError):
        stage.run(give(stage.host, ada.id, Target.ORIGINAL, out / "a.png"))
    assert (out / "a.png").read_text() == "old"
    assert [path.name for path in out.iterdir()] == ["a.png"]


def test_a_folder_in_the_place_of_the_file_is_left_alone(
    stage: Stage, ada: AgentInfo, out: Path
) -> None:
    (out / "a.json").mkdir()
    with pytest.raises(StoreError, match="could not be written"):
        stage.run(give(stage.host, ada.id, Target.ORIGINAL, out / "a.json"))
    assert [path.name for path in out.iterdir()] == ["a.json"]


def test_a_card_is_a_picture_again(stage: Stage, out: Path, tmp_path: Path) -> None:
    path = card(tmp_path)
    mira = take(stage, path)
    given = stage.run(give(stage.host, mira.id, Target.ORIGINAL, out / "m.png"))
    assert given.path.read_bytes()[:8] == path.read_bytes()[:8]
    eliza_form = stage.run(give(stage.host, mira.id, Target.ELIZA, out / "m.json"))
    assert eliza_form.notes
    assert "bio" in json.loads(eliza_form.path.read_text())


def test_a_folder_that_is_there_gets_a_neighbour(stage: Stage, out: Path, tmp_path: Path) -> None:
    rook = take(stage, cards.workspace(tmp_path / "rook", cards.openclaw("Rook")))
    names = []
    for _ in range(3):
        given = stage.run(give(stage.host, rook.id, Target.ORIGINAL, out / "rook"))
        names.append(given.path.name)
    assert names == ["rook", "rook-2", "rook-3"]
    assert (out / "rook-3" / "SOUL.md").is_file()


def test_an_agent_that_is_gone_is_told(stage: Stage, out: Path) -> None:
    with pytest.raises(AppError):
        stage.run(give(stage.host, "nobody", Target.ORIGINAL, out / "a.json"))
