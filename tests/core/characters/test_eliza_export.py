"""Every character leaves as one that ElizaOS 1.7.2 takes, and no text is lost on the way."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.characters.eliza_export import to_eliza
from app.core.characters.forms import parse_character
from app.core.characters.reading import load_character
from app.core.characters.secrets import take_secrets
from app.core.characters.texts import lines
from app.core.errors import ConfigError
from app.core.message import stable_id
from app.core.paths import shipped_characters
from tests.core.characters.documents import NEW, NEWEST, OLD
from tests.core.characters.tavern_cards import V1, V2, V3
from tests.core.characters.test_eliza_rules import accepts, anything, documents
from tests.counterparts.cards import FORMS
from tests.counterparts.eliza_schema import ElizaSchema

ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"

KEYS = (
    *("id", "username", "system", "bio", "lore", "topics", "adjectives", "style", "knowledge"),
    *("messageExamples", "message_examples", "postExamples", "post_examples", "templates"),
    *("settings", "secrets", "plugins", "clients", "modelProvider", "description", "nickname"),
    *("personality", "scenario", "greeting", "closing", "lorebook", "first_mes", "mes_example"),
    *("spec", "USER.md", "MEMORY.md", "memory/2026-01-02.md", "familiar.json"),
)
"""Keys of every form, so that a document may look like any of them."""


@st.composite
def any_documents(draw: st.DrawFn) -> dict[str, Any]:
    """A document that has a name in the form it looks like, and anything else in it."""
    document = draw(st.dictionaries(st.sampled_from(KEYS), anything, max_size=8))
    document["name"] = "Any"
    looks = draw(st.sampled_from(["", "", "data", "SOUL.md"]))
    if looks == "data":
        document["data"] = {**draw(st.dictionaries(st.sampled_from(KEYS), anything, max_size=5))}
        document["data"]["name"] = "Any"
        document["spec"] = "chara_card_v2"
    elif looks == "SOUL.md":
        document["SOUL.md"] = draw(st.text())
        document["IDENTITY.md"] = "- **Name:** Any"
    return document


# --- what holds for every document ------------------------------------------------------------


@given(any_documents())
@settings(max_examples=500)
def test_any_value_under_any_key_leaves_as_a_character_of_elizaos(
    schema: ElizaSchema, document: dict[str, Any]
) -> None:
    before = copy.deepcopy(document)
    written, notes = to_eliza(document, ID)
    assert schema.issues(written) == []
    assert accepts(written)
    assert written["id"] == ID
    assert lines(written["bio"])
    assert written.get("username") != ""
    assert all(note.endswith(".") and "\n" not in note for note in notes)
    assert document == before
    assert to_eliza(written, ID) == (written, ())


@given(documents())
@settings(max_examples=300)
def test_what_elizaos_accepts_leaves_as_it_came(document: dict[str, Any]) -> None:
    document.pop("id", None)
    if not accepts(document) or not document["name"].strip() or not lines(document["bio"]):
        return
    if "username" in document and not document["username"].strip():
        return
    if any(isinstance(item, dict) and "more" in item for item in document.get("knowledge", [])):
        return
    assert to_eliza(document, ID) == ({"id": ID, **document}, ())


@given(any_documents())
@settings(max_examples=300)
def test_no_text_of_a_document_in_elizaos_form_is_lost(document: dict[str, Any]) -> None:
    for key in ("data", "SOUL.md", "IDENTITY.md", "spec", "first_mes", "mes_example"):
        document.pop(key, None)
    whole = "\n".join(lines(to_eliza(document, ID)[0]))
    assert [text for text in lines(document) if text not in whole] == []


# --- each form --------------------------------------------------------------------------------


def test_a_first_generation_file_becomes_a_second_generation_one(schema: ElizaSchema) -> None:
    assert schema.issues(OLD) != []
    written, notes = to_eliza(OLD, ID)
    assert schema.issues(written) == []
    assert written == {
        "id": ID,
        "name": "Old Hand",
        "bio": ["Has been here since the first release.", "once kept a lighthouse"],
        "knowledge": ["Lamps burn oil.", "notes/harbour.md"],
        "messageExamples": [
            [
                {"name": "{{user1}}", "content": {"text": "Is it late?"}},
                {
                    "name": "Old Hand",
                    "content": {"text": "The lamp is lit.", "actions": ["CONTINUE"]},
                },
            ]
        ],
        "style": {"all": ["short"], "chat": ["plain"], "post": ["rare"]},
        "settings": {
            "kept": {
                "clients": ["telegram"],
                "modelProvider": "openai",
                "TWITTER_POLL_INTERVAL": 120,
            }
        },
    }
    assert notes == (
        "messageExamples was brought into the shape of ElizaOS 1.x.",
        "lore became lines of bio.",
        "ElizaOS has no place for TWITTER_POLL_INTERVAL, clients, modelProvider: see "
        "settings.kept.",
    )


def test_a_second_generation_file_stays_as_it_is() -> None:
    assert to_eliza(NEW, NEW["id"]) == (NEW, ())


def test_a_third_generation_file_goes_back_by_one() -> None:
    written, _ = to_eliza(NEWEST, ID)
    assert written["messageExamples"] == [[{"name": "A", "content": {"text": "Here?"}}]]
    assert written["postExamples"] == ["Soon."]
    assert written["knowledge"] == [{"path": "a.txt"}, "A fact."]
    assert written["settings"] == {"kept": {"knowledge": NEWEST["knowledge"]}}


def test_a_tavern_card_tells_all_of_it_in_elizaos_words(schema: ElizaSchema) -> None:
    written, notes = to_eliza(V3, ID)
    assert schema.issues(written) == []
    assert written["bio"][-1] == V1["personality"]
    assert written["system"] == (
        "You are a keeper of few words.\n\nScenario: A storm is coming in.\n\nStay brief."
    )
    first = written["messageExamples"][0]
    assert first == [{"name": "Rosalind", "content": {"text": V1["first_mes"]}}]
    assert written["knowledge"][-1] == "The lamp burns oil."
    kept = written["settings"]["kept"]["data"]
    assert kept["nickname"] == "Ros"
    assert kept["extensions"] == V2["data"]["extensions"]
    assert [entry["content"] for entry in kept["character_book"]["entries"]] == [
        "The lamp burns oil.",
        "Nobody talks about it.",
    ]
    assert not {"description", "first_mes", "mes_example", "scenario"} & kept.keys()
    assert notes == (
        "personality became a line of bio.",
        "scenario became a part of system.",
        "closing became the end of system.",
        "greeting became the first of messageExamples.",
        "lorebook became knowledge, which is told whatever is talked about.",
        "ElizaOS has no place for data, spec, spec_version: see settings.kept.",
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_accepted_and_says_the_same(schema: ElizaSchema, form: str) -> None:
    document = FORMS[form]("Keeper")
    written, _ = to_eliza(document, ID)
    assert schema.issues(written) == []
    before, after = parse_character(document), parse_character(written)
    for field in ("name", "username", "topics", "adjectives", "style_all", "post_examples"):
        assert getattr(after, field) == getattr(before, field)
    assert set(before.bio + before.lore) <= set(after.bio)
    assert set(before.knowledge) <= set(after.knowledge)
    assert after.knowledge_paths == before.knowledge_paths
    assert after.message_examples[bool(before.greeting) :] == before.message_examples


# --- what is odd ------------------------------------------------------------------------------


def test_a_character_without_a_bio_says_its_name() -> None:
    written, notes = to_eliza({"name": "Ada", "bio": [" "], "username": " "}, ID)
    assert written == {"id": ID, "name": "Ada", "bio": ["Ada."]}
    assert notes == ()
    assert to_eliza({"name": "Ada", "description": "Counts."}, ID)[0]["bio"] == "Counts."


def test_the_id_is_always_this_agents() -> None:
    assert to_eliza({"name": "Ada", "bio": "b"}, ID.upper())[0]["id"] == ID
    assert to_eliza({"name": "Ada", "bio": "b"}, "ada")[0]["id"] == stable_id("agent", "ada")
    written, notes = to_eliza({"id": "ada-1", "name": "Ada", "bio": "b"}, ID)
    assert written["settings"] == {"kept": {"id": "ada-1"}}
    assert notes == ("ElizaOS has no place for id: see settings.kept.",)


def test_names_of_keys_are_kept_and_told() -> None:
    cleaned, _ = take_secrets({"name": "Ada", "bio": "b", "secrets": {"A_KEY": "abc"}})
    written, notes = to_eliza(cleaned, ID)
    assert written["settings"] == {"kept": {"secrets": {"A_KEY": ""}}}
    assert notes[0] == "secrets is kept by its names; the values are in the keyring."


def test_what_an_earlier_export_kept_is_not_overwritten() -> None:
    document = {"name": "Ada", "bio": "b", "settings": {"kept": {"a": 1}}, "people": ["Sam"]}
    assert to_eliza(document, ID)[0]["settings"] == {
        "kept": {"a": 1},
        "kept_2": {"people": ["Sam"]},
    }


def test_a_long_list_of_what_is_kept_is_told_in_short() -> None:
    document = {"name": "Ada", "bio": "b", **{f"x{number}": 1 for number in range(20)}}
    assert "x15 and more: see" in to_eliza(document, ID)[1][-1]


def test_a_lorebook_fact_that_is_there_already_is_not_told_twice() -> None:
    book = [{"keys": ["a"], "text": "One."}, {"keys": ["b"], "text": "Two."}]
    document = {"name": "Ada", "bio": "b", "knowledge": ["One."], "lorebook": book}
    written, _ = to_eliza(document, ID)
    assert written["knowledge"] == ["One.", "Two."]
    assert written["settings"] == {"kept": {"lorebook": book}}


def test_what_is_no_character_is_refused() -> None:
    with pytest.raises(ConfigError, match="no name"):
        to_eliza({"bio": "b"}, ID)


# --- files ------------------------------------------------------------------------------------

WILD: dict[str, dict[str, Any]] = {
    "bio as a text, empty settings": {"bio": "One line.", "settings": {"secrets": {}}, "lore": []},
    "stray keys of tutorials": {
        "bio": ["b"],
        "description": "A bot.",
        "examples": ["x"],
        "personality": {"traits": ["calm"], "mood": 3},
        "dailyRoutines": {"morning": ["tea"]},
        "customActions": [{"name": "GO"}],
        "postingConstraints": {"maxLength": 280},
        "modelSettings": {"temperature": 0.7},
    },
    "an id that is none": {"id": "keeper-01", "bio": ["b"]},
    "settings of the first clients": {
        "bio": ["b"],
        "clients": [],
        "modelProvider": "anthropic",
        "settings": {
            "secrets": {"TWITTER_USERNAME": ""},
            "voice": {"model": "en_US", "elevenlabs": {"stability": "0.5"}},
            "ragKnowledge": True,
            "chains": {"evm": ["base"]},
            "model": None,
        },
        "POST_INTERVAL_MIN": 90,
        "ENABLE_ACTION_PROCESSING": False,
    },
    "people and spaces": {
        "bio": ["b"],
        "people": [],
        "twitterSpaces": {"hosts": ["a"], "speechLimits": {"min": 1}},
        "system": ["One.", "Two."],
    },
    "knowledge of every kind": {
        "bio": ["b"],
        "knowledge": [
            "A fact.",
            {"directory": "docs", "shared": True},
            {"id": "k1", "path": "k.md", "content": "Another."},
            {"directory": "x", "shared": None},
            ["a list", "of texts"],
        ],
    },
    "examples of every kind": {
        "bio": ["b"],
        "messageExamples": [
            [{"user": "{{user1}}", "content": {"text": "a", "action": None}}],
            [{"user": "K", "content": {"text": "b", "action": "NONE", "source": 3}}],
            [{"name": "K", "content": "c"}],
            {"examples": [{"name": "K", "content": {"text": "d"}}], "topic": "sea"},
            [],
            "e",
        ],
    },
    "styles of every kind": {
        "bio": ["b"],
        "style": {"all": "short", "chat": None, "post": ["x", 3], "tone": ["dry"]},
        "topics": "tides, lamps",
        "adjectives": [["steady"], {"a": "dry"}],
        "postExamples": {"a": "x"},
        "plugins": [{"name": "@elizaos/plugin-sql"}, "plain"],
        "templates": {"a": {"b": "c"}, "d": None, "e": "f"},
    },
    "nothing": {},
}


@pytest.mark.parametrize("what", WILD)
def test_files_as_they_are_found_are_accepted(schema: ElizaSchema, what: str) -> None:
    document = {"name": "Keeper", **WILD[what]}
    written, _ = to_eliza(document, ID)
    assert schema.issues(written) == []
    whole = "\n".join(lines(written))
    assert [text for text in lines(document) if text not in whole] == []


def files() -> Iterator[Path]:
    """Yield the shipped characters, and every file of the folder that FAMILIAR_CHARACTERS names."""
    yield from sorted(shipped_characters().glob("*.json"))
    if more := os.environ.get("FAMILIAR_CHARACTERS"):
        found = (
            path for path in Path(more).rglob("*") if path.suffix in (".json", ".png", ".charx")
        )
        yield from sorted(found)


@pytest.mark.parametrize("path", list(files()), ids=lambda path: path.stem)
def test_every_file_there_is_is_accepted(schema: ElizaSchema, path: Path) -> None:
    document, _ = take_secrets(load_character(path).document)
    written, _ = to_eliza(document, ID)
    assert schema.issues(written) == []
    assert json.loads(json.dumps(written)) == written
    whole = "\n".join(lines(written))
    assert [text for text in lines(document) if text not in whole] == []
