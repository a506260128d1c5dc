"""Reads Tavern cards of version 1, 2 and 3 from documents of any shape. Pure, never raises.

V1 has its texts at the top, under their own or under Pygmalion's names. V2 and V3 have them under
`data`, and often V1's texts at the top beside it. What Tavern has no place for stands in
`extensions.familiar`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.characters.character import FIELDS, Kind
from app.core.characters.tavern_book import opened
from app.core.characters.tavern_texts import instruction, sentences, talks, text
from app.core.characters.texts import lines, mapping, names, words

Document = Mapping[str, Any]

TEXTS = {
    "name": "name",
    "bio": "description",
    "personality": "personality",
    "scenario": "scenario",
    "greeting": "first_mes",
    "message_examples": "mes_example",
    "system": "system_prompt",
    "closing": "post_history_instructions",
    "nickname": "nickname",
}
"""The fields whose value is one text in a card, with the card's key."""

V1_KEYS = ("name", "description", "personality", "scenario", "first_mes", "mes_example")

PYGMALION = {
    "name": "char_name",
    "description": "char_persona",
    "scenario": "world_scenario",
    "first_mes": "char_greeting",
    "mes_example": "example_dialogue",
}
"""The names that Pygmalion has for V1's keys."""

OWN_FIELDS = (
    *("username", "lore", "topics", "adjectives", "style_all", "style_chat", "style_post"),
    *("post_examples", "templates", "settings", "plugins"),
)
"""The fields that no card has a place for. A nickname has one from V3 on."""

_V1_SIGNS = {"first_mes", "mes_example", *PYGMALION.values()}
_V2_SIGNS = {
    *("first_mes", "mes_example", "system_prompt", "post_history_instructions"),
    *("character_book", "alternate_greetings"),
}


def fits(document: Document) -> bool:
    """Say whether the document looks like a Tavern card."""
    return version(document) > 0


def version(document: Document) -> int:
    """Return 1, 2 or 3, and 0 for what is no card. A version that is not known yet counts as 3."""
    spec, inner = document.get("spec"), document.get("data")
    bare = bool(_V1_SIGNS & document.keys())
    if isinstance(inner, Mapping):
        said = isinstance(spec, str) and spec.startswith("chara_card")
        if said and (not bare or {*V1_KEYS, *_V2_SIGNS} & inner.keys()):
            return 2 if spec in ("chara_card_v1", "chara_card_v2") else 3
        if _V2_SIGNS & inner.keys():
            return 2
    return 1 if bare else 0


def home(document: Document) -> Document:
    """Return the mapping that a card's texts stand in."""
    inner = document.get("data")
    return inner if version(document) > 1 and isinstance(inner, Mapping) else document


def own_fields(document: Document) -> tuple[str, ...]:
    """Return the fields that stand in `extensions.familiar`."""
    return OWN_FIELDS if version(document) > 2 else ("nickname", *OWN_FIELDS)


def own(document: Document) -> dict[str, Any]:
    """Return what stands in `extensions.familiar`."""
    return mapping(mapping(home(document).get("extensions")).get("familiar"))


def place_of(document: Document, key: str) -> tuple[Document, str] | None:
    """Return the mapping and the name under which one of the card's texts stands."""
    places = [(home(document), key)]
    if key == "name":
        places.append((document, key))
    if version(document) == 1 and key in PYGMALION:
        places.append((document, PYGMALION[key]))
    return next(((place, at) for place, at in places if words(place.get(at))), None)


def raw(document: Document, key: str) -> Any:
    """Return the value of one of the card's texts, None when it has no such text."""
    found = place_of(document, key)
    return found[0][found[1]] if found else None


def read(document: Document) -> dict[str, Any]:
    """Return the values of `Character`'s fields that the card holds."""
    book, extra = opened(home(document).get("character_book")), own(document)
    return {
        **{field: text(raw(document, key)) for field, key in TEXTS.items()},
        **{field: words(raw(document, TEXTS[field])) for field in ("name", "nickname")},
        "bio": sentences(raw(document, "description")),
        "message_examples": talks(raw(document, "mes_example")),
        "system": instruction(raw(document, "system_prompt")),
        "closing": instruction(raw(document, "post_history_instructions")),
        "knowledge": book.facts,
        "lorebook": book.lore,
        "knowledge_paths": (),
        **{field: _own_value(field, extra.get(field)) for field in own_fields(document)},
    }


def _own_value(field: str, value: Any) -> Any:
    if field == "plugins":
        return names(value)
    match FIELDS[field]:
        case Kind.TEXTS:
            return {key: words(item) for key, item in mapping(value).items()}
        case Kind.VALUES:
            return mapping(value)
        case Kind.LINE:
            return words(value)
        case _:
            return lines(value)
