"""Which lines of a Markdown text say something, and what."""

from __future__ import annotations

import time

import pytest

from app.core.characters.markdown_lines import (
    MAX_LINES,
    Page,
    bare,
    field_of,
    front_matter,
    heading_of,
    is_hint,
    lines_of,
    said_alone,
    sayings,
    shown_lines,
)

PROSE = Page("SOUL.md", sections=False)
FORM = Page("USER.md", label="About them", silent=("name",))
PLAIN = Page("MEMORY.md")


@pytest.mark.parametrize(
    ("line", "prose", "plain"),
    [
        ("- an item", "an item", "an item"),
        ("  * nested", "nested", "nested"),
        ("12. twelfth", "twelfth", "twelfth"),
        ("- [x] done", "done", "done"),
        ("**Bold.** And more.", "**Bold.** And more.", "**Bold.** And more."),
        ("**All bold**", "All bold", "All bold"),
        ("_All in italics._", "All in italics.", ""),
        ("*(how do you come across?)*", "", ""),
        ("(in brackets)", "(in brackets)", ""),
        ("(one) and (two)", "(one) and (two)", "(one) and (two)"),
        ("- **Vibe:** calm", "**Vibe:** calm", "Vibe: calm"),
        ("- **Vibe:** _calm_", "**Vibe:** _calm_", "Vibe: calm"),
        ("- **Vibe:**", "Vibe:", ""),
        ("- **Vibe:** [how you sound]", "**Vibe:** [how you sound]", ""),
        ("- **Vibe:** [a](b) [c](d)", "**Vibe:** [a](b) [c](d)", "Vibe: [a](b) [c](d)"),
        ("I like:", "I like:", ""),
        ("at 10:30 it ends", "at 10:30 it ends", "at 10:30 it ends"),
        ("---", "", ""),
        ("| --- | --- |", "", ""),
        ("...", "...", "..."),
        ("> - quoted", "- quoted", "- quoted"),
        (">", "", ""),
        ("## Ways", "Ways", ""),
        ("#hashtag", "#hashtag", "#hashtag"),
        ("####### seven", "####### seven", "####### seven"),
        ("# " + "long " * 20, ("long " * 20).strip(), ("long " * 20).strip()),
        ("This isn\u2019t just metadata. It is.", "This isn\u2019t just metadata. It is.", ""),
        ("\u2028 odd space \x1f", "odd space", "odd space"),
    ],
)
def test_a_line_says_its_text_without_its_marks(line: str, prose: str, plain: str) -> None:
    # A first line, so that no heading is the title.
    assert sayings(f"First\n{line}\n", PROSE)[1:] == ((prose,) if prose else ())
    assert sayings(line, PLAIN) == ((plain,) if plain else ())


def test_headings_tell_what_a_line_is_about() -> None:
    text = "a\n# Top\nb\n## **Likes**:\n- c\n> d\n### \ne\n##\nf\n## X ##\n- Name: g\n- H: i\n"
    assert sayings(text, FORM) == (
        "About them: a",
        "About them: b",
        "About them: Likes: c",
        "d",
        "About them: e",
        "About them: f",
        "About them: X: H: i",
    )
    assert sayings("# T\n## L\nc\n# T\nd\n", PLAIN) == ("L: c", "d")


def test_a_title_says_nothing_in_prose_and_a_later_heading_does() -> None:
    assert sayings("\n# Title\n# Style\nx", PROSE) == ("Style", "x")
    assert sayings("x\n# Style", PROSE) == ("x", "Style")
    assert sayings("## Style", PROSE) == ("Style",)


def test_a_silent_field_takes_its_value_with_it() -> None:
    text = "- **Name:**\n  Ada\n- x\n- Name:\n\n  y\n- Name: z\n  w\n- Name:\nv"
    assert sayings(text, FORM) == (
        "About them: x",
        "About them: y",
        "About them: w",
        "About them: v",
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n<!-- b\nc -->\nd", "ad"),
        ("a\n<!-- b -->\nd", "ad"),
        ("a\n<!-- never closed\nd", "ad"),
        ("a\n<!--\n> b -->\nd", "a> b -->d"),
        ("a\n```sh\nb\n~~~\n```\nd", "ad"),
        ("a\n```\nd", "ad"),
        ("a\n~~~\n```\n~~~\nd", "ad"),
        ("---\nx: y\n---\na\nd", "ad"),
        ("---\na\nd", "---ad"),
        ("a\n---\nd\n---\n", "a---d---"),
    ],
)
def test_comments_code_and_front_matter_are_not_shown(text: str, shown: str) -> None:
    raws = text.splitlines()
    seen = shown_lines(raws)
    assert "".join(raw for raw, show in zip(raws, seen, strict=True) if show) == shown


def test_lines_joined_are_the_text() -> None:
    text = "a\r\nb\rc\n\n\x0bd\u2028e"
    assert "".join(line.raw for line in lines_of("\ufeff" + text, PLAIN)) == text
    assert sayings("\ufeff- a", PLAIN) == ("a",)


def test_small_parts() -> None:
    assert bare("__x__") == "x"
    assert bare("_a_b_") == "_a_b_"
    assert bare("****") == "****"
    assert bare("** **") == "** **"
    assert field_of("**Name**: Ada ") == ("Name", "Ada")
    assert field_of("see https://x.y") is None
    assert heading_of("### a # b ##") == (3, "a # b")
    assert heading_of("# c#") == (1, "c#")
    assert heading_of("##") == (2, "")
    assert is_hint("")
    assert not is_hint("(")
    assert front_matter(["---\n", "a\n"]) == 0
    assert said_alone("```", PLAIN, "") == ""
    assert said_alone("a -->", PLAIN, "") == ""
    assert said_alone("> a -->", PLAIN, "") == "a -->"


@pytest.mark.parametrize(
    "text",
    [
        "a\n" * 1_000_000,
        "<!--\n" * 200_000,
        "<!--" * 250_000 + "-->",
        "```\n~~~\n" * 120_000,
        "# " + " #" * 500_000,
        "#" + " " * 999_000 + "x",
        "- " + "*a_" * 330_000,
        "a" * 60 + ":" * 990_000,
        "\r" * 1_000_000,
    ],
)
def test_a_megabyte_of_anything_is_read_in_little_time(text: str) -> None:
    started = time.process_time()
    for page in (PROSE, FORM):
        assert len(sayings(text, page)) <= MAX_LINES
    assert time.process_time() - started < 5
