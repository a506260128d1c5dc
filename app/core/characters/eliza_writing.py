"""Puts an edited field back into an ElizaOS document, in the spelling and shape it has there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.core.characters import lore
from app.core.characters.character import Talks
from app.core.characters.eliza_reading import (
    conversation,
    known,
    looks_like_path,
    pick,
    spelled,
    turn_of,
)
from app.core.characters.texts import lines, mapping, words

Document = dict[str, Any]


def put(document: Document, field: str, value: Any) -> None:
    """Change one field of `character.FIELDS` in place; values within the document are replaced,
    never changed, so that a shallow copy of a document may be given."""
    if field.startswith("style_"):
        _style(document, field.removeprefix("style_"), value)
    elif (
        value or field in ("name", "bio") or spelled(document, _KEYS.get(field, field)) in document
    ):
        _PUT.get(field, _text)(document, field, value)


def _text(document: Document, field: str, value: str) -> None:
    document[field] = value
    if not value and field != "name":
        del document[field]


def _lines(document: Document, field: str, value: Sequence[str]) -> None:
    key = spelled(document, _KEYS.get(field, field))
    old = document.get(key)
    if isinstance(old, str) and len(value) == 1:
        document[key] = value[0]
    else:
        document[key] = list(value)


def _bio(document: Document, field: str, value: Sequence[str]) -> None:
    # Where a description stands in for a bio, an emptied bio has to be there to count.
    document.setdefault(field, [])
    _lines(document, field, value)


def _style(document: Document, part: str, value: Sequence[str]) -> None:
    old = document.get("style")
    parts = dict(old) if isinstance(old, Mapping) else {"all": list(lines(old))}
    if value or part in parts:
        parts[part] = list(value)
    if any(parts.values()) or "style" in document:
        document["style"] = parts


def _templates(document: Document, field: str, value: Mapping[str, str]) -> None:
    old = mapping(document.get(field))
    document[field] = {
        key: old[key] if key in old and words(old[key]) == text else text
        for key, text in value.items()
    }


def _settings(document: Document, field: str, value: Mapping[str, Any]) -> None:
    document[field] = dict(value)


def _lorebook(document: Document, field: str, value: Sequence[Any]) -> None:
    document[field] = lore.plain(value)


def _examples(document: Document, field: str, value: Talks) -> None:
    """Keep each turn whose speaker and text are unchanged, with all else that stands in it."""
    key = spelled(document, _KEYS[field])
    old = document.get(key)
    items = old if isinstance(old, list) else []
    whole = {conversation(item): item for item in reversed(items)}
    turns = {turn_of(turn): turn for item in reversed(items) for turn in _turns(item)}
    wrapped = any(isinstance(item, Mapping) for item in items)
    speaker = "user" if any("user" in turn for turn in turns.values()) else "name"

    def made(talk: Sequence[tuple[str, str]]) -> Any:
        if tuple(talk) in whole:
            return whole[tuple(talk)]
        found = [
            turns.get((who, text)) or {speaker: who, "content": {"text": text}}
            for who, text in talk
        ]
        return {"examples": found} if wrapped else found

    document[key] = [made(talk) for talk in value] + [
        item for item in items if not conversation(item)
    ]


def _turns(item: Any) -> list[Mapping[str, Any]]:
    inner = item.get("examples", [item]) if isinstance(item, Mapping) else item
    return [turn for turn in inner if isinstance(turn, Mapping)] if isinstance(inner, list) else []


def _knowledge(document: Document, field: str, value: Sequence[str]) -> None:
    """Keep each fact's own item, and every path and whatever else is no fact."""
    old = pick(document, field)
    items = old if isinstance(old, list) else [old] if old else []
    facts = {known(item)[0]: item for item in reversed(items)}
    document[field] = [
        facts.get(fact) or ({"content": fact} if looks_like_path(fact) else fact) for fact in value
    ] + [item for item in items if not known(item)[0]]


_KEYS = {"message_examples": "messageExamples", "post_examples": "postExamples"}

_PUT: Mapping[str, Callable[[Document, str, Any], None]] = {
    **dict.fromkeys(("lore", "topics", "adjectives", "post_examples", "plugins"), _lines),
    "bio": _bio,
    "templates": _templates,
    "settings": _settings,
    "lorebook": _lorebook,
    "message_examples": _examples,
    "knowledge": _knowledge,
}
