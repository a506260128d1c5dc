"""A card takes edits and gives back everything else as it was."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.characters.character import FIELDS, LoreEntry
from app.core.characters.tavern import fits, read, shape, write
from app.core.characters.tavern_book import entries as slots_of
from app.core.characters.tavern_book import meaning
from app.core.characters.tavern_reading import PYGMALION, TEXTS, home, own_fields, version
from tests.core.characters.tavern_cards import V1, V2, V3, anything, cards

DOCUMENTS = [V1, V2, V3]


def untouched(document: dict[str, Any], field: str) -> dict[str, Any]:
    """Return the document without the places that a field may be written to."""
    left = copy.deepcopy(document)
    for place in (left, home(left)):
        assert isinstance(place, dict)
        if field in own_fields(document):
            extensions = place.get("extensions")
            if isinstance(extensions, dict):
                extensions.pop("familiar", None)
            if not isinstance(extensions, dict) or not extensions:
                place.pop("extensions", None)
        elif field in ("knowledge", "lorebook"):
            place.pop("character_book", None)
        else:
            place.pop(TEXTS[field], None)
            place.pop(PYGMALION.get(TEXTS[field], ""), None)
    return left


def other_entries(document: dict[str, Any], kind: type) -> list[Any]:
    """Return the book's entries that are not of a kind, as they stand."""
    slots = slots_of(home(document).get("character_book"))
    return [slot for slot in slots if not isinstance(meaning(slot[1]), kind)]


@settings(max_examples=150)
@given(document=cards, other=cards, field=st.sampled_from(list(FIELDS)))
def test_an_edit_is_read_back_and_changes_nothing_else(
    document: dict[str, Any], other: dict[str, Any], field: str
) -> None:
    if not fits(document) or not fits(other):
        return
    before, value = copy.deepcopy(document), read(other)[field]
    was = read(document)
    written = write(document, {field: value})
    assert document == before
    assert json.loads(json.dumps(written)) == written
    assert read(written) == {**was, field: value}
    assert version(written) == version(document)
    if value != was[field]:
        assert untouched(written, field) == untouched(document, field)
    kind = {"knowledge": str, "lorebook": LoreEntry}.get(field, object)
    assert other_entries(written, kind) == other_entries(document, kind)
    shape(written)


@settings(max_examples=60)
@given(document=cards)
def test_writing_what_is_there_changes_nothing(document: dict[str, Any]) -> None:
    if fits(document):
        values = read(document)
        assert write(document, {}) == document
        assert write(document, {field: values[field] for field in FIELDS}) == document


@settings(max_examples=50)
@given(document=cards, other=cards)
def test_all_fields_at_once_are_read_back(document: dict[str, Any], other: dict[str, Any]) -> None:
    if fits(document) and fits(other):
        values = {field: read(other)[field] for field in FIELDS}
        assert read(write(document, values)) == {**values, "knowledge_paths": ()}


@settings(max_examples=100)
@given(document=st.dictionaries(st.sampled_from(["spec", "data", "name", "first_mes"]), anything))
def test_nothing_raises_for_what_is_no_card(document: dict[str, Any]) -> None:
    assert fits(document) == (version(document) > 0)
    assert set(read(document)) == {*FIELDS, "knowledge_paths"}
    shape(document)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_field_has_a_place_in_every_version(document: dict[str, Any]) -> None:
    values: dict[str, Any] = {
        "name": "Ada",
        "nickname": "A",
        "username": "ada",
        "system": "Be kind.",
        "bio": ("One.", "Two."),
        "lorebook": (LoreEntry(keys=("a",), text="b", also=("c",), case_sensitive=True),),
        "message_examples": ((("Ada", "Hello.\nAnd more."), ("{{user}}", "Hi.")),),
        "templates": {"replyTemplate": "x"},
        "settings": {"model": "m", "deep": {"n": [1]}},
        "plugins": ("p",),
    }
    for field in FIELDS:
        if field not in values:
            kind = read(document)[field]
            values[field] = ("one", "two") if isinstance(kind, tuple) else "some text"
    written = write(document, values)
    assert read(written) == {**values, "knowledge_paths": ()}
    emptied = write(written, {field: type(value)() for field, value in values.items()})
    assert not any(read(emptied).values())


def test_texts_at_the_top_are_kept_in_step() -> None:
    document = {**V2, "name": "Rosalind", "first_mes": "old", "char_name": "Rosalind", "chat": "c"}
    written = write(document, {"name": "Ada", "greeting": "Hello."})
    assert written["name"] == written["char_name"] == written["data"]["name"] == "Ada"
    assert written["first_mes"] == written["data"]["first_mes"] == "Hello."
    assert "personality" not in written
    assert written["chat"] == "c"


def test_a_name_that_stands_only_at_the_top_counts_and_is_written_to_both_places() -> None:
    document = {"spec": "chara_card_v2", "name": "Rosalind", "data": {"description": "d"}}
    assert read(document)["name"] == "Rosalind"
    written = write(document, {"name": "Ada"})
    assert (written["name"], written["data"]["name"]) == ("Ada", "Ada")


def test_pygmalions_names_are_kept() -> None:
    document = {"char_name": "Rosalind", "char_persona": "A keeper.", "char_greeting": "Hm."}
    assert read(document)["bio"] == ("A keeper.",)
    written = write(document, {"bio": ("Another.",), "scenario": "A storm."})
    assert written == {**document, "char_persona": "Another.", "scenario": "A storm."}


def test_an_emptied_field_stays_as_an_empty_text() -> None:
    written = write(V2, {"personality": "", "knowledge": (), "message_examples": ()})
    assert written["data"]["personality"] == written["data"]["mes_example"] == ""
    assert [entry["content"] for entry in written["data"]["character_book"]["entries"]] == [
        "The lamp burns oil.",
        "Nobody talks about it.",
    ]


def test_a_place_for_the_original_prompt_stays_in_an_edited_one() -> None:
    written = write(V2, {"system": "Talk more.", "closing": "Be long."})
    assert written["data"]["system_prompt"] == "{{original}}\nTalk more."
    assert written["data"]["post_history_instructions"] == "Be long."


def test_what_no_card_has_a_place_for_goes_into_an_extension_and_leaves_no_trace() -> None:
    written = write(V2, {"topics": ("tides",)})
    assert written["data"]["extensions"]["familiar"] == {"topics": ["tides"]}
    assert written["data"]["extensions"]["fav"] is True
    assert write(written, {"topics": ()}) == V2
    assert write(write(V1, {"topics": ("tides",)}), {"topics": ()}) == V1


def test_a_new_entry_has_what_the_third_version_asks_for() -> None:
    book = write(V3, {"knowledge": ("New.",)})["data"]["character_book"]
    new = next(entry for entry in book["entries"] if entry["content"] == "New.")
    assert new["use_regex"] is False
    assert book["scan_depth"] == 3
    plain = write({"first_mes": "x"}, {"knowledge": ("New.",)})["character_book"]
    assert "use_regex" not in plain["entries"][0]
