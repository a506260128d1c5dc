"""Two versions of a character, and what people read about it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.characters.character import FIELDS, Character, LoreEntry
from app.core.characters.diff import MAX_SHOWN, Change, changes, told

OLD = Character(
    id="1", name="Ada", bio=("Counts.", "Writes."), settings={"voice": {"pitch": 1}}, system="Be."
)


def test_only_what_differs_is_a_change_in_the_order_of_the_fields() -> None:
    new = OLD.model_copy(update={"id": "2", "bio": ("Writes.",), "name": "Eve"})
    assert changes(OLD, new) == (
        Change("name", "Ada", "Eve"),
        Change("bio", ("Counts.", "Writes."), ("Writes.",)),
    )
    assert changes(OLD, OLD) == ()


@pytest.mark.parametrize(
    ("before", "after", "lines"),
    [
        ("Be.", "Be brief.\nAlways.", ["- Be.", "+ Be brief. Always."]),
        ("", "Be.", ["+ Be."]),
        ("Be.", "", ["- Be."]),
        (("a", "b", "a"), ("b", "a", "c"), ["- a", "+ c"]),
        (("a", "b"), ("b", "a"), ["The order is another."]),
        ((), ("two\nlines",), ["+ two lines"]),
        ({"a": 1, "b": 2, "c": "x"}, {"a": 1, "b": 3, "d": ["é"]}, [
            *("- b: 2", "+ b: 3", "- c: x", '+ d: ["é"]'),
        ]),
        ({"a": ""}, {"b": ""}, ["- a:", "+ b:"]),
        ({"a": "x\ny"}, {"a": "z"}, ["- a: x y", "+ a: z"]),
        (
            (LoreEntry(keys=("fog", "mist"), text="Ring."),),
            (LoreEntry(keys=("fog",), text="Ring.", also=("night",), case_sensitive=True),),
            ["- fog, mist: Ring.", "+ fog + night (in this case of letters): Ring."],
        ),
        (
            (),
            ((("Ann", "Late?"), ("Ada", "Lit.")),),
            ["+ Ann: Late? / Ada: Lit."],
        ),
    ],
)  # fmt: skip
def test_a_change_is_told_in_lines(before: Any, after: Any, lines: list[str]) -> None:
    assert told(Change("x", before, after)) == lines


def test_long_texts_are_shown_from_where_they_differ() -> None:
    same = "same " * 200
    gone, come = told(Change("system", same + "old", same + "new"))
    assert gone == "- \u2026" + same[-20:].strip() + " old"
    assert come == "+ \u2026" + same[-20:].strip() + " new"
    gone, come = told(Change("system", "x" * 400, "y" * 1_000_000))
    assert gone == "- " + "x" * (MAX_SHOWN - 1) + "\u2026"
    assert len(come) == MAX_SHOWN + 2
    assert told(Change("system", "z" * 400, "z" * 500)) == [
        "- \u2026" + "z" * 20,
        "+ \u2026" + "z" * 120,
    ]


WORDS = st.lists(st.text(), max_size=4).map(tuple)


@given(WORDS, WORDS, st.dictionaries(st.text(), st.integers() | st.text(), max_size=3))
def test_every_change_is_told_and_in_single_lines(
    before: tuple[str, ...], after: tuple[str, ...], settings: dict[str, Any]
) -> None:
    new = OLD.model_copy(update={"bio": before, "lore": after, "settings": settings})
    found = changes(OLD, new)
    assert [change.field for change in found] == [
        field for field in FIELDS if getattr(OLD, field) != getattr(new, field)
    ]
    for change in found:
        lines = told(change)
        assert lines
        assert all(len(line.splitlines()) <= 1 for line in lines)
