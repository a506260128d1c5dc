"""One field of the form."""

from __future__ import annotations

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from app.core.characters.character import MAX_NAME_CHARS
from app.ui.agents.field_row import FieldRow
from app.ui.agents.text_box import TextBox
from app.ui.models.character_words import FieldWords, parts
from tests.ui.agents.editing import texts
from tests.ui.stage import Stage

WORDS: dict[str, FieldWords] = {field.name: field for part in parts() for field in part.fields}


def made(stage: Stage, name: str, value: object) -> FieldRow:
    row = FieldRow(stage.theme, WORDS[name])
    row.show_value(value)
    stage.show(row, 500, 300)
    return row


def test_a_field_says_what_it_is_and_does(stage: Stage) -> None:
    row = made(stage, "bio", ("Keeps a lighthouse.",))
    assert texts(row) == ["About it", WORDS["bio"].about]
    assert row.control.accessibleName() == "About it"
    assert row.control.accessibleDescription() == WORDS["bio"].about
    title = row.findChild(QLabel)
    assert title is not None
    assert title.buddy() is row.control
    assert row.text == "Keeps a lighthouse."
    assert not row.changed


@pytest.mark.parametrize(("name", "value"), [("bio", ("One.",)), ("nickname", "Mi")])
def test_typing_is_a_change_until_it_is_put_back(stage: Stage, name: str, value: object) -> None:
    row = made(stage, name, value)
    heard: list[bool] = []
    row.edited.connect(lambda: heard.append(row.changed))
    assert row.back.isHidden()
    QTest.keyClicks(row.control, "x")
    assert row.changed
    assert row.back.isVisible()
    stage.do(row.back.click)
    assert not row.changed
    assert row.back.isHidden()
    assert heard == [True, False]


def test_typing_it_back_is_no_change(stage: Stage) -> None:
    row = made(stage, "nickname", "Mi")
    assert isinstance(row.control, QLineEdit)
    row.control.end(False)
    QTest.keyClicks(row.control, "x")
    row.control.backspace()
    row.control.textEdited.emit("Mi")
    assert not row.changed
    assert row.back.isHidden()


def test_another_stored_value_leaves_what_was_typed(stage: Stage) -> None:
    row = made(stage, "bio", ("One.",))
    QTest.keyClicks(row.control, "Now ")
    row.rebase(("Two.",))
    assert row.text == "Now One."
    row.put_back()
    assert row.text == "Two."


def test_what_is_wrong_is_said_beside_the_text_and_to_a_screen_reader(stage: Stage) -> None:
    row = made(stage, "bio", ())
    row.refuse("Line 1 is odd.")
    assert "Line 1 is odd." in texts(row)
    assert row.control.accessibleDescription() == "Line 1 is odd."
    row.refuse("")
    assert row.error.isHidden()
    assert row.control.accessibleDescription() == WORDS["bio"].about


def test_a_text_that_is_too_long_is_kept_or_written_anew(stage: Stage) -> None:
    long = "x" * 1_000_000
    row = made(stage, "system", long)
    assert row.anew.isVisible()
    assert any("1000000 letters" in text.replace(",", "") for text in texts(row))
    assert (row.changed, row.text) == (False, long)
    stage.do(row.anew.click)
    assert (row.changed, row.text) == (True, "")
    assert row.anew.isHidden()
    stage.do(row.back.click)
    assert (row.changed, row.text) == (False, long)
    assert row.anew.isVisible()


def test_a_paste_that_was_refused_is_said(stage: Stage) -> None:
    row = made(stage, "system", "")
    assert isinstance(row.control, TextBox)
    stage.do(row.control.refused.emit)
    assert any("not pasted" in text for text in texts(row))


def test_a_name_has_its_bound_and_a_stored_one_is_never_cut(stage: Stage) -> None:
    row = made(stage, "name", "Mira")
    assert isinstance(row.control, QLineEdit)
    assert row.control.maxLength() == MAX_NAME_CHARS
    other = made(stage, "nickname", "n" * 3_000)
    assert len(other.text) == 3_000


def test_a_hint_stands_in_an_empty_field_and_the_rule_in_its_tip(stage: Stage) -> None:
    row = made(stage, "message_examples", ())
    assert row.control.placeholderText() == "Sam: Good evening."
    assert "two spaces" in row.control.toolTip()
