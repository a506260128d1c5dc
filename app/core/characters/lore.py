"""Lorebook entries: which come up in a conversation, and how they stand in plain JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from app.core.characters.character import LoreEntry
from app.core.characters.texts import lines, words


def entries(value: Any) -> tuple[LoreEntry, ...]:
    """Return the entries of a list; what has no text or no key is passed over."""
    items = value if isinstance(value, list) else []
    found = (_entry(item) for item in items if isinstance(item, Mapping))
    return tuple(entry for entry in found if entry.text and entry.keys)


def _entry(item: Mapping[str, Any]) -> LoreEntry:
    return LoreEntry(
        keys=lines(item.get("keys")),
        text=words(item.get("text")),
        also=lines(item.get("also")),
        case_sensitive=item.get("case_sensitive") is True,
    )


def plain(found: Iterable[LoreEntry]) -> list[dict[str, Any]]:
    """Return the entries as JSON that `entries` reads back; what is usual is left out."""
    return [
        {"keys": list(entry.keys), "text": entry.text}
        | ({"also": list(entry.also)} if entry.also else {})
        | ({"case_sensitive": True} if entry.case_sensitive else {})
        for entry in found
    ]


def matching(found: Iterable[LoreEntry], said: Sequence[str]) -> list[str]:
    """Return the texts of the entries that what was said brings up, in the book's order.

    A key counts as a whole word, in any case unless the entry says otherwise; keys in scripts
    without spaces between words count anywhere.
    """
    exact = "\n".join(said)
    folded = exact.casefold()
    texts = []
    for entry in found:
        text, fold = (exact, str) if entry.case_sensitive else (folded, str.casefold)
        if any(_stands(fold(key), text) for key in entry.keys) and (
            not entry.also or any(_stands(fold(key), text) for key in entry.also)
        ):
            texts.append(entry.text)
    return texts


def _stands(key: str, text: str) -> bool:
    start = text.find(key) if key else -1
    while start >= 0:
        end = start + len(key)
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if not (_joins(before, key[0]) or _joins(key[-1], after)):
            return True
        start = text.find(key, start + 1)
    return False


def _joins(left: str, right: str) -> bool:
    """Say whether two letters are of one word: scripts without spaces never join."""
    return all(letter.isalnum() and letter < "\u0e00" for letter in (left or " ", right or " "))
