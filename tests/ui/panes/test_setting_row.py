"""One setting with its control."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton

from app.ui.models.settings_form import Editor, Field
from app.ui.panes.setting_row import SettingRow, choose_model_file
from tests.ui.stage import Stage


def field(editor: Editor, **more: object) -> Field:
    return Field("model", "x", "A title", "What it does.", editor, **more)  # type: ignore[arg-type]


def made(stage: Stage, shown: Field) -> tuple[SettingRow, list[object]]:
    row = SettingRow(shown, stage.theme)
    wanted: list[object] = []
    row.wanted.connect(wanted.append)
    stage.show(row, 700, 80)
    return row, wanted


def test_a_switch(stage: Stage) -> None:
    row, wanted = made(stage, field(Editor.SWITCH))
    row.show_value(True)
    assert wanted == []
    assert isinstance(row.control, QCheckBox)
    assert row.control.isChecked()
    assert row.control.accessibleName() == "A title"
    row.control.click()
    assert wanted == [False]


def test_a_choice(stage: Stage) -> None:
    row, wanted = made(stage, field(Editor.CHOICE, choices=("light", "dark")))
    row.show_value("dark")
    assert isinstance(row.control, QComboBox)
    assert row.control.currentText() == "Dark"
    row.control.activated.emit(0)
    assert wanted == ["light"]


def test_agents_are_offered_and_the_one_in_force_stays(stage: Stage) -> None:
    row, _ = made(stage, field(Editor.AGENT))
    row.show_value("Gone")
    row.offer(["Eliza", "Moderator"])
    assert isinstance(row.control, QComboBox)
    assert [row.control.itemText(n) for n in range(3)] == ["Eliza", "Moderator", "Gone"]
    assert row.control.currentText() == "Gone"


def test_a_number_is_sent_when_typing_is_over_and_only_when_changed(stage: Stage) -> None:
    row, wanted = made(stage, field(Editor.WHOLE, low=16.0, high=20.0))
    row.show_value(17)
    line = row.control
    assert isinstance(line, QLineEdit)
    assert line.placeholderText() == "16 to 20"
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert wanted == []
    line.selectAll()
    QTest.keyClicks(line, "19")
    assert wanted == []
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert wanted == [19]


def test_a_refusal_stands_beside_the_control_until_it_is_right_again(stage: Stage) -> None:
    row, _ = made(stage, field(Editor.TEXT))
    row.show_value("old")
    assert isinstance(row.control, QLineEdit)
    row.control.setText("new")
    row.refuse("It does not fit.")
    assert row.error.isVisible()
    assert row.control.text() == "new"
    row.control.setText("old")
    row.control.editingFinished.emit()
    assert not row.error.isVisible()


def test_a_file_can_be_typed_or_chosen(stage: Stage, tmp_path: Path) -> None:
    row, wanted = made(stage, field(Editor.FILE))
    row.show_value("")
    button = row.findChild(QPushButton)
    assert button is not None
    assert button.accessibleName() == "Choose: A title"
    row._file_chosen(tmp_path / "m.gguf")
    assert wanted == [str(tmp_path / "m.gguf")]


@pytest.mark.parametrize("name", ["m.gguf"])
def test_the_dialog_hands_over_what_was_chosen(stage: Stage, tmp_path: Path, name: str) -> None:
    row, _ = made(stage, field(Editor.FILE))
    chosen: list[Path] = []
    dialog = stage.do(choose_model_file, row, chosen.append)
    dialog.fileSelected.emit(str(tmp_path / name))
    assert chosen == [tmp_path / name]
    stage.do(dialog.reject)
