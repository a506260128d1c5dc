"""A choice as a card."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.panes.pieces import column
from app.ui.wizard.choice_card import ChoiceCard
from tests.ui.stage import Stage


def test_one_of_several_is_chosen_by_a_click_anywhere_on_it(stage: Stage) -> None:
    holder = QWidget()
    layout = column(holder)
    more = QLabel("more")
    first = ChoiceCard(stage.theme, "One", "free", "It costs nothing.", more=more)
    second = ChoiceCard(stage.theme, "Two", "", "", before=QLabel("x"))
    layout.addWidget(first)
    layout.addWidget(second)
    stage.show(holder, 500, 300)
    assert not more.isVisible()
    corner = QPoint(first.width() - 4, first.height() - 4)
    QTest.mouseClick(first, Qt.MouseButton.LeftButton, pos=corner)
    assert first.isChecked()
    assert more.isVisible()
    blank = second.grab().toImage()
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert not first.isChecked()
    assert not more.isVisible()
    assert second.grab().toImage() != blank


def test_screen_readers_hear_what_it_means(stage: Stage) -> None:
    card = ChoiceCard(stage.theme, "One", "free", "It costs nothing.")
    stage.show(card)
    assert card.accessibleName() == "One. free"
    assert card.accessibleDescription() == "It costs nothing."
    assert card.heightForWidth(200) >= card.heightForWidth(800)
    assert card.minimumSizeHint().height() > 0
