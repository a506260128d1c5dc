"""A few lines of text, cut with an ellipsis and never read as markup."""

from __future__ import annotations

import pytest

from app.ui.agents.cut_text import MOST_CHARS, CutText
from tests.ui.stage import Stage

LONG = "She counts the ships of the harbour every evening and forgets the number. " * 20


@pytest.fixture
def text(stage: Stage) -> CutText:
    made = CutText(stage.theme, 3, tint="muted")
    stage.show(made, 240, 60)
    return made


def test_a_short_text_is_whole(text: CutText) -> None:
    text.say("Counts.")
    assert text.cut() == ["Counts."]


def test_nothing_is_no_line(text: CutText) -> None:
    text.say("")
    assert text.cut() == []


def test_a_long_one_ends_in_an_ellipsis_on_its_last_line(text: CutText) -> None:
    text.say(LONG)
    lines = text.cut()
    assert len(lines) == 3
    assert lines[2].endswith("…")
    assert LONG.startswith(" ".join(lines)[:-1])


def test_a_word_without_end_is_broken(text: CutText) -> None:
    text.say("a" * 5_000_000)
    assert len(text.cut()) == 3
    assert len(text.text) == MOST_CHARS


def test_line_breaks_become_spaces(text: CutText) -> None:
    text.say("One\n\n two")
    assert text.text == "One two"


def test_it_is_as_high_as_its_lines_and_takes_any_width(text: CutText) -> None:
    before = text.sizeHint()
    text.say(LONG)
    assert text.sizeHint() == before == text.minimumSizeHint()
    assert before.width() == 0


def test_it_is_drawn_in_the_colour_it_is_told(stage: Stage, text: CutText) -> None:
    text.say("█" * 30, "danger")
    stage.settle()
    colour = text.grab().toImage().pixelColor(20, 8)
    assert colour == stage.theme.colour("danger")


def test_a_strong_one_is_wider(stage: Stage, text: CutText) -> None:
    strong = CutText(stage.theme, 1, strong=True)
    stage.show(strong, 240, 20)
    strong.say(LONG)
    plain = CutText(stage.theme, 1)
    stage.show(plain, 240, 20)
    plain.say(LONG)
    assert len(strong.cut()[0]) < len(plain.cut()[0])
