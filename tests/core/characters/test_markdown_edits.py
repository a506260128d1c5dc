"""An edit changes the lines it means, and reading gives what was wanted."""

from __future__ import annotations

import time

import pytest

from app.core.characters.markdown_edits import Step, rewritten, steps_between
from app.core.characters.markdown_lines import Page, sayings

PROSE = Page("SOUL.md", sections=False)
FORM = Page("USER.md", label="About them", silent=("name",))
PLAIN = Page("MEMORY.md")


def edited(text: str, wanted: list[str], page: Page = PLAIN) -> str:
    steps, tail = steps_between(sayings(text, page), wanted)
    made = rewritten(text, page, steps, tail)
    assert list(sayings(made, page)) == wanted
    return made


def test_steps_are_the_smallest_change() -> None:
    steps, tail = steps_between(["a", "b", "c", "d"], ["a", "x", "y", "c", "e", "f"])
    assert steps == [
        Step((), "a"),
        Step((), "x"),
        Step(("y",), "c"),
        Step((), "e"),
    ]
    assert tail == ("f",)
    assert steps_between(["a", "b"], ["b"]) == ([Step((), None), Step((), "b")], ())
    assert steps_between([], ["a"]) == ([], ("a",))


def test_a_change_of_very_much_is_still_quick() -> None:
    old = [f"old {number}" for number in range(20_000)]
    started = time.process_time()
    steps, tail = steps_between(["same", *old, "end"], ["same", *reversed(old), "end"])
    assert [step.stays for step in steps] == ["same", *reversed(old), "end"]
    assert tail == ()
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("text", "wanted", "made"),
    [
        ("a\nb\n", ["b"], "b\n"),
        ("- a\n- b\n", ["a", "c", "b"], "- a\n- c\n- b\n"),
        ("- a\n- b\n", ["x", "a", "b"], "- x\n- a\n- b\n"),
        ("- a", ["a", "b"], "- a\n- b\n"),
        ("a\r\n", ["a", "b"], "a\r\n\r\n- b\r\n"),
        ("> a\n", ["a", "b"], "> a\n- b\n"),
        ("", ["a"], "# MEMORY.md\n\n- a\n"),
        ("", [], "# MEMORY.md\n\n"),
        ("## S\n- a\n", ["S: a", "S: b"], "## S\n- a\n- b\n"),
        ("## S\n- a\n", ["S: a", "b"], "## S\n- a\n\n# Further notes\n\n- b\n"),
        ("## S\n- a\n", ["b", "S: a"], "## S\n> b\n- a\n"),
        ("## S\n- **K:** old\n", ["S: K: new"], "## S\n- **K:** new\n"),
        ("- **a:** b\n", ["c"], "- c\n"),
        ("  * _old_ thing\n", ["new thing"], "  * new thing\n"),
        ("1. x x\n", ["x"], "1. x\n"),
        ("- a: a\n", ["b"], "- b\n"),
        ("- a b a\n", ["b"], "- b\n"),
        ("- a\n", ["# a"], "- # a\n"),
        ("a\n", ["# a"], "- # a\n"),
        ("- a\n", ["_hint_"], "> _hint_\n"),
        ("- a\n", ["<!-- c"], "- <!-- c\n"),
        ("<!-- x\n- a\n", ["b -->"], "<!-- x\n> b -->\n"),
        ("\ufeffa\n", ["b"], "\ufeffb\n"),
        ("a\n---\nk: v\n---\n", ["k: v"], "# MEMORY.md\n\n---\nk: v\n---\n"),
    ],
)
def test_lines_keep_their_marks_and_places(text: str, wanted: list[str], made: str) -> None:
    assert edited(text, wanted) == made


def test_a_field_s_value_is_not_what_was_two_lines_below() -> None:
    text = "- Name:\n- a\n  b\n"
    assert edited(text, ["About them: b"], FORM) == "- Name:\n\n  b\n"


def test_no_heading_becomes_the_title() -> None:
    assert edited("x\n# Style\n", ["Style"], PROSE) == "# SOUL.md\n\n# Style\n"
    front = "---\nk: v\n---\n"
    assert edited(f"{front}x\n# Style\n", ["Style"], PROSE) == f"{front}# SOUL.md\n\n# Style\n"
    assert edited("x\n# _\n", [], PROSE) == "# SOUL.md\n\n# _\n"
    assert edited("# Title\nx\n# Style\n", ["Style"], PROSE) == "# Title\n# Style\n"
