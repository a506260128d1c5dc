"""A few lines, the rest behind a button, and never more than a person reads."""

from __future__ import annotations

from app.ui.agents.fold import MOST, Fold
from app.ui.panes.pieces import label
from tests.ui.agents.arrivals import texts
from tests.ui.stage import Stage


def lines(count: int) -> list[str]:
    return [f"line {number}" for number in range(count)]


def shown(stage: Stage, count: int) -> Fold:
    fold = Fold(lines(count), label, at_once=4)
    stage.show(fold, 300, 300)
    return fold


def test_few_lines_need_no_button(stage: Stage) -> None:
    fold = shown(stage, 5)
    assert fold.button is None
    assert texts(fold) == lines(5)
    fold.open()
    assert texts(fold) == lines(5)


def test_the_rest_comes_when_it_is_asked_for(stage: Stage) -> None:
    fold = shown(stage, 7)
    assert texts(fold) == lines(4)
    assert fold.button is not None
    assert fold.button.text() == "Show 3 more"
    stage.do(fold.button.click)
    assert texts(fold) == lines(7)


def test_of_very_many_the_first_are_shown(stage: Stage) -> None:
    fold = shown(stage, MOST + 11)
    stage.do(fold.open)
    assert texts(fold) == [*lines(MOST + 4), "and 7 more"]
