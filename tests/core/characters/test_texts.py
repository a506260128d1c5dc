"""Texts, lists and names out of values of any shape."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.characters.texts import lines, mapping, names, one_line, words


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


def test_a_line_holds_nothing_that_cannot_be_seen() -> None:
    assert one_line(["two", "lines\x07\u200f"]) == "two lines"
