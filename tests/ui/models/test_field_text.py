"""Every kind of field as text, and back to the same value."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.characters.character import FIELDS, Kind, LoreEntry
from app.core.characters.forms import parse_character
from app.core.errors import ConfigError
from app.ui.models.field_text import read, written
from tests.core.characters.documents import OLD

LETTERS = st.characters(exclude_characters="\r\u2029", exclude_categories=["Cs"])
TEXT = st.text(LETTERS, min_size=1).map(str.strip).filter(bool)
KNOTTY = st.text('ab:,"+- \n[]\\\t', min_size=1).map(str.strip).filter(bool)
ITEM = TEXT | KNOTTY
ITEMS = st.lists(ITEM, max_size=5).map(tuple)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
VALUES: dict[Kind, st.SearchStrategy[Any]] = {
    Kind.LINE: TEXT.map(lambda text: " ".join(text.split())),
    Kind.TEXT: ITEM,
    Kind.LINES: ITEMS,
    Kind.WORDS: ITEMS,
    Kind.TALKS: st.lists(
        st.lists(st.tuples(ITEM, ITEM), min_size=1, max_size=3).map(tuple), max_size=3
    ).map(tuple),
    Kind.LORE: st.lists(
        st.builds(LoreEntry, keys=st.tuples(ITEM), text=ITEM, case_sensitive=st.booleans()),
        max_size=3,
    ).map(tuple),
    Kind.TEXTS: st.dictionaries(st.text(), st.text(), max_size=4),
    Kind.VALUES: st.dictionaries(st.text(), JSON, max_size=4),
}


@given(st.sampled_from(sorted(Kind)).flatmap(lambda k: st.tuples(st.just(k), VALUES[k])))
def test_every_value_comes_back_as_it_was(given: tuple[Kind, Any]) -> None:
    kind, value = given
    assert read(kind, written(kind, value)) == value


def test_every_field_of_a_real_character_comes_back_as_it_was() -> None:
    character = parse_character(OLD)
    for name, kind in FIELDS.items():
        value = getattr(character, name)
        assert read(kind, written(kind, value)) == value


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Kind.LINE, "  Mira \n of  the sea", "Mira of the sea"),
        (Kind.LINES, "One.\n\n Two.\n  goes on\n\n  and on\n", ("One.", "Two.\ngoes on\n\nand on")),
        (Kind.LINES, "  One.\n", ("One.",)),
        (Kind.WORDS, "sea, wind\nsalt", ("sea", "wind", "salt")),
        (
            Kind.TALKS,
            "\n\nSam : Hello: you\nMira: Aye.\n  Still.\n\n\nSam: Bye.\n",
            ((("Sam", "Hello: you"), ("Mira", "Aye.\nStill.")), (("Sam", "Bye."),)),
        ),
        (Kind.TALKS, '"Sam" said: no', ((('"Sam" said', "no"),),)),
        (Kind.TALKS, '"a: b" : c', ((("a: b", "c"),),)),
        (Kind.VALUES, " ", {}),
        (Kind.TEXTS, '{"a": "b"}', {"a": "b"}),
        (Kind.LORE, "", ()),
    ],
)
def test_what_a_person_types_is_understood(kind: Kind, typed: str, value: object) -> None:
    assert read(kind, typed) == value


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        (Kind.TALKS, "Sam: hi\nhello", "Line 2 does not say who speaks"),
        (Kind.TALKS, ": hello", "Line 1 does not say who speaks"),
        (Kind.TALKS, "Sam\n  hi: there", "Line 1 does not say who speaks"),
        (Kind.TALKS, "Sam: hi\n\nMira:", "In line 3 nothing is said"),
        (Kind.VALUES, '{"a": 1,\n}', "line 2, column 1"),
        (Kind.VALUES, "[1]", "in braces"),
        (Kind.VALUES, '{"a": NaN}', "does not know"),
        (Kind.VALUES, '{"a": ' * 70 + "1" + "}" * 70, "64 levels"),
        (Kind.VALUES, '{"a":' * 100_000, "nested too deeply"),
        (Kind.VALUES, '{"a": ' + "1" * 5_000 + "}", "too long a number"),
        (Kind.TEXTS, '{"a": 1}', "a is not a text"),
        (Kind.LORE, "lamp", "Entry 1 has no text"),
    ],
)
def test_what_does_not_parse_is_said_in_a_sentence(kind: Kind, typed: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        read(kind, typed)


def test_a_line_break_of_any_kind_does_not_part_an_item() -> None:
    assert written(Kind.LINES, ("a\r\nb\rc\u2029d", "e")) == "a\n  b\n  c\n  d\ne"


@pytest.mark.parametrize("kind", [Kind.LINES, Kind.WORDS, Kind.TALKS, Kind.LORE])
def test_long_texts_are_read_quickly(kind: Kind) -> None:
    import time

    typed = {Kind.TALKS: "Sam: hi, you\n", Kind.LORE: "a, b + c\ntext\n---\n"}.get(kind, "a, ")
    began = time.perf_counter()
    read(kind, typed * (1_000_000 // len(typed)))
    assert time.perf_counter() - began < 3
