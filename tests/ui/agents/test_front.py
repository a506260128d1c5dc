"""The front page of the Agents pane over real agents, rooms and characters."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.core.message import AgentState
from app.ui.agents.agent_card import AgentCard
from app.ui.agents.export import Given
from app.ui.agents.front import FrontPage
from tests.ui.agents.arrivals import SECRET, card, eliza, take, texts
from tests.ui.stage import Stage

# Qt's offscreen platform says this of a window over another; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def front(stage: Stage) -> FrontPage:
    made = FrontPage(stage.host, stage.bridge, stage.theme)
    stage.show(made)
    stage.load()
    stage.wait(lambda: len(made.gallery.cards) == 3)
    return made


class Folders(QObject):
    """Opens folders in the place of the desktop."""

    def __init__(self, shown: list[QUrl]) -> None:
        super().__init__()
        self._shown = shown

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self._shown.append(url)


def card_of(front: FrontPage, name: str) -> AgentCard | None:
    return next((c for c in front.gallery.cards if c.agent.name == name), None)


def add(stage: Stage, front: FrontPage, path: Path) -> None:
    """Take a file in as a person does who says Add to everything."""
    stage.do(front.taking.take, [path])
    stage.wait(lambda: front.taking.dialog)
    assert front.taking.dialog is not None
    stage.do(front.taking.dialog.add.click)
    stage.wait(lambda: not front.taking.busy)


def test_before_the_agents_are_read_there_is_the_invitation(stage: Stage) -> None:
    made = FrontPage(stage.host, stage.bridge, stage.theme)
    stage.show(made)
    assert made.gallery.invite.isVisible()
    assert not made.pause.isVisible()
    assert not made.header.chip.isVisible()


def test_every_agent_has_a_card_with_its_state_in_a_word(front: FrontPage) -> None:
    assert [c.agent.name for c in front.gallery.cards] == ["Eliza", "Moderator", "Researcher"]
    assert texts(front).count("ready") == 3
    assert front.header.chip.text == "3 running"


def test_pause_and_resume_all(stage: Stage, front: FrontPage) -> None:
    stage.do(front.pause.click)
    stage.wait(lambda: front.pause.text() == "Resume all")
    assert stage.host.agents.paused
    assert front.header.chip.text == "0 running"
    stage.do(front.pause.click)
    stage.wait(lambda: front.pause.text() == "Pause all")


def test_a_card_that_is_dropped_gets_its_place_and_the_keyboard(
    stage: Stage, front: FrontPage, tmp_path: Path
) -> None:
    front.activateWindow()
    add(stage, front, card(tmp_path))
    stage.wait(lambda: card_of(front, "Mira"))
    assert front.note.text == "Mira is here."
    mira = card_of(front, "Mira")
    assert mira is not None
    stage.wait(lambda: mira._portrait.pictured)
    stage.wait(lambda: front.window().focusWidget() is mira)
    assert "{{char}}" not in mira.accessibleDescription()


def test_keys_that_went_to_the_keyring_are_said(
    stage: Stage, front: FrontPage, tmp_path: Path
) -> None:
    add(stage, front, eliza(tmp_path, **SECRET))
    assert front.note.text == "Ada is here. Its keys went to your keyring."


def test_a_copy_appears_beside_it(stage: Stage, front: FrontPage, tmp_path: Path) -> None:
    ada = take(stage, eliza(tmp_path))
    copy = stage.run(stage.host.library.duplicate(ada.id, "Bea"))
    stage.do(front.doing.copied.emit, copy)
    stage.wait(lambda: card_of(front, "Bea"))
    assert front.note.text == "Bea is here."


def test_after_an_export_its_folder_can_be_shown(
    stage: Stage, front: FrontPage, tmp_path: Path
) -> None:
    shown: list[QUrl] = []
    handler = Folders(shown)
    QDesktopServices.setUrlHandler("file", handler, "open")
    agent = front.gallery.cards[0].agent
    stage.do(front.doing.given.emit, agent, Given(tmp_path / "a.json", ("Lore went to bio.",)))
    assert front.note.text.startswith("Eliza is in ")
    assert front.note.text.endswith("Keys are not in it. Lore went to bio.")
    stage.do(front.note.button.click)
    QDesktopServices.unsetUrlHandler("file")
    assert shown == [QUrl.fromLocalFile(str(tmp_path))]


def test_files_and_folders_are_asked_for(stage: Stage, front: FrontPage, tmp_path: Path) -> None:
    menu = front.add.menu()
    assert [action.text() for action in menu.actions()] == ["From a file…", "From a folder…"]
    stage.do(menu.actions()[1].trigger)
    assert front.chooser is not None
    assert front.chooser.fileMode() == QFileDialog.FileMode.Directory
    stage.do(front.chooser.reject)
    assert front.chooser is None
    stage.do(front.gallery.invite.button.click)
    assert front.chooser is not None
    assert front.chooser.nameFilters()[0] == "Characters (*.json *.png *.charx)"
    stage.do(front.chooser.filesSelected.emit, [str(eliza(tmp_path))])
    stage.wait(lambda: front.taking.dialog)
    assert front.taking.dialog is not None
    stage.do(front.taking.dialog.reject)
    stage.do(front.chooser.reject)


def test_a_bad_file_is_told_as_a_problem(stage: Stage, front: FrontPage, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text("[]")
    stage.do(front.taking.take, [path])
    stage.wait(lambda: stage.problems)
    assert front.note.text == ""
    assert front.reading.text == ""


def test_a_long_reading_says_so_and_can_be_cancelled(
    stage: Stage, front: FrontPage, tmp_path: Path
) -> None:
    real = stage.small.intake

    class Slow:
        async def look(self, path: Path) -> Any:
            await asyncio.sleep(30)
            return await real.look(path)

    stage.host.intake = Slow()
    stage.do(front.taking.take, [eliza(tmp_path)])
    assert front.reading.text == ""
    stage.wait(lambda: front.reading.text)
    assert front.reading.text == "Reading ada.json…"
    stage.do(front.reading.button.click)
    assert front.reading.text == ""
    assert not front.taking.busy


def test_an_agent_that_cannot_be_read_says_why(stage: Stage, front: FrontPage) -> None:
    eliza_id = front.gallery.cards[0].agent.id
    stage.host.agents._characters.pop(eliza_id)
    stage.do(stage.host.agents.mark, eliza_id, AgentState.ATTENTION, "The file is damaged.")
    stage.wait(lambda: front.gallery.cards[0].accessibleDescription() == "The file is damaged.")


def test_edit_is_passed_on(stage: Stage, front: FrontPage) -> None:
    wanted: list[str] = []
    front.edit.connect(wanted.append)
    stage.do(front.gallery.cards[0].edit.click)
    assert wanted == [front.gallery.cards[0].agent.id]


def test_the_note_can_be_closed(stage: Stage, front: FrontPage) -> None:
    stage.do(front.note.tell, "Ada is here.")
    assert front.note.close_button.focusPolicy() == Qt.FocusPolicy.StrongFocus
    stage.do(front.note.close_button.click)
    assert front.note.text == ""
