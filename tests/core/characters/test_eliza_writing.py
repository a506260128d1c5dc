"""An edit keeps the spelling, the shape and everything beside what was edited."""

from __future__ import annotations

from typing import Any

from app.core.characters.eliza_writing import put


def changed(document: dict[str, Any], field: str, value: Any) -> dict[str, Any]:
    copy = dict(document)
    put(copy, field, value)
    return copy


def test_a_text_stays_a_text_and_a_list_a_list() -> None:
    assert changed({"bio": "Old."}, "bio", ("New.",)) == {"bio": "New."}
    assert changed({"bio": "Old."}, "bio", ("New.", "More.")) == {"bio": ["New.", "More."]}
    assert changed({"topics": ["a"]}, "topics", ("b",)) == {"topics": ["b"]}
    assert changed({}, "topics", ()) == {}


def test_the_snake_spelling_is_kept() -> None:
    assert changed({"post_examples": []}, "post_examples", ("x",)) == {"post_examples": ["x"]}
    assert changed({}, "post_examples", ("x",)) == {"postExamples": ["x"]}


def test_unchanged_turns_keep_what_else_is_in_them() -> None:
    turn = {"user": "A", "content": {"text": "One.", "action": "WAVE"}, "extra": 1}
    odd = [{"user": "A", "content": {"text": ""}}]
    document = {"messageExamples": [[turn, {"user": "B", "content": {"text": "Two."}}], odd]}
    talk = (("A", "One."), ("B", "Other."))
    assert changed(document, "message_examples", (talk,)) == {
        "messageExamples": [[turn, {"user": "B", "content": {"text": "Other."}}], odd]
    }


def test_new_turns_are_made_in_the_documents_own_way() -> None:
    wrapped = {"message_examples": [{"examples": [{"name": "A", "content": {"text": "x"}}]}]}
    assert changed(wrapped, "message_examples", ((("A", "y"),),)) == {
        "message_examples": [{"examples": [{"name": "A", "content": {"text": "y"}}]}]
    }


def test_facts_keep_their_own_shape_and_paths_stay() -> None:
    fact = {"id": "1", "content": "Known."}
    document = {"knowledge": ["Gone.", fact, {"path": "a.md"}]}
    assert changed(document, "knowledge", ("Known.", "New.")) == {
        "knowledge": [fact, "New.", {"path": "a.md"}]
    }


def test_a_style_that_is_a_list_becomes_what_holds_for_all() -> None:
    assert changed({"style": ["short"]}, "style_chat", ("plain",)) == {
        "style": {"all": ["short"], "chat": ["plain"]}
    }
    assert changed({}, "style_chat", ()) == {}


def test_templates_that_are_unchanged_stay_as_they_are() -> None:
    document = {"templates": {"one": ["a", "b"], "two": "c"}}
    assert changed(document, "templates", {"one": "a\nb", "two": "d"}) == {
        "templates": {"one": ["a", "b"], "two": "d"}
    }


def test_an_emptied_text_is_gone_but_a_name_never() -> None:
    assert changed({"system": "x", "name": "A"}, "system", "") == {"name": "A"}
    assert changed({"name": "A"}, "name", "B") == {"name": "B"}
