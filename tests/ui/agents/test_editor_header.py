"""The line on top of the editor."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPixmap

from app.core.message import AgentState
from app.ui.agents.editor_header import EditorHeader
from app.ui.status import Dot
from tests.ui.stage import Stage


@pytest.fixture
def header(stage: Stage) -> EditorHeader:
    made = EditorHeader(stage.theme)
    stage.show(made, 900, 52)
    stage.do(made.show_agent, "Mira of the Lighthouse at the End", AgentState.READY)
    return made


def test_it_says_who_and_how(header: EditorHeader) -> None:
    assert header.name.text() == "Mira of the Lighthouse at the End"
    assert header.state.text() == "ready"
    assert header.undo_button.text() == "Undo last change"
    header.show_agent("Mira", AgentState.ATTENTION)
    assert header.state.text() == "needs your attention"


def test_what_has_no_room_goes_and_the_ways_to_act_stay(stage: Stage, header: EditorHeader) -> None:
    dot = header.findChild(Dot)
    assert dot is not None
    assert dot.isVisible()
    for width in (520, 420, 300):
        stage.do(header.resize, width, 52)
        assert header.save_button.geometry().right() <= width
        assert header.leave.geometry().left() >= 0
        assert header.name.geometry().right() < header.undo_button.geometry().left()
    assert not dot.isVisible()
    assert header.undo_button.text() == "Undo"
    assert header.name.text().endswith("…")
    assert header.name.accessibleName() == "Mira of the Lighthouse at the End"
    stage.do(header.resize, 900, 52)
    assert dot.isVisible()


def test_its_buttons_say_what_is_wanted(stage: Stage, header: EditorHeader) -> None:
    heard: list[str] = []
    header.back.connect(lambda: heard.append("back"))
    header.undo.connect(lambda: heard.append("undo"))
    header.save.connect(lambda: heard.append("save"))
    for button in (header.save_button, header.undo_button):
        assert not button.isEnabled()
        button.setEnabled(True)
    stage.do(header.leave.click)
    stage.do(header.undo_button.click)
    stage.do(header.save_button.click)
    assert heard == ["back", "undo", "save"]


def test_a_picture_stands_beside_the_name(stage: Stage, header: EditorHeader) -> None:
    before = header.grab().toImage()
    picture = QPixmap(64, 64)
    picture.fill(stage.theme.colour("danger"))
    stage.do(header.show_picture, "Mira", picture)
    assert header.grab().toImage() != before
