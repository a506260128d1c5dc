"""Our reading of ElizaOS's schema says what that schema itself says."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.core.characters.eliza_rules import RULES, knowledge_item, setting
from tests.counterparts.eliza_schema import ElizaSchema

UUID = "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
)
anything = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)
texts = st.lists(st.text(max_size=8), max_size=3)


def nearly(good: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return good | anything


def objects(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional={**parts, "more": anything})


attachment = objects(
    id=nearly(st.text()), url=nearly(st.text()), contentType=nearly(st.sampled_from(["image", "x"]))
)
content = objects(
    text=nearly(st.text()),
    actions=nearly(texts),
    providers=nearly(texts),
    inReplyTo=nearly(st.sampled_from([UUID, UUID.upper(), "{" + UUID + "}"])),
    attachments=nearly(st.lists(attachment, max_size=2)),
    channelType=nearly(st.sampled_from(["API", "DM", "dm"])),
)
turn = objects(name=nearly(st.text()), content=nearly(content), user=anything)
knowledge = st.text() | objects(
    path=nearly(st.text()), directory=nearly(st.text()), shared=anything
)
parts: dict[str, st.SearchStrategy[Any]] = {
    "id": st.just(UUID),
    "name": st.text(max_size=3),
    "username": st.text(),
    "system": st.text(),
    "bio": texts | st.text(),
    "messageExamples": st.lists(st.lists(nearly(turn), max_size=2), max_size=2),
    "knowledge": st.lists(nearly(knowledge), max_size=3),
    "templates": st.dictionaries(st.text(), nearly(st.text()), max_size=2),
    "settings": st.dictionaries(st.text(), anything, max_size=3),
    "style": objects(all=nearly(texts), chat=nearly(texts), post=nearly(texts)),
    **dict.fromkeys(("postExamples", "topics", "adjectives", "plugins"), texts),
}


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A document of which one or two parts may be anything, so that many are accepted."""
    document: dict[str, Any] = {"name": "Ada", "bio": "b"}
    for key in draw(st.lists(st.sampled_from(list(parts)), unique=True, max_size=3)):
        document[key] = draw(parts[key] | nearly(parts[key]))
    if draw(st.integers(0, 9)) == 0:
        document.pop(draw(st.sampled_from(["name", "bio"])))
    if draw(st.integers(0, 9)) == 0:
        document[draw(st.sampled_from(["lore", "clients", "kept"]))] = draw(anything)
    return document


def accepts(document: dict[str, Any]) -> bool:
    return {"name", "bio"} <= document.keys() and all(
        key in RULES and RULES[key](value) for key, value in document.items()
    )


@given(documents())
@settings(max_examples=600)
@example({"name": "Ada", "bio": "b", "settings": {"large": 10**400}})
@example({"name": "Ada", "bio": "b", "settings": {"deep": {"large": 10**400, "none": None}}})
@example({"name": "Ada", "bio": "b", "id": UUID + "\n"})
@example({"name": "Ada", "bio": "b", "id": UUID.upper()})
@example({"name": "Ada", "bio": "b", "knowledge": [{"path": 1, "directory": "d", "shared": True}]})
def test_the_rules_say_what_the_schema_says(schema: ElizaSchema, document: dict[str, Any]) -> None:
    assert accepts(document) == (schema.issues(document) == [])


@pytest.mark.parametrize(
    ("value", "allowed"),
    [(True, True), (0, True), (10**400, False), (float("inf"), False), (None, False), ([], True)],
)
def test_a_setting_is_anything_but_null_and_a_number_that_is_none(
    value: Any, allowed: bool
) -> None:
    assert setting(value) is allowed


def test_knowledge_is_a_text_a_path_or_a_folder() -> None:
    good = ("fact", {"path": "a.md"}, {"directory": "d", "shared": False})
    assert all(map(knowledge_item, good))
    poor = (3, None, {}, {"path": 3}, {"directory": "d", "shared": "no"})
    assert not any(map(knowledge_item, poor))
