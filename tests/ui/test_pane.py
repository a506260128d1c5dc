"""The list of panes: every row leads to a class that says the same of itself."""

from __future__ import annotations

import pytest

from app.ui.pane import ROWS, Pane, Row
from tests.ui.stage import Stage


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.key)
def test_a_row_and_its_pane_agree(row: Row) -> None:
    kind = row.load()
    assert issubclass(kind, Pane)
    assert (kind.key, kind.title, kind.icon) == (row.key, row.title, row.icon)


def test_keys_are_different() -> None:
    assert len({row.key for row in ROWS}) == len(ROWS)


def test_a_pane_need_not_care_about_being_shown(stage: Stage) -> None:
    pane = Pane(stage.host, stage.bridge, stage.theme)
    pane.shown()
    pane.act("anything")
    assert pane.host is stage.host
    pane.deleteLater()
