"""Tavern's `character_book`: reads its entries as facts and lore, puts edited ones back. Pure.

An entry that comes up by itself is a fact (a text), one that waits for a key is a `LoreEntry`.
Entries count in the order of their `insertion_order`, equal ones as they stand. What is no entry
to us stays in the book as it is.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from app.core.characters.character import LoreEntry
from app.core.characters.tavern_texts import text
from app.core.characters.texts import lines

Entry = Mapping[str, Any]


class Unused(Enum):
    """Why an entry is kept and never told, as the end of "is kept unused: …"."""

    OFF = "switched off"
    EMPTY = "without a text"
    EXPRESSION = "found by regular expressions only, which are not run here"
    ODD = "not an entry at all"


_OTHER_NAMES = {"keys": "key", "secondary_keys": "keysecondary", "insertion_order": "order"}
"""How lorebooks that were saved by themselves spell what a card spells otherwise."""

_SLASHED = re.compile(r"/.+/[dgimsuvy]*", re.DOTALL)
_SYNTAX = re.compile(r"[\\^$|*+?()\[\]{}]")

_NOT = (1, 2)
"""SillyTavern's `selectiveLogic` for "none of these" and "not all of these"."""


@dataclass(frozen=True, slots=True)
class Book:
    """What a book says. `unused` counts the entries that are kept and never told, by the reason."""

    facts: tuple[str, ...]
    lore: tuple[LoreEntry, ...]
    unused: Counter[Unused]


def opened(book: Any) -> Book:
    """Return what a `character_book` says, whatever it is."""
    values = [value for _, value in told(entries(book))]
    return Book(
        facts=tuple(value for value in values if isinstance(value, str)),
        lore=tuple(value for value in values if isinstance(value, LoreEntry)),
        unused=Counter(value for value in values if isinstance(value, Unused)),
    )


def entries(book: Any) -> list[tuple[str | None, Any]]:
    """Return the entries as they stand, each with its key where they are a mapping."""
    found = book.get("entries") if isinstance(book, Mapping) else None
    if isinstance(found, Mapping):
        return list(found.items())
    return [(None, entry) for entry in found] if isinstance(found, list) else []


def told(slots: Iterable[tuple[str | None, Any]]) -> list[tuple[int, str | LoreEntry | Unused]]:
    """Return (index, meaning) of each entry, in the order in which they are told."""
    found = [(index, meaning(entry), order(entry)) for index, (_, entry) in enumerate(slots)]
    return [(index, value) for index, value, _ in sorted(found, key=lambda row: row[2])]


def order(entry: Any) -> int | float:
    """Return an entry's `insertion_order`, 0 when it has none that is a number."""
    value = pick(entry, "insertion_order") if isinstance(entry, Mapping) else 0
    if isinstance(value, bool) or not isinstance(value, int | float):
        return 0
    return value if isinstance(value, int) or math.isfinite(value) else 0


def meaning(entry: Any) -> str | LoreEntry | Unused:
    """Return what an entry says: a fact, lore, or the reason why it is not told."""
    if not isinstance(entry, Mapping):
        return Unused.ODD
    head, body = parted(entry.get("content"))
    marks = {mark.lstrip("@").split(" ")[0] for mark in head}
    if _is_off(entry) or ("dont_activate" in marks and "activate" not in marks):
        return Unused.OFF
    if not body:
        return Unused.EMPTY
    keys = keys_of(entry, "keys")
    if entry.get("constant") or not keys or "activate" in marks:
        return body
    plain = tuple(key for key in keys if not is_expression(key, entry))
    if not plain:
        return Unused.EXPRESSION
    return LoreEntry(keys=plain, text=body, also=_also(entry), case_sensitive=_exact(entry))


def parted(content: Any) -> tuple[list[str], str]:
    """Return the decorator lines at the start of an entry's content, and its text."""
    head: list[str] = []
    body = text(content).split("\n")
    for index, line in enumerate(map(str.strip, body)):
        if line.startswith("@@"):
            head.append(line)
        elif line:
            return head, "\n".join(body[index:]).strip()
    return head, ""


def pick(entry: Entry, key: str) -> Any:
    """Return the value under `key` or under its other name."""
    return entry.get(spelled(entry, key))


def spelled(entry: Entry, key: str) -> str:
    """Return the name that an entry itself has for `key`."""
    other = _OTHER_NAMES[key]
    return other if other in entry and key not in entry else key


def keys_of(entry: Entry, key: str) -> tuple[str, ...]:
    """Return an entry's keys or secondary keys; in one text they are separated by commas."""
    value = pick(entry, key)
    return lines(value.split(",")) if isinstance(value, str) else lines(value)


def is_expression(key: str, entry: Entry) -> bool:
    """Say whether a key is a regular expression.

    SillyTavern writes `use_regex` into every entry and means only keys between slashes, so that
    a key without any syntax in it is the plain word it looks like.
    """
    if _SLASHED.fullmatch(key):
        return True
    return bool(entry.get("use_regex")) and bool(_SYNTAX.search(key))


def _is_off(entry: Entry) -> bool:
    return not entry["enabled"] if "enabled" in entry else bool(entry.get("disable"))


def _also(entry: Entry) -> tuple[str, ...]:
    if not entry.get("selective") or _extension(entry, "selectiveLogic") in _NOT:
        return ()
    found = keys_of(entry, "secondary_keys")
    return tuple(key for key in found if not is_expression(key, entry))


def _exact(entry: Entry) -> bool:
    return True in (entry.get("case_sensitive"), _extension(entry, "case_sensitive"))


def _extension(entry: Entry, key: str) -> Any:
    extensions = entry.get("extensions")
    return extensions.get(key) if isinstance(extensions, Mapping) else None
