"""Which entries of a lorebook come up, and their way through JSON."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.characters.character import LoreEntry
from app.core.characters.lore import entries, matching, plain

TIDE = LoreEntry(keys=("tide", "ebb"), text="The tide turns at six.")
BOAT = LoreEntry(keys=("boat",), also=("Robin",), text="Robin's boat is blue.")
CASED = LoreEntry(keys=("May",), text="May is a person.", case_sensitive=True)
MOON = LoreEntry(keys=("月",), text="The moon is full.")
BOOK = (TIDE, BOAT, CASED, MOON)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("When does the TIDE come?", [TIDE]),
        ("Tides and tidings", []),
        ("It will ebb.", [TIDE]),
        ("A boat.", []),
        ("Is this robin's boat?", [BOAT]),
        ("It may rain.", []),
        ("May said so.", [CASED]),
        ("今夜の月は", [MOON]),
        ("tidetide, then a tide", [TIDE]),
        ("", []),
    ],
)
def test_an_entry_comes_up_with_its_words(said: str, found: list[LoreEntry]) -> None:
    assert matching(BOOK, [said]) == [entry.text for entry in found]


def test_all_that_was_said_counts() -> None:
    assert matching(BOOK, ["Robin?", "The boat."]) == [BOAT.text]


@pytest.mark.parametrize(
    "value", [None, "x", 3, [3, None], [{"keys": [], "text": "x"}], [{"keys": "k"}], {"keys": 1}]
)
def test_what_is_no_entry_is_passed_over(value: Any) -> None:
    assert entries(value) == ()


words = st.text(min_size=1).map(str.strip).filter(bool)


@given(
    st.lists(
        st.builds(
            LoreEntry,
            keys=st.lists(words, min_size=1).map(tuple),
            text=words,
            also=st.lists(words).map(tuple),
            case_sensitive=st.booleans(),
        )
    )
)
def test_entries_come_back_from_json_as_they_were(book: list[LoreEntry]) -> None:
    assert entries(plain(book)) == tuple(book)
