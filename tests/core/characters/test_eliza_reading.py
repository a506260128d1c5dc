"""Odd shapes that the values in real character files have."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.characters.eliza_reading import (
    examples,
    knowledge,
    looks_like_path,
    pick,
    spelled,
    style,
)


def test_both_spellings_are_found() -> None:
    assert spelled({"post_examples": []}, "postExamples") == "post_examples"
    assert spelled({}, "postExamples") == "postExamples"
    assert pick({"postExamples": 1, "post_examples": 2}, "postExamples") == 1


def test_style_may_be_a_plain_list() -> None:
    document = {"style": ["short"]}
    assert style(document, "all") == ("short",)
    assert style(document, "chat") == ()


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("no list", ()),
        ([3, "x"], ()),
        ([[{"user": "A", "content": "as text"}]], ((("A", "as text"),),)),
        ([[{"role": "user", "text": "bare"}]], ((("user", "bare"),),)),
        ([{"name": "A", "content": {"text": "alone"}}], ((("A", "alone"),),)),
        ([[{"content": {"text": "nobody"}}]], ((("{{user1}}", "nobody"),),)),
        ([[{"name": "A", "content": {"text": ""}}], []], ()),
    ],
)
def test_examples_of_any_shape(value: Any, found: Any) -> None:
    assert examples(value) == found


def test_knowledge_is_facts_or_paths() -> None:
    assert knowledge("One fact.") == (("One fact.",), ())
    assert knowledge([3, {"text": "Said."}, {"item": {"value": {"directory": "d"}}}, {}]) == (
        ("Said.",),
        ("d",),
    )


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("docs/a.md", True),
        ("./notes", True),
        ("/srv/notes", True),
        ("C:\\notes\\a", True),
        ("See docs/a.md for more.", False),
        ("Water boils at 100 degrees.", False),
    ],
)
def test_a_fact_is_not_a_path(text: str, path: bool) -> None:
    assert looks_like_path(text) is path
