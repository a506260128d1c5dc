"""The row of tabs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.agents.tabs import TabRow
from tests.ui.stage import Stage


@pytest.fixture
def tabs(stage: Stage) -> TabRow:
    made = TabRow(stage.theme)
    for title in ("Prompt", "Try it", "Versions"):
        made.addTab(title)
    stage.show(made, 400, 40)
    return made


def test_the_current_one_has_a_line_under_it(stage: Stage, tabs: TabRow) -> None:
    def under(index: int) -> str:
        place = tabs.tabRect(index)
        image = tabs.grab().toImage()
        return image.pixelColor(place.center().x(), place.bottom() - 1).name().upper()

    accent = stage.theme.tokens.accent
    assert (under(0) == accent, under(1) == accent) == (True, False)
    tabs.setCurrentIndex(1)
    assert (under(0) == accent, under(1) == accent) == (False, True)


def test_the_keyboard_goes_through_them_and_is_seen(stage: Stage, tabs: TabRow) -> None:
    stage.do(tabs.activateWindow)
    stage.do(tabs.setFocus)
    stage.wait(tabs.hasFocus)
    framed = tabs.grab().toImage()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
    QTest.keyClick(tabs, Qt.Key.Key_Left)
    stage.do(tabs.clearFocus)
    assert tabs.grab().toImage() != framed


def test_in_a_narrow_window_all_of_them_stay(stage: Stage, tabs: TabRow) -> None:
    assert tabs.tabRect(2).width() == tabs.tabSizeHint(2).width()
    stage.do(tabs.resize, 170, 40)
    assert tabs.tabRect(2).right() <= 170
    assert tabs.tabRect(2).width() < tabs.tabSizeHint(2).width()
