"""The form of Tavern cards, version 1, 2 and 3. Pure, never raises."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.characters.tavern_book_writing import with_facts, with_lore
from app.core.characters.tavern_reading import (
    PYGMALION,
    TEXTS,
    V1_KEYS,
    fits,
    home,
    own_fields,
    raw,
    read,
    version,
)
from app.core.characters.tavern_shape import shape
from app.core.characters.tavern_texts import with_original, written
from app.core.characters.texts import mapping

__all__ = ["fits", "read", "shape", "write"]

Card = dict[str, Any]


def write(document: Mapping[str, Any], values: Mapping[str, Any]) -> Card:
    """Return a copy of the card with these fields put back into it; see `forms.Form`.

    V1's texts at the top of a V2 or V3 card are kept in step. What stands where a mapping has to
    be, and is none, gives way to one when a field needs the place.
    """
    now = read(document)
    new = dict(document)
    if version(document) > 1:
        new["data"] = dict(home(document))
    for field, value in values.items():
        if now[field] != value:
            _put(new, field, value)
    return new


def _put(document: Card, field: str, value: Any) -> None:
    card = document["data"] if version(document) > 1 else document
    if field in own_fields(document):
        _put_own(document, card, field, value)
    elif field in ("knowledge", "lorebook"):
        defaults = {"use_regex": False} if version(document) > 2 else {}
        change = with_facts if field == "knowledge" else with_lore
        card["character_book"] = change(card.get("character_book"), value, defaults)
    else:
        _put_text(document, card, TEXTS[field], _as_text(document, field, value))


def _as_text(document: Card, field: str, value: Any) -> str:
    if field == "bio":
        return "\n".join(value)
    if field == "message_examples":
        return written(value)
    if field in ("system", "closing"):
        return with_original(value, raw(document, TEXTS[field]))
    return str(value)


def _put_text(document: Card, card: Card, key: str, value: str) -> None:
    """Write a text to every place that has it, or to its own when none has."""
    tops = (key, PYGMALION.get(key, key)) if key in V1_KEYS else ()
    places = [(card, key), *((document, name) for name in tops)]
    there = [(place, name) for place, name in places if name in place]
    for place, name in there:
        place[name] = value
    if value and (not there or (card is not document and key not in card)):
        card[key] = value


def _put_own(document: Card, card: Card, field: str, value: Any) -> None:
    """Write a field to `extensions.familiar`, which is there only when something is in it."""
    extensions = mapping(card.get("extensions"))
    own = mapping(extensions.pop("familiar", None))
    own.pop(field, None)
    if value:
        own[field] = list(value) if isinstance(value, tuple) else value
    if own:
        extensions["familiar"] = own
    card["extensions"] = extensions
    if not extensions and version(document) == 1:
        del card["extensions"]
