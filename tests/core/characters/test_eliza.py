"""ElizaOS's documents as a whole: what is read, what is kept, and what comes back."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.characters.character import FIELDS, LoreEntry
from app.core.characters.eliza import fits, read, shape, write
from tests.core.characters.documents import NEW, NEWEST, OLD
from tests.core.characters.test_json_text import json_values


def test_warnings_say_what_an_import_leaves_out() -> None:
    found = shape({"name": "A", "plugins": ["x"], "post_examples": ["p"]})
    assert found.form == "2.x"
    assert "post_examples -> postExamples" in found.mapped
    assert len(found.warnings) == 2


def test_user_in_an_example_alone_makes_it_the_first_form() -> None:
    turn = {"user": "A", "content": {"text": "x", "actions": ["REPLY"]}}
    found = shape({"name": "A", "bio": "b", "messageExamples": [[turn], "odd", None]})
    assert found.form == "0.x"
    assert found.warnings == ()


def test_stray_keys_that_mean_something_are_used() -> None:
    document = {"name": "A", "description": "Quiet.", "personality": ["calm", "slow"], "mood": 1}
    assert read(document)["bio"] == ("Quiet.",)
    assert read(document)["personality"] == "calm\nslow"
    found = shape(document)
    assert found.mapped == ("name", "description -> bio", "personality")
    assert found.kept == ("mood",)
    assert read({**document, "bio": []})["bio"] == ()
    assert shape({**document, "bio": "b"}).kept == ("description", "mood")


def test_it_takes_what_no_other_form_takes() -> None:
    assert fits({})


VALUES: dict[str, Any] = {
    "name": "New Name",
    "nickname": "Nic",
    "username": "nic",
    "system": "Be kind.",
    "bio": ("One.", "Two."),
    "personality": "Warm.",
    "scenario": "A harbour.",
    "lore": ("Once.",),
    "knowledge": ("Lamps burn oil.", "A new fact.", "looks-like-a-file.md"),
    "lorebook": (LoreEntry(keys=("tide",), text="It turns."),),
    "topics": ("sea",),
    "adjectives": ("dry", "brief"),
    "style_all": ("Short.",),
    "style_chat": (),
    "style_post": ("Rare.", "Loud."),
    "greeting": "Ahoy.",
    "closing": "Stay short.",
    "message_examples": (
        (("{{user1}}", "Is it late?"), ("Old Hand", "Yes.")),
        (("A", "Here?"),),
    ),
    "post_examples": ("Soon.",),
    "templates": {"replyTemplate": "{{text}}", "other": "x"},
    "settings": {"model": "large"},
    "plugins": ("one",),
}


@pytest.mark.parametrize("document", [OLD, NEW, NEWEST, {"name": "Bare"}])
@pytest.mark.parametrize("field", FIELDS)
def test_an_edited_field_reads_back_and_no_other_changes(
    document: dict[str, Any], field: str
) -> None:
    before = copy.deepcopy(document)
    changed = write(document, {field: VALUES[field]})
    assert document == before
    assert read(changed) == {**read(document), field: VALUES[field]}
    emptied = write(document, {field: type(VALUES[field])()})
    assert read(emptied) == {**read(document), field: type(VALUES[field])()}


def test_nothing_edited_is_nothing_changed() -> None:
    assert write(OLD, {}) == OLD


@given(
    st.dictionaries(st.sampled_from([*OLD, *NEW, *NEWEST, "lorebook", "description"]), json_values)
)
def test_whatever_stands_there_an_edit_reads_back(document: dict[str, Any]) -> None:
    for field, value in VALUES.items():
        changed = write(document, {field: value})
        assert read(changed) == {**read(document), field: value}
        untouched = {key: document[key] for key in document if changed.get(key) == document[key]}
        assert len(document) - len(untouched) <= 1
