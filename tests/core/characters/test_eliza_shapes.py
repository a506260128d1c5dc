"""Values of every shape become ElizaOS's, and what is left over is told."""

from __future__ import annotations

from typing import Any

import pytest

from app.core.characters.eliza_shapes import (
    knowledge,
    plain,
    settings,
    style,
    talks,
    templates,
    text,
    texts,
    with_kept,
)

ID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"


@pytest.mark.parametrize(
    ("value", "whole"),
    [(None, True), ("one", True), (["one", None], True), (["one", 2], False), ({}, False)],
)
def test_a_text_or_a_list_of_texts_is_read_without_loss(value: Any, whole: bool) -> None:
    assert plain(value) is whole


def test_texts_come_out_of_whatever_holds_them() -> None:
    assert text(["one", "two"]) == ("one\ntwo", True)
    assert texts({"a": "one", "b": 2}) == (["one", "2"], False)
    assert templates({"a": ["one", "two"], "b": None}) == ({"a": "one\ntwo"}, True)
    assert templates({"a": {"b": "one"}}) == ({"a": "one"}, False)
    assert templates("no object") == ({}, False)


def test_what_is_kept_never_takes_the_place_of_something() -> None:
    assert with_kept({"a": 1}, {}) == {"a": 1}
    assert with_kept({"a": 1}, {"b": 2}) == {"a": 1, "kept": {"b": 2}}
    assert with_kept({"kept": 1, "kept_2": 2}, {"b": 2})["kept_3"] == {"b": 2}


def test_settings_keep_a_number_that_javascript_cannot_hold() -> None:
    large = 10**400
    assert settings({"a": None, "b": False, "c": large}) == (
        {"b": False, "kept": {"c": large}},
        True,
    )
    assert settings(["no object"]) == ({}, False)


@pytest.mark.parametrize(
    ("value", "made", "whole"),
    [
        (["short"], {"all": ["short"]}, True),
        ({"all": "short", "chat": None}, {"all": ["short"], "chat": []}, True),
        ({"post": {"a": "rare"}, "voice": 3}, {"post": ["rare"], "voice": 3}, False),
    ],
)
def test_style_becomes_lists(value: Any, made: Any, whole: bool) -> None:
    assert style(value) == (made, whole)


@pytest.mark.parametrize(
    ("value", "made", "whole"),
    [
        ("One fact.", ["One fact."], True),
        (["a.md", None, {"path": "b.md"}], ["a.md", {"path": "b.md"}], True),
        ([{"directory": "d", "shared": True}], [{"directory": "d", "shared": True}], True),
        ([{"content": "Said."}, {"text": "Told."}], ["Said.", "Told."], True),
        ([{"id": 1, "path": "a.md", "content": "Said."}], ["Said."], False),
        ([{"item": {"case": "path", "value": "a.md"}}], [{"path": "a.md"}], True),
        (
            [{"item": {"case": "directory", "value": {"directory": "d", "shared": False}}}],
            [{"directory": "d", "shared": False}],
            True,
        ),
        (
            [{"item": {"case": "x", "value": {"directory": "d", "shared": 0}}}],
            [{"path": "d"}],
            False,
        ),
        ([{"path": "a.md", "shared": "yes"}, 3, {}], [{"path": "a.md"}], False),
    ],
)  # fmt: skip
def test_knowledge_becomes_facts_and_paths(value: Any, made: Any, whole: bool) -> None:
    assert knowledge(value) == (made, whole)


def test_a_turn_of_the_first_form_keeps_all_that_stands_in_it() -> None:
    turn = {
        "user": "Ada",
        "id": 7,
        "content": {"text": "Lit.", "action": "CONTINUE", "mood": "calm", "inReplyTo": "x"},
    }
    made = {
        "name": "Ada",
        "id": 7,
        "content": {
            "text": "Lit.",
            "actions": ["CONTINUE"],
            "mood": "calm",
            "kept": {"inReplyTo": "x"},
        },
    }
    assert talks([[turn]]) == ([[made]], True)


@pytest.mark.parametrize(
    ("content", "made"),
    [
        ("bare", {"text": "bare"}),
        (None, {"text": ""}),
        (["one", "two"], {"text": "one\ntwo", "kept": {"content": ["one", "two"]}}),
        ({"text": ["one", "two"]}, {"text": "one\ntwo", "kept": {"text": ["one", "two"]}}),
        ({"text": None, "thought": None}, {}),
        ({"actions": "REPLY"}, {"actions": ["REPLY"]}),
        ({"actions": [3], "action": "GO"}, {"action": "GO", "kept": {"actions": [3]}}),
        ({"actions": ["A"], "action": "GO"}, {"actions": ["A"], "action": "GO"}),
        ({"attachments": [{"id": "1", "url": "u", "contentType": "image"}]},) * 2,
    ],
)
def test_a_content_of_any_shape(content: Any, made: Any) -> None:
    assert talks([[{"name": "A", "content": content}]]) == (
        [[{"name": "A", "content": made}]],
        True,
    )


@pytest.mark.parametrize(
    ("value", "made", "whole"),
    [
        (None, [], True),
        ("no list", [], False),
        ([{"examples": [{"role": "user", "text": "Hi"}]}], [[("user", "Hi")]], True),
        ([{"examples": [], "id": 3}], [], False),
        ([{"examples": "none"}], [], False),
        ([{"name": " ", "content": {"text": "alone"}}], [[("{{user1}}", "alone")]], True),
        ([[{"name": 3, "content": {"text": "odd"}}, "stray"], None], [[("3", "odd")]], False),
    ],
)
def test_conversations_of_any_shape(value: Any, made: Any, whole: bool) -> None:
    found, all_there = talks(value)
    assert [[(turn["name"], turn["content"]["text"]) for turn in talk] for talk in found] == made
    assert all_there is whole
