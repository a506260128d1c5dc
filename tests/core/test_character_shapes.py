"""Odd shapes that real character files have."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.character_shapes import (
    examples,
    knowledge,
    lines,
    looks_like_path,
    mapping,
    names,
    shape_of,
    style,
    words,
)


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("  one ", ("one",)),
        (["one", " ", ["two"], None, True, 3], ("one", "two", "3")),
        ({"values": ["one", "two"]}, ("one", "two")),
        (object(), ()),
    ],
)
def test_lines_are_every_text_there_is(value: Any, found: tuple[str, ...]) -> None:
    assert lines(value) == found


def test_words_names_and_mappings() -> None:
    assert words(["one", "two"]) == "one\ntwo"
    assert names("plugin") == ("plugin",)
    assert names(["plugin", 3, " "]) == ("plugin",)
    assert names(None) == ()
    assert mapping({1: "x"}) == {"1": "x"}
    assert mapping("x") == {}


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


def test_warnings_say_what_an_import_leaves_out() -> None:
    shape = shape_of({"name": "A", "plugins": ["x"], "post_examples": ["p"]})
    assert shape.form == "2.x"
    assert "post_examples -> postExamples" in shape.mapped
    assert len(shape.warnings) == 2


def test_user_in_an_example_alone_makes_it_the_first_form() -> None:
    turn = {"user": "A", "content": {"text": "x", "actions": ["REPLY"]}}
    shape = shape_of({"name": "A", "bio": "b", "messageExamples": [[turn], "odd", None]})
    assert shape.form == "0.x"
    assert shape.warnings == ()
