"""A sentence above the gallery."""

from __future__ import annotations

import pytest

from app.ui.agents.note_bar import NoteBar
from tests.ui.stage import Stage


@pytest.fixture
def note(stage: Stage) -> NoteBar:
    made = NoteBar(stage.theme)
    stage.show(made, 400, 60)
    made.hide()
    return made


def test_it_says_something_until_it_is_closed(stage: Stage, note: NoteBar) -> None:
    assert note.text == ""
    stage.do(note.tell, "Mira is here.")
    assert note.text == "Mira is here."
    assert not note.button.isVisible()
    stage.do(note.close_button.click)
    assert note.text == ""


def test_its_button_does_what_it_says(stage: Stage, note: NoteBar) -> None:
    done: list[str] = []
    stage.do(note.tell, "It is there.", "Show", lambda: done.append("shown"))
    stage.do(note.button.click)
    assert done == ["shown"]
    stage.do(note.tell, "Something else.")
    stage.do(note.button.click)
    assert done == ["shown"]


def test_one_that_is_prepared_waits_and_cannot_be_closed(stage: Stage, note: NoteBar) -> None:
    stage.do(note.prepare, "Reading…", "Cancel", note.clear)
    assert note.text == ""
    stage.do(note.show)
    assert note.text == "Reading…"
    assert not note.close_button.isVisible()
    stage.do(note.button.click)
    assert note.text == ""
