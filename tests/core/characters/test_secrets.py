"""Secrets leave a character document, by place, by name and by shape."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from app.core.characters.secrets import REMOVED, take_secrets

KEY = "sk-" + "a1B2" * 6


def test_both_places_for_secrets_are_emptied_and_their_names_stay() -> None:
    document: dict[str, Any] = {
        "name": "A",
        "settings": {"model": "m", "secrets": {"A_USER": "ada", "EMPTY": "", "PORT": 3}},
        "secrets": {"nested": {"B_KEY": "bbb"}, "list": ["x"], "flag": True},
    }
    before = copy.deepcopy(document)
    cleaned, found = take_secrets(document)
    assert found == {"B_KEY": "bbb", "list": '["x"]', "A_USER": "ada", "PORT": "3"}
    assert cleaned["settings"] == {
        "model": "m",
        "secrets": {"A_USER": "", "EMPTY": "", "PORT": ""},
    }
    assert cleaned["secrets"] == {"nested": {"B_KEY": ""}, "list": "", "flag": True}
    assert document == before
    assert take_secrets(cleaned) == (cleaned, {})


@pytest.mark.parametrize(
    "name",
    ["OPENAI_API_KEY", "apiKey", "password", "botToken", "privateKey", "TWITTER_COOKIES"],
)
def test_a_name_that_says_so_is_enough(name: str) -> None:
    cleaned, found = take_secrets({"settings": {name: "short"}})
    assert found == {name: "short"}
    assert cleaned == {"settings": {name: ""}}


@pytest.mark.parametrize(
    "value", [["auth_token=1", "ct0=2"], {"a": "one-secret", "b": ""}, 12345678]
)
def test_whatever_stands_under_such_a_name_is_taken(value: Any) -> None:
    cleaned, found = take_secrets({"settings": {"TWITTER_PASSWORD": value}})
    assert found
    for secret in found.values():
        assert secret not in json.dumps(cleaned)
    assert take_secrets(cleaned) == (cleaned, {})


@pytest.mark.parametrize(
    ("document", "secret"),
    [
        ({"settings": {"db": "postgres://ada:hunter2@db/x"}}, "postgres://ada:hunter2@db/x"),
        ({"bio": "Use postgres://ada:hunter2@db/x daily."}, "postgres://ada:hunter2@db/x"),
        ({"TOOLS.md": "TWITTER_PASSWORD=hunter2hunter\n"}, "hunter2hunter"),
        ({"lore": ["my api_key: abc123def456"]}, "abc123def456"),
        ({"settings": {"token": "abcdef0123456789abcd"}}, "abcdef0123456789abcd"),
        ({"notes": {f"x {KEY} y": 1}}, KEY),
        ({KEY: 1}, KEY),
        ({"data": {"settings": {"secrets": {"A_USER": "ada-1"}}}}, "ada-1"),
        (
            {"bio": "Seed phrase: " + " ".join(["apple", "river", "stone", "cloud"] * 3)},
            "apple river stone cloud apple",
        ),
    ],
)
def test_a_secret_is_found_wherever_it_stands(document: dict[str, Any], secret: str) -> None:
    cleaned, found = take_secrets(document)
    assert any(secret in value for value in found.values())
    assert secret not in json.dumps(cleaned)
    assert take_secrets(cleaned) == (cleaned, {})


@pytest.mark.parametrize(
    "document",
    [
        {"bio": "The secret: everything passes."},
        {"settings": {"token": "$TIDE", "key": "c-minor", "auth": True}},
        {"bio": "See https://example.org/a:b@c and ask ada@example.org."},
        {"messageExamples": [[{"user": "A", "content": {"text": "Password? I have none."}}]]},
        {"secrets_of_the_sea": ["She fears the dark."]},
    ],
)
def test_what_only_sounds_like_one_stays(document: dict[str, Any]) -> None:
    assert take_secrets(document) == (document, {})


@pytest.mark.parametrize("name", ["maxTokens", "PUBLIC_KEY", "WALLET_ADDRESS", "keywords", "model"])
def test_what_is_meant_to_be_seen_stays(name: str) -> None:
    document = {"settings": {name: "value"}}
    assert take_secrets(document) == (document, {})


@pytest.mark.parametrize(
    "value",
    [
        KEY,
        "ghp_" + "x1" * 18,
        "AKIA" + "A1B2C3D4E5F6G7H8",
        "123456789:" + "A" * 35,
        "0x" + "ab" * 32,
        "-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----",
    ],
)
def test_a_known_shape_is_found_anywhere(value: str) -> None:
    cleaned, found = take_secrets({"name": "A", "bio": ["first", value], "settings": {"x": value}})
    assert set(found.values()) == {value}
    assert value not in json.dumps(cleaned)
    inside, found = take_secrets({"bio": f"my key is {value}, keep it"})
    assert found == {"bio": value}
    assert inside == {"bio": f"my key is {REMOVED}, keep it"}


def test_two_values_under_one_name_are_both_kept_apart() -> None:
    _, found = take_secrets(
        {"a": {"apiKey": "one"}, "b": {"apiKey": "two"}, "c": {"apiKey": "one"}}
    )
    assert found == {"apiKey": "one", "apiKey_2": "two"}


def test_a_secret_in_a_list_is_named_by_its_place() -> None:
    _, found = take_secrets({"notes": ["x", KEY]})
    assert found == {"notes_1": KEY}
