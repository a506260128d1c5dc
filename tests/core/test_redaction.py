import base64
import hashlib
import json
import threading
import urllib.parse
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.redaction import MASK, MAX_DEPTH, Redactor

KEYS = [
    "sk-ant-api03-abcdefghijklmnopqrstuvwxyz0123456789",
    "sk-proj-Ab1_cdefghijklmnop-qrstuv",
    "sk-0123456789abcdef0123456789abcdef",
    "sk_live_0123456789abcdefABCDEF",
    "gsk_0123456789abcdefABCDEF0123",
    "hf_abcdefghijklmnopqrstuvwxyzABCDEFGH",
    "ghp_0123456789abcdefghijklmnopqrstuvwxyz",
    "github_pat_11ABCDEFG0123456789abcdefghijklmnopqrstuv",
    "xoxb-123456789012-abcdefABCDEF",
    "AKIAIOSFODNN7EXAMPLE",
    "AIzaSyA-1234567890abcdefghijklmnopqrstu",
    "123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9",
    "MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs_",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N",
    "0x" + "4c0883a69102937d6231471b5dbb6204fe5129617082792ae468d01a3f362318",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAKCAQEA\n-----END RSA PRIVATE KEY-----",
    "-----BEGIN PRIVATE KEY-----\nMIIEow cut off in the middle",
]

HARMLESS = [
    str(uuid.UUID(int=7**40)),
    hashlib.sha256(b"x").hexdigest(),
    hashlib.sha1(b"x").hexdigest(),  # noqa: S324 - a digest to look at
    "0xd8dA6BF26964aF9D7eEd9e03E53415D37aA96045",
    "disk-full-threshold-reached-twice-2026",
    "task-0123456789abcdef0123",
    "sk-learn-compatible-estimators",
    "basic settings for every day of the week",
    "2026-11-23T16:44:51.203+00:00 turn.finished prompt_tokens=1234",
    "the token budget of 1,000 tokens; max_tokens=1024",
    "http://127.0.0.1:8080/v1/chat/completions",
    "postgresql://localhost:5432/familiar",
    "/home/someone/.local/share/Familiar/familiar.db",
    "bearer of good news",
]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("around", ["{}", "calling with {} now", 'key="{}"', "({})", "a\n{}\nb"])
def test_known_kinds_of_keys_are_masked_wherever_they_stand(key, around):
    cleaned = Redactor().text(around.format(key))
    assert MASK in cleaned
    assert key not in cleaned
    assert key[8:] not in cleaned


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_a_key_stays(text):
    assert Redactor().text(text) == text


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Authorization: Bearer abcDEF123456ghi", "abcDEF123456ghi"),
        ("Authorization: Basic dXNlcjpwYXNzd29yZDE=", "dXNlcjpwYXNzd29yZDE="),
        ("api_key=abcdefgh12", "abcdefgh12"),
        ('{"password": "opensesame"}', "opensesame"),
        ("client-secret: 'abcd1234efgh'", "abcd1234efgh"),
        ("postgresql://me:s3cr3t@db/familiar", "s3cr3t"),
    ],
)
def test_values_that_are_named_as_keys_are_masked(text, hidden):
    cleaned = Redactor().text(text)
    assert hidden not in cleaned
    assert MASK in cleaned


def test_a_known_value_is_masked_once_even_where_it_is_named():
    redactor = Redactor()
    redactor.add("abcdefgh12")
    assert redactor.text("api_key=abcdefgh12") == f"api_key={MASK}"


@given(
    value=st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=8, max_size=60),
    before=st.text(max_size=20),
    after=st.text(max_size=20),
)
def test_a_value_of_the_keyring_is_masked_in_every_form(value, before, after):
    if not value.strip():
        return
    redactor = Redactor()
    redactor.add(value)
    raw = value.encode()
    for form in (
        value,
        json.dumps(value)[1:-1],
        json.dumps(value, ensure_ascii=False)[1:-1],
        urllib.parse.quote(value),
        urllib.parse.quote_plus(value),
        raw.hex(),
        repr(value)[1:-1],
    ):
        assert form not in redactor.text(f"{before}|{form}|{after}") or form in MASK
    packed = base64.b64encode((before + value + after).encode()).decode()
    assert MASK in redactor.text(packed)


def test_short_values_are_masked_only_where_they_stand_alone():
    redactor = Redactor()
    redactor.add("abc")
    redactor.add("abc")
    redactor.add("   ")
    assert redactor.text("the abc is in abcdef") == f"the {MASK} is in abcdef"


def test_nested_values_are_cleaned_and_made_writable():
    redactor = Redactor()
    redactor.add("topsecret")

    class Odd:
        def __str__(self) -> str:
            return "holds topsecret"

    class Broken:
        def __str__(self) -> str:
            raise ValueError

    cleaned = redactor.clean(
        {
            "n": 1,
            "none": None,
            "list": ["topsecret", {"x": ("y", "topsecret")}],
            "bytes": b"topsecret",
            "odd": Odd(),
            "broken": Broken(),
            "api_key": "short",
            "prompt_tokens": 12,
            "password": "",
            "topsecret": True,
        }
    )
    assert "topsecret" not in json.dumps(cleaned)
    assert cleaned["api_key"] == MASK
    assert cleaned["password"] == ""
    assert cleaned["prompt_tokens"] == 12
    assert cleaned["broken"] == "(Broken: ValueError)"


def test_endless_nesting_ends():
    value: dict = {}
    value["self"] = value
    text = json.dumps(Redactor().clean(value))
    assert text.count("self") == MAX_DEPTH


def test_values_may_be_added_while_others_read():
    redactor = Redactor()

    def add(number):
        for step in range(30):
            redactor.add(f"value-{number}-{step}-secret")
            assert "-secret" not in redactor.text(f"value-{number}-{step}-secret")

    threads = [threading.Thread(target=add, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert redactor.text("value-3-29-secret") == MASK
