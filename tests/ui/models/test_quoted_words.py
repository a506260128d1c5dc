"""Words in a line, whatever stands in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.models.quoted_words import halves, joined, quotation, split, string

WORD = st.text(min_size=1).map(str.strip).filter(bool)
MARKED = st.text(alphabet='",+[]\\ \n\tab:', min_size=1).map(str.strip).filter(bool)
WORDS = st.lists(WORD | MARKED, max_size=6)


@given(WORDS)
def test_words_come_back_as_they_were(words: list[str]) -> None:
    assert list(split(joined(words))) == words


@given(WORDS, WORDS)
def test_two_lists_come_back_as_they_were(one: list[str], other: list[str]) -> None:
    assert halves(f"{joined(one)} + {joined(other)}") == (tuple(one), tuple(other))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("kind, curious", ["kind", "curious"]),
        ("kind\ncurious,\n\n, ", ["kind", "curious"]),
        ('"Oslo, Norway", Turku', ["Oslo, Norway", "Turku"]),
        ('5" screens, "open', ['5" screens', '"open']),
        ('"a" b, c', ['"a" b', "c"]),
        ('"" , c', ["c"]),
        ("", []),
    ],
)
def test_what_a_person_types_is_understood(typed: str, words: list[str]) -> None:
    assert list(split(typed)) == words


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("lamp, light + storm", (("lamp", "light"), ("storm",))),
        ("C++, lamp", (("C++", "lamp"), ())),
        ('"a + b", lamp + "c, d"', (("a + b", "lamp"), ("c, d"))),
        ("+ storm", ((), ("storm",))),
        ("lamp +", (("lamp",), ())),
    ],
)
def test_a_plus_that_stands_alone_parts_two_lists(
    typed: str, found: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    one, other = found
    assert halves(typed) == (one, (other,) if isinstance(other, str) else other)


def test_a_quotation_is_found_at_its_place_only() -> None:
    assert quotation(f"x {string('a, b')}", 1) == ("a, b", 8)
    assert quotation('x "a', 1) == (None, 1)
    assert quotation("x", 0) == (None, 0)
