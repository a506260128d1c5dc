"""What a file held besides is told when somebody asks."""

from __future__ import annotations

from app.ui.agents.kept import MOST, KeptPart
from tests.ui.agents.editing import texts
from tests.ui.stage import Stage


def test_it_opens_and_closes(stage: Stage) -> None:
    part = KeptPart()
    stage.show(part, 400, 300)
    part.show_kept({"creator_notes": "they are for people", "odd": ""})
    assert part.button.text() == "Show 2 parts"
    assert len(texts(part)) == 2
    stage.do(part.button.click)
    assert texts(part)[2:] == ["creator_notes (they are for people)", "odd"]
    stage.do(part.button.click)
    assert len(texts(part)) == 2


def test_what_is_the_same_stays_open(stage: Stage) -> None:
    part = KeptPart()
    stage.show(part, 400, 300)
    part.show_kept({"odd": ""})
    assert part.button.text() == "Show 1 part"
    stage.do(part.button.click)
    part.show_kept({"odd": ""})
    assert part.button.isChecked()
    part.show_kept({"other": ""})
    assert not part.button.isChecked()


def test_nothing_kept_is_nothing_shown_and_very_much_is_bounded(stage: Stage) -> None:
    part = KeptPart()
    stage.show(part, 400, 300)
    part.show_kept({f"x{number}" * 1_000: "" for number in range(1_000)})
    stage.do(part.button.click)
    assert len(texts(part)) == MOST + 2
    part.show_kept({})
    assert part.isHidden()
