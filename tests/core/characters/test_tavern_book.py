"""A card's lorebook: what is always told, what waits for a key, and what is never told."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from app.core.characters.character import LoreEntry
from app.core.characters.tavern_book import Unused, meaning, opened, order, parted
from tests.core.characters.tavern_cards import ENTRIES, anything, entries


def test_a_book_is_read_in_its_order() -> None:
    book = opened({"entries": ENTRIES})
    assert book.facts == ("Storms come from the west.", "The island has one pier.")
    assert book.lore == (LoreEntry(keys=("lamp", "lens"), text="The lamp burns oil."),)
    assert book.unused == {Unused.OFF: 1}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"content": "t"}, "t"),
        ({"content": "t", "keys": ["k"], "constant": True, "use_regex": True}, "t"),
        ({"content": "t", "keys": ["k"]}, LoreEntry(keys=("k",), text="t")),
        ({"content": "t", "keys": "a, b"}, LoreEntry(keys=("a", "b"), text="t")),
        ({"content": "t", "key": ["k"]}, LoreEntry(keys=("k",), text="t")),
        ({"content": "t", "keys": ["k"], "enabled": False}, Unused.OFF),
        ({"content": "t", "keys": ["k"], "disable": True}, Unused.OFF),
        (
            {"content": "t", "keys": ["k"], "enabled": True, "disable": True},
            LoreEntry(keys=("k",), text="t"),
        ),
        ({"content": " ", "keys": ["k"]}, Unused.EMPTY),
        ({"keys": ["k"]}, Unused.EMPTY),
        ("text", Unused.ODD),
        (None, Unused.ODD),
        ({"content": "@@dont_activate\nt"}, Unused.OFF),
        ({"content": "@@dont_activate\n@@activate\nt", "keys": ["k"]}, "t"),
        ({"content": "@@activate\nt", "keys": ["k"]}, "t"),
    ],
)
def test_an_entry_is_a_fact_lore_or_kept_unused(entry: Any, expected: Any) -> None:
    assert meaning(entry) == expected


@pytest.mark.parametrize(
    ("keys", "regular", "expected"),
    [
        (["dragon", "Dr. Smith"], True, ("dragon", "Dr. Smith")),
        (["drag(on|oon)"], True, None),
        (["drag(on|oon)", "wyrm"], True, ("wyrm",)),
        (["Ada (young)"], False, ("Ada (young)",)),
        (["/dragons?/i"], False, None),
        (["/dragons?/i", "wyrm"], False, ("wyrm",)),
        (["and/or"], False, ("and/or",)),
    ],
)
def test_regular_expressions_are_never_keys(
    keys: list[str], regular: bool, expected: tuple[str, ...] | None
) -> None:
    found = meaning({"content": "t", "keys": keys, "use_regex": regular})
    assert found == (LoreEntry(keys=expected, text="t") if expected else Unused.EXPRESSION)


@pytest.mark.parametrize(
    ("more", "also"),
    [
        ({"selective": True, "secondary_keys": ["s", "/x/"]}, ("s",)),
        ({"selective": True, "keysecondary": ["s"]}, ("s",)),
        ({"selective": False, "secondary_keys": ["s"]}, ()),
        ({"secondary_keys": ["s"]}, ()),
        ({"selective": True, "secondary_keys": ["s"], "extensions": {"selectiveLogic": 3}}, ("s",)),
        ({"selective": True, "secondary_keys": ["s"], "extensions": {"selectiveLogic": 2}}, ()),
        ({"selective": True, "secondary_keys": ["s"], "extensions": []}, ("s",)),
    ],
)
def test_secondary_keys_count_when_one_of_them_has_to_come_up(
    more: dict[str, Any], also: tuple[str, ...]
) -> None:
    found = meaning({"content": "t", "keys": ["k"], **more})
    assert isinstance(found, LoreEntry)
    assert found.also == also


@pytest.mark.parametrize(
    ("more", "exact"),
    [
        ({}, False),
        ({"case_sensitive": True}, True),
        ({"case_sensitive": "yes"}, False),
        ({"extensions": {"case_sensitive": True}}, True),
        ({"extensions": {"case_sensitive": None}}, False),
    ],
)
def test_case_counts_where_the_entry_says_so(more: dict[str, Any], exact: bool) -> None:
    found = meaning({"content": "t", "keys": ["k"], **more})
    assert isinstance(found, LoreEntry)
    assert found.case_sensitive is exact


def test_decorators_are_no_part_of_the_text() -> None:
    assert parted("@@a 1\n\n  @@@b x,y\nText.\n@@ stays") == (
        ["@@a 1", "@@@b x,y"],
        "Text.\n@@ stays",
    )
    assert parted("@@a") == (["@@a"], "")
    assert parted(None) == ([], "")


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ({"insertion_order": 3}, 3),
        ({"insertion_order": 0.5}, 0.5),
        ({"order": 4}, 4),
        ({"insertion_order": 10**400}, 10**400),
        ({"insertion_order": float("inf")}, 0),
        ({"insertion_order": float("nan")}, 0),
        ({"insertion_order": True}, 0),
        ({"insertion_order": "5"}, 0),
        ({}, 0),
        (None, 0),
    ],
)
def test_an_order_is_a_number(entry: Any, expected: float) -> None:
    assert order(entry) == expected


def test_a_text_of_nothing_but_decorators_is_read_in_a_moment() -> None:
    head, body = parted("@@x\n" * 500_000 + "Text.")
    assert (len(head), body) == (500_000, "Text.")


@given(book=anything, entry=entries)
def test_nothing_raises_for_what_is_no_book(book: Any, entry: Any) -> None:
    for value in (book, {"entries": book}, {"entries": [entry, book]}, {"entries": {"x": entry}}):
        opened(value)
