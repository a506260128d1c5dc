"""Cards of every version are told from other files and read."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.characters.character import LoreEntry
from app.core.characters.tavern_reading import fits, own, raw, read, version
from tests.core.characters.tavern_cards import V1, V2, V3


@pytest.mark.parametrize(
    ("document", "number"),
    [
        (V1, 1),
        (V2, 2),
        (V3, 3),
        ({"first_mes": ""}, 1),
        ({"char_persona": "p", "char_name": "n"}, 1),
        ({"data": {"mes_example": "x"}}, 2),
        ({"data": {"character_book": {}}, "spec": 5}, 2),
        ({"spec": "chara_card_v2", "data": {}}, 2),
        ({"spec": "chara_card_v3", "data": {}, "first_mes": "top"}, 1),
        ({"spec": "chara_card_v3", "data": {"name": "n"}, "first_mes": "top"}, 3),
        ({"spec": "chara_card_v2", "data": "text", "first_mes": "top"}, 1),
        ({"spec": "chara_card_v9", "data": {}}, 3),
        ({"data": {"anything": 1}, "first_mes": "top"}, 1),
        ({"spec": "chara_card_v2"}, 0),
        ({"spec": "lorebook_v3", "data": {"entries": []}}, 0),
        ({"name": "n", "bio": "b", "description": "d", "personality": "p"}, 0),
        ({"name": "n", "data": {"name": "m"}}, 0),
        ({}, 0),
    ],
)
def test_a_card_is_told_by_its_keys(document: dict[str, Any], number: int) -> None:
    assert version(document) == number
    assert fits(document) is bool(number)


def test_the_first_version_is_read() -> None:
    found = {field: value for field, value in read(V1).items() if value}
    assert found == {
        "name": "Rosalind",
        "bio": ("Rosalind keeps the lighthouse.", "She is {{user}}'s neighbour."),
        "personality": "dry, patient",
        "scenario": "A storm is coming in.",
        "greeting": "You again? Come in, {{user}}.",
        "message_examples": (
            (("{{user}}", "Busy?"), ("{{char}}", "Always.\nThe lamp needs oil.")),
        ),
    }


def test_the_second_version_is_read_with_its_book() -> None:
    found = {field: value for field, value in read(V2).items() if value}
    first = {field: value for field, value in read(V1).items() if value}
    assert found == {
        **first,
        "system": "You are a keeper of few words.",
        "closing": "Stay brief.",
        "knowledge": ("Storms come from the west.", "The island has one pier."),
        "lorebook": (LoreEntry(keys=("lamp", "lens"), text="The lamp burns oil."),),
    }


def test_a_nickname_is_read_from_the_third_version_on() -> None:
    assert read(V3)["nickname"] == "Ros"
    assert read({**V2, "data": {**V2["data"], "nickname": "Ros"}})["nickname"] == ""


def test_what_only_this_program_knows_is_read_from_its_extension() -> None:
    extra = {
        "nickname": "R",
        "username": 5,
        "topics": ["sea", 3, ""],
        "style_all": "short",
        "templates": {"a": "x", "b": 1},
        "settings": {"model": None},
        "plugins": ["p", 4],
        "unknown": True,
    }
    document = {**V1, "extensions": {"familiar": extra}}
    found = read(document)
    assert own(document) == extra
    assert found["nickname"] == "R"
    assert found["username"] == "5"
    assert found["topics"] == ("sea", "3")
    assert found["style_all"] == ("short",)
    assert found["templates"] == {"a": "x", "b": "1"}
    assert found["settings"] == {"model": None}
    assert found["plugins"] == ("p",)


def test_names_are_taken_as_they_are() -> None:
    document = {"spec": "chara_card_v3", "data": {"name": "<BOT>", "nickname": "<USER>"}}
    found = read(document)
    assert (found["name"], found["nickname"]) == ("<BOT>", "<USER>")


def test_the_first_text_that_is_there_counts() -> None:
    document = {"name": "", "char_name": "Rosalind", "first_mes": " ", "char_greeting": ["Hm."]}
    assert read(document)["name"] == "Rosalind"
    assert raw(document, "first_mes") == ["Hm."]
    assert raw(document, "mes_example") is None
