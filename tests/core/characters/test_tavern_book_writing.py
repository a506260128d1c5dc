"""Edited facts and lore go back into a book around everything that did not change."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.characters.character import LoreEntry
from app.core.characters.tavern_book import entries, meaning, opened
from app.core.characters.tavern_book_writing import with_facts, with_lore
from tests.core.characters.tavern_cards import ENTRIES, books


def facts(book: Any) -> tuple[str, ...]:
    return opened(book).facts


def lore(book: Any) -> tuple[LoreEntry, ...]:
    return opened(book).lore


def others(book: Any, kind: type) -> list[Any]:
    return [slot for slot in entries(book) if not isinstance(meaning(slot[1]), kind)]


@settings(max_examples=100)
@given(book=books, other=books, rng=st.randoms(use_true_random=False))
def test_what_is_written_is_read_in_its_order_and_the_rest_stays(
    book: dict[str, Any], other: dict[str, Any], rng: random.Random
) -> None:
    before = copy.deepcopy(book)
    for put, found, kind in ((with_facts, facts, str), (with_lore, lore, LoreEntry)):
        wanted = [*found(book), *found(other)]
        wanted = rng.sample(wanted, rng.randint(0, len(wanted)))
        new = put(book, wanted, {})
        assert found(new) == tuple(wanted)
        assert others(new, kind) == others(book, kind)
        assert type(new["entries"]) is type(book["entries"])
        assert put(new, wanted, {}) == new
    assert book == before


def book_of(*items: dict[str, Any]) -> dict[str, Any]:
    return {"name": "n", "entries": list(items)}


def fact(text: str, order: int, **more: Any) -> dict[str, Any]:
    return {"keys": [], "content": text, "insertion_order": order, **more}


def said(book: dict[str, Any]) -> list[str]:
    return [entry["content"] for entry in book["entries"]]


def test_an_unchanged_entry_keeps_everything_it_has() -> None:
    book = book_of(*ENTRIES)
    new = with_lore(book, (), {})
    assert new["entries"] == ENTRIES[1:]
    assert with_facts(book, facts(book), {}) == book


def test_an_entry_edited_where_it_stands_keeps_all_but_what_was_edited() -> None:
    book = book_of(*ENTRIES)
    storm, pier = facts(book)
    new = with_facts(book, (storm + " Always.", pier), {})
    assert new["entries"][2] == {
        **ENTRIES[2],
        "content": "@@depth 2\n@@@role system\nStorms come from the west. Always.",
    }
    assert [entry for entry in new["entries"] if entry is not new["entries"][2]] == [
        entry for entry in ENTRIES if entry is not ENTRIES[2]
    ]


def test_edited_keys_leave_the_expressions_beside_them_alone() -> None:
    entry = {"keys": ["lamp", "/l.mp/i"], "content": "x", "comment": "c", "secondary_keys": ["/s/"]}
    wanted = LoreEntry(keys=("light",), text="x", also=("oil",), case_sensitive=True)
    new = with_lore(book_of(entry), (wanted,), {})
    assert new["entries"] == [
        {
            "keys": ["light", "/l.mp/i"],
            "content": "x",
            "comment": "c",
            "secondary_keys": ["oil", "/s/"],
            "selective": True,
            "case_sensitive": True,
        }
    ]
    said = wanted.model_copy(update={"keys": ("lamp",), "also": (), "case_sensitive": False})
    rewritten = said.model_copy(update={"text": "y"})
    assert with_lore(book_of(entry), (rewritten,), {})["entries"] == [{**entry, "content": "y"}]


def test_an_edit_that_the_entry_cannot_take_makes_a_new_one() -> None:
    entry = {"keys": ["lamp"], "content": "x", "use_regex": True, "comment": "c"}
    wanted = LoreEntry(keys=("lamp (old)",), text="x")
    (new,) = with_lore(book_of(entry), (wanted,), {})["entries"]
    assert new["keys"] == ["lamp (old)"]
    assert "comment" not in new


def test_a_new_entry_stands_where_it_was_put() -> None:
    book = book_of(fact("b", 20), fact("a", 10), fact("c", 20))
    new = with_facts(book, ("a", "new", "b", "c"), {"use_regex": False})
    assert said(new) == ["b", "a", "new", "c"]
    assert new["entries"][2] == {
        "keys": [],
        "content": "new",
        "extensions": {},
        "enabled": True,
        "insertion_order": 10,
        "constant": True,
        "use_regex": False,
    }
    first = with_facts(book, ("new", "a", "b", "c"), {})
    assert said(first) == ["b", "new", "a", "c"]


def test_new_lore_has_what_the_card_asks_for() -> None:
    wanted = LoreEntry(keys=("a", "b"), text="t", also=("c",), case_sensitive=True)
    assert with_lore(None, (wanted,), {"use_regex": False}) == {
        "extensions": {},
        "entries": [
            {
                "keys": ["a", "b"],
                "content": "t",
                "extensions": {},
                "enabled": True,
                "insertion_order": 100,
                "constant": False,
                "use_regex": False,
                "case_sensitive": True,
                "selective": True,
                "secondary_keys": ["c"],
            }
        ],
    }


def test_a_moved_entry_keeps_what_it_has_but_its_order() -> None:
    book = book_of(fact("a", 1, id=1), fact("b", 2, id=2), fact("c", 3, id=3))
    new = with_facts(book, ("c", "a", "b"), {})
    assert new["entries"] == [fact("c", 1, id=3), fact("a", 1, id=1), fact("b", 2, id=2)]


def test_two_entries_that_say_the_same_are_two() -> None:
    book = book_of(fact("a", 1, id=1), fact("a", 1, id=2))
    assert with_facts(book, ("a",), {})["entries"] == [fact("a", 1, id=1)]
    assert facts(with_facts(book, ("a", "a", "a"), {})) == ("a", "a", "a")


def test_entries_in_a_mapping_stay_in_one() -> None:
    book = {"entries": {"0": {"key": ["k"], "content": "l", "order": 1}, "x": fact("a", 5)}}
    new = with_facts(book, ("b", "a"), {})
    assert list(new["entries"]) == ["0", "1", "x"]
    assert new["entries"]["0"] == book["entries"]["0"]
    edited = with_lore(book, (LoreEntry(keys=("other",), text="l"),), {})
    assert edited["entries"]["0"] == {"key": ["other"], "content": "l", "order": 1}


@pytest.mark.parametrize("book", [None, "text", 5, [], {"entries": "text"}, {"entries": None}])
def test_what_is_no_book_gives_way_to_one(book: Any) -> None:
    new = with_facts(book, ("a",), {})
    assert facts(new) == ("a",)
    assert isinstance(new["entries"], list)


def test_a_large_book_is_edited_in_one_go() -> None:
    book = book_of(*(fact(f"fact {number}", number % 7) for number in range(5_000)))
    wanted = sorted(facts(book), key=lambda text: text[::-1])
    assert facts(with_facts(book, wanted, {})) == tuple(wanted)
