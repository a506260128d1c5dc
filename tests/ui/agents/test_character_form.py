"""The form of a character."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.core.characters.character import FIELDS
from app.core.characters.forms import parse_character
from app.ui.agents.character_form import CharacterForm
from app.ui.agents.text_box import TextBox
from tests.ui.agents.editing import MIRA, EditorStage, texts

CHARACTER = parse_character(MIRA)


@pytest.fixture
def form(desk: EditorStage) -> CharacterForm:
    made = CharacterForm(desk.bridge, desk.theme)
    made.take_over(CHARACTER, {})
    desk.show(made, 700, 600)
    desk.do(made.activateWindow)
    return made


def type_in(form: CharacterForm, name: str, text: str) -> None:
    QTest.keyClicks(form.rows[name].control, text)


def test_every_field_stands_in_it_with_its_value(form: CharacterForm) -> None:
    assert set(form.rows) == set(FIELDS)
    assert form.rows["bio"].text == "Keeps a lighthouse.\nSpeaks little."
    assert form.rows["lorebook"].text == "lamp\nIt burns oil."
    assert form.rows["message_examples"].text.startswith("{{user}}: Lonely?")
    assert (form.changed, form.typed) == (False, {})
    assert {"Who it is", "What it is told", "What it knows", "How it talks", "The rest"} <= set(
        texts(form)
    )


def test_only_what_was_changed_is_told(form: CharacterForm) -> None:
    heard: list[bool] = []
    form.edited.connect(lambda: heard.append(True))
    type_in(form, "personality", "Very ")
    assert form.typed == {"personality": "Very Dry."}
    assert form.changed
    assert heard
    form.put_all_back()
    assert form.typed == {}


def test_another_stored_state_leaves_what_was_typed_but_for_what_was_saved(
    form: CharacterForm,
) -> None:
    type_in(form, "personality", "Very ")
    type_in(form, "scenario", "Fog. ")
    other = CHARACTER.model_copy(update={"bio": ("Sails.",), "personality": "Very dry."})
    form.take_over(other, {"personality": "Very Dry."})
    assert form.rows["bio"].text == "Sails."
    assert form.rows["personality"].text == "Very dry."
    assert form.typed == {"scenario": "Fog. A storm."}


def test_what_is_wrong_is_said_in_its_field_only(form: CharacterForm) -> None:
    form.show_wrong({"settings": "This is not JSON yet."})
    assert form.rows["settings"].error.text() == "This is not JSON yet."
    assert form.rows["bio"].error.text() == ""
    form.show_wrong({})
    assert form.rows["settings"].error.isHidden()


def test_a_field_can_be_gone_to(desk: EditorStage, form: CharacterForm) -> None:
    desk.do(form.go_to, "plugins")
    desk.wait(form.rows["plugins"].control.hasFocus)
    assert form.verticalScrollBar().value() > 0
    assert not form.rows["plugins"].visibleRegion().isEmpty()


def test_the_line_that_is_typed_stays_in_view(desk: EditorStage, form: CharacterForm) -> None:
    control = form.rows["bio"].control
    assert isinstance(control, TextBox)
    desk.do(control.setFocus)
    desk.wait(control.hasFocus)
    desk.do(form.verticalScrollBar().setValue, 0)
    for _ in range(20):
        QTest.keyClick(control, Qt.Key.Key_Return)
    desk.do(control.moveCursor, control.textCursor().MoveOperation.End)
    desk.settle()
    line = control.viewport().mapTo(form.viewport(), control.cursorRect().bottomLeft())
    assert 0 < line.y() <= form.viewport().height()


def test_the_column_never_gets_too_wide_to_read(desk: EditorStage, form: CharacterForm) -> None:
    desk.do(form.resize, 1_400, 600)
    wide = form.rows["bio"].width()
    assert wide == desk.theme.size.measure
    desk.do(form.resize, 360, 600)
    assert form.rows["bio"].width() <= 340
    assert form.horizontalScrollBar().maximum() == 0


def test_its_stops_are_in_the_order_it_is_read(form: CharacterForm) -> None:
    stops = [stop for stop in form.stops() if stop.isVisible()]
    heights = [stop.mapTo(form, stop.rect().topLeft()).y() for stop in stops]
    assert heights == sorted(heights)
    names: set[QWidget] = {row.control for row in form.rows.values()}
    assert names <= set(stops)
