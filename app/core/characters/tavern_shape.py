"""Describes a Tavern card: what becomes of each part, and what is kept unused and why. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.core.characters.shape import Shape
from app.core.characters.tavern_book import Book, opened
from app.core.characters.tavern_reading import (
    PYGMALION,
    TEXTS,
    V1_KEYS,
    home,
    own,
    own_fields,
    place_of,
    read,
    version,
)
from app.core.characters.tavern_texts import text
from app.core.characters.texts import one_line, words

MAX_ROWS = 200
"""A card with more unknown keys than this is not told key by key."""

_FOR_PEOPLE = "it is for people, and no prompt may hold it"
_ABOUT_CARD = "it is about the card, not about the character"
_SORTS = "they sort cards and say nothing about the character"
_OTHERS = "another program's own"

WHY_KEPT = {
    "tags": _SORTS,
    "fav": _SORTS.replace("they sort", "it sorts").replace("say", "says"),
    "creator": _FOR_PEOPLE,
    "creator_notes": _FOR_PEOPLE,
    "creator_notes_multilingual": _FOR_PEOPLE,
    "creatorcomment": _FOR_PEOPLE,
    "character_version": _ABOUT_CARD,
    "creation_date": _ABOUT_CARD,
    "modification_date": _ABOUT_CARD,
    "create_date": _ABOUT_CARD,
    "source": _ABOUT_CARD,
    "metadata": _ABOUT_CARD,
    "alternate_greetings": "a conversation opens with the first greeting",
    "group_only_greetings": "a conversation opens with the first greeting",
    "assets": "of a card's files only the main picture is shown",
    "avatar": "the picture comes from the card's own file",
    "chat": "conversations are kept in Familiar",
    "talkativeness": "every message is answered here",
    "extensions.depth_prompt": "a note at a depth of the conversation has no place here",
    "extensions.regex_scripts": "scripts in a card are never run",
    "extensions.world": "only the card's own lorebook is read",
}
"""Why each part that Tavern knows is not used. The others are kept without a word."""

_PLACEHOLDER = re.compile(r"\{\{([^{}]{1,80})\}\}")
_FILLED = re.compile(
    r"(?:user|name)\d*|char|agent|agentname|original|random|pick|newline|//.*", re.IGNORECASE
)
"""What `persona.filled` fills, or leaves out on purpose; `original` is read away before."""


def shape(document: Mapping[str, Any]) -> Shape:
    """Describe the card: its form and what becomes of each part."""
    book = opened(home(document).get("character_book"))
    return Shape(
        form=f"Tavern V{version(document)}",
        mapped=tuple(_mapped(document, book)),
        kept=_told_once(_kept(document)),
        warnings=tuple(_warnings(document, book)),
    )


def _mapped(document: Mapping[str, Any], book: Book) -> Iterator[str]:
    for field, key in TEXTS.items():
        found = place_of(document, key)
        if found and field not in own_fields(document):
            yield found[1] if found[1] == field else f"{found[1]} -> {field}"
    for field, number in (("knowledge", len(book.facts)), ("lorebook", len(book.lore))):
        if number:
            yield f"character_book ({_count(number)}) -> {field}"
    extra = own(document)
    for field in own_fields(document):
        if extra.get(field):
            yield f"extensions.familiar.{field} -> {field}"


def _count(number: int) -> str:
    return "1 entry" if number == 1 else f"{number} entries"


def _kept(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield what is not used, in the card's order. What is empty is not worth a word."""
    card = home(document)
    used = {"spec", "spec_version", "data", *V1_KEYS} if card is not document else set()
    used |= set(PYGMALION.values())
    for key in document:
        if card is not document and key not in used:
            yield from _row(key, document[key])
    texts = {key for field, key in TEXTS.items() if field not in own_fields(document)}
    for key, value in card.items():
        if key == "extensions" and isinstance(value, Mapping):
            for name, inner in value.items():
                if name != "familiar" and not _is_blank_note(name, inner):
                    yield from _row(f"extensions.{name}", inner)
        elif (
            key not in texts and key != "character_book" and not (card is document and key in used)
        ):
            yield from _row(key, value)


def _is_blank_note(name: str, value: Any) -> bool:
    """Say whether this is SillyTavern's note that it writes into every card, with nothing in it."""
    return name == "depth_prompt" and isinstance(value, Mapping) and not words(value.get("prompt"))


def _row(key: str, value: Any) -> Iterator[str]:
    if value in (None, "", [], {}):
        return
    reason = WHY_KEPT.get(key, _OTHERS if key.startswith("extensions.") else "")
    shown = one_line(key)[:80]
    yield f"{shown} ({reason})" if reason else shown


def _told_once(rows: Iterable[str]) -> tuple[str, ...]:
    found = list(dict.fromkeys(rows))
    more = len(found) - MAX_ROWS
    return (*found[:MAX_ROWS], f"{more} more") if more > 0 else tuple(found)


def _warnings(document: Mapping[str, Any], book: Book) -> Iterator[str]:
    spec = str(document.get("spec"))
    if version(document) > 2 and spec != "chara_card_v3":
        yield f"The card calls itself {one_line(spec)[:40]}; it is read as the third version."
    if not place_of(document, "description"):
        yield "There is no description, so the agent knows only its name about itself."
    twice = [key for key in V1_KEYS if _differs(document, key)]
    if twice:
        yield f"The card says twice and differently: {', '.join(twice)}. What is under data counts."
    value = home(document).get("character_book")
    if value and not isinstance(value, Mapping):
        yield "character_book is not a lorebook, so it is kept unused."
    for reason, number in book.unused.items():
        yield f"character_book: {_count(number)} kept unused: {reason.value}."
    placeholders = _unfilled(read(document).values())
    if placeholders:
        yield f"Placeholders that cannot be filled here: {', '.join(placeholders)}."


def _differs(document: Mapping[str, Any], key: str) -> bool:
    card = home(document)
    if card is document or key not in document or key not in card:
        return False
    return text(document[key]) != text(card[key])


def _unfilled(values: Iterable[Any]) -> list[str]:
    """Return up to five kinds of placeholders in the texts that nothing here fills."""
    found: dict[str, None] = {}
    for value in values:
        for inside in _PLACEHOLDER.findall(_joined(value)):
            parts = re.split(r"[\s:]", inside.strip().lower(), maxsplit=1)
            if not _FILLED.fullmatch(parts[0]):
                found[f"{{{{{one_line(parts[0])[:24]}}}}}"] = None
    return list(found)[:5]


def _joined(value: Any) -> str:
    """Return every text of a field's value in one."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return "\n".join(
            part if isinstance(part, str) else words(getattr(part, "text", part)) for part in value
        )
    return ""
