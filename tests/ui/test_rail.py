"""The rail by pointer and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.pane import ROWS, Pane, Row
from app.ui.rail import Rail
from tests.ui.stage import Stage

# Qt's offscreen platform says this of fixed sizes; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TWO = (Row("one", "One", "chat", lambda: Pane), Row("two", "Two", "health", lambda: Pane, low=True))


def test_a_click_chooses_and_the_pane_in_front_is_marked(stage: Stage) -> None:
    rail = Rail(stage.theme, TWO)
    chosen: list[str] = []
    rail.chosen.connect(chosen.append)
    stage.show(rail, 60, 400)
    QTest.mouseClick(rail._buttons["two"], Qt.MouseButton.LeftButton)
    assert chosen == ["two"]
    rail.select("two")
    assert [button.isChecked() for button in rail._buttons.values()] == [False, True]
    assert rail._buttons["two"].y() > rail._buttons["one"].y() + 200


def test_arrows_move_along_it(stage: Stage) -> None:
    rail = Rail(stage.theme, TWO)
    stage.show(rail, 60, 400)
    rail.activateWindow()
    rail._buttons["one"].setFocus()
    QTest.keyClick(rail._buttons["one"], Qt.Key.Key_Down)
    assert rail._buttons["two"].hasFocus()
    QTest.keyClick(rail._buttons["two"], Qt.Key.Key_Down)
    assert rail._buttons["one"].hasFocus()
    QTest.keyClick(rail, Qt.Key.Key_X)


def test_attention_is_a_dot_and_words(stage: Stage) -> None:
    rail = Rail(stage.theme, TWO)
    stage.show(rail, 60, 400)
    button = rail._buttons["one"]
    before = button.grab().toImage()
    rail.set_attention("one", True)
    assert button.accessibleName() == "One, wants your attention"
    assert button.grab().toImage() != before
    rail.set_attention("one", False)
    assert button.accessibleName() == "One"
    rail.set_attention("unknown", True)


def test_all_panes_are_reached(stage: Stage) -> None:
    rail = Rail(stage.theme, ROWS)
    assert set(rail.keys) == {row.key for row in ROWS}
    rail.deleteLater()
