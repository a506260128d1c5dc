"""What is different between two versions of a character, for people. Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.core.characters.character import FIELDS, Character, LoreEntry

MAX_SHOWN = 300
"""Letters of a text that are shown of it."""

_CONTEXT = 20
"""Letters that are shown before the first difference of two long texts."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field that differs, with its values as in `Character`."""

    field: str
    before: Any
    after: Any


def changes(old: Character, new: Character) -> tuple[Change, ...]:
    """Return the fields of `FIELDS` in which two characters differ, in their order."""
    pairs = ((field, getattr(old, field), getattr(new, field)) for field in FIELDS)
    return tuple(Change(field, before, after) for field, before, after in pairs if before != after)


def told(change: Change) -> list[str]:
    """Return a change in lines for people: "- what went" and "+ what came".

    Of a list only the items that went or came, of a mapping its keys with their values, of a text
    its beginning, or, where two are longer than is shown, from shortly before their difference.
    Each line holds no line break.
    """
    before, after = change.before, change.after
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return _told_mapping(before, after)
    if isinstance(before, str) and isinstance(after, str):
        return _told_text(before or None, after or None)
    return _told_items([_item(item) for item in before], [_item(item) for item in after])


def _told_items(before: Sequence[str], after: Sequence[str]) -> list[str]:
    gone, come = Counter(before) - Counter(after), Counter(after) - Counter(before)
    found = [
        *(f"- {_cut(item)}" for item in before if _taken(gone, item)),
        *(f"+ {_cut(item)}" for item in after if _taken(come, item)),
    ]
    return found or ["The order is another."]


def _taken(left: Counter[str], item: str) -> bool:
    left[item] -= 1
    return left[item] >= 0


def _told_mapping(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    found = []
    for key in dict.fromkeys((*before, *after)):
        if key in before and key in after and before[key] == after[key]:
            continue
        old, new = (_value(side[key]) if key in side else None for side in (before, after))
        found += [f"{line[:2]}{_cut(key)}: {line[2:]}".rstrip() for line in _told_text(old, new)]
    return found


def _told_text(before: str | None, after: str | None) -> list[str]:
    """Return a line for each text that is there, from where they begin to differ."""
    start = 0
    if before and after and max(len(before), len(after)) > MAX_SHOWN:
        letters = enumerate(zip(before, after, strict=False))
        shorter = min(len(before), len(after))
        start = max(0, next((at for at, (a, b) in letters if a != b), shorter) - _CONTEXT)
    lead = "\u2026" if start else ""
    sides = (("- ", before), ("+ ", after))
    return [f"{sign}{lead}{_cut(text[start:])}" for sign, text in sides if text is not None]


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _item(item: Any) -> str:
    """Return an item of a list in words: a text, a lorebook's entry, an example conversation."""
    if isinstance(item, str):
        return item
    if isinstance(item, LoreEntry):
        also = f" + {', '.join(item.also)}" if item.also else ""
        case = " (in this case of letters)" if item.case_sensitive else ""
        return f"{', '.join(item.keys)}{also}{case}: {item.text}"
    return " / ".join(f"{speaker}: {text}" for speaker, text in item)


def _cut(text: str) -> str:
    line = " ".join(text[: 4 * MAX_SHOWN].split())
    return line if len(line) <= MAX_SHOWN else line[: MAX_SHOWN - 1] + "\u2026"
