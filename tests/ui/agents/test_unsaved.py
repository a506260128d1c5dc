"""The question before unsaved text is left."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QWidget

from app.ui.agents.unsaved import ask_unsaved
from tests.ui.stage import Stage


def asked(stage: Stage, done: list[str]) -> QMessageBox:
    parent = QWidget()
    stage.show(parent, 300, 200)
    return stage.do(
        ask_unsaved,
        parent,
        "<b>Mira</b>",
        lambda: done.append("save"),
        lambda: done.append("discard"),
    )


@pytest.mark.parametrize(
    ("words", "outcome"), [("Save", ["save"]), ("Discard", ["discard"]), ("Stay", [])]
)
def test_each_answer_does_what_it_says(stage: Stage, words: str, outcome: list[str]) -> None:
    done: list[str] = []
    box = asked(stage, done)
    button = next(each for each in box.buttons() if each.text() == words)
    stage.do(button.click)
    assert done == outcome


def test_saving_is_the_default_staying_is_esc_and_a_name_is_never_markup(stage: Stage) -> None:
    done: list[str] = []
    box = asked(stage, done)
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert "<b>Mira</b>" in box.text()
    default = box.defaultButton()
    assert default is not None
    assert default.text() == "Save"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert done == []
