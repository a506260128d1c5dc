"""The quiet row: where its fact stands, and where the keyboard goes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.chat.actions import ActionRow, row_height
from tests.ui.stage import Stage


@pytest.mark.parametrize("fact_first", [True, False])
def test_the_fact_stands_on_its_side(stage: Stage, fact_first: bool) -> None:
    home = QWidget()
    stage.widgets.append(home)
    row = ActionRow(
        home, "14:02", [QPushButton("Copy"), QPushButton("Retry")], fact_first=fact_first
    )
    row.resize(400, 30)
    layout = row.layout()
    assert isinstance(layout, QHBoxLayout)
    layout.activate()
    copy, retry = row.buttons
    assert copy.x() < retry.x()
    assert (row.fact.x() < copy.x()) is fact_first


def test_a_click_leaves_the_keyboard_where_it_is_and_tab_reaches_the_buttons(stage: Stage) -> None:
    home, view = QWidget(), QWidget()
    view.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    column = QVBoxLayout(home)
    column.addWidget(view)
    row = ActionRow(home, "", [QPushButton("Copy"), QPushButton("Retry")], fact_first=False)
    column.addWidget(row)
    row.follow(view)
    stage.show(home)
    assert {button.focusPolicy() for button in row.buttons} == {Qt.FocusPolicy.TabFocus}
    following = view.nextInFocusChain()
    reached = []
    while following is not view:
        if following in row.buttons:
            reached.append(following)
        following = following.nextInFocusChain()
    assert reached == list(row.buttons)


def test_its_place_is_as_high_as_the_row(stage: Stage) -> None:
    home = QWidget()
    stage.widgets.append(home)
    row = ActionRow(home, "14:02", [], fact_first=False)
    row.fact.setFont(stage.theme.font("small"))
    assert row.sizeHint().height() <= row_height(stage.theme)
