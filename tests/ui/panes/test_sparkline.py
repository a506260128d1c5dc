"""Where the thin line goes."""

from __future__ import annotations

from app.ui.panes.sparkline import Sparkline, places
from tests.ui.stage import Stage


def test_fewer_than_two_values_are_no_line() -> None:
    assert places([], 100, 40) == []
    assert places([3.0], 100, 40) == []


def test_the_line_fills_the_width_and_stays_inside() -> None:
    points = places([0.0, 10.0, 5.0], 104, 44)
    assert [x for x, _ in points] == [2, 52, 102]
    assert [round(y) for _, y in points] == [42, 2, 22]


def test_what_hardly_moves_looks_calm() -> None:
    ys = [y for _, y in places([100.0, 101.0], 104, 44)]
    assert max(ys) - min(ys) < 5
    assert places([0.0, 0.0], 104, 44)[0][1] == 22


def test_it_draws_in_its_colour(stage: Stage) -> None:
    shown = Sparkline(stage.theme, "danger")
    stage.show(shown, 120, 44)
    blank = shown.grab().toImage()
    shown.show_values([0.0, 1.0, 0.0, 1.0])
    assert shown.grab().toImage() != blank
