"""Puts edited facts and lore back into a `character_book`, around all that did not change. Pure.

An entry that still says the same keeps everything it has. One that was edited where it stands
keeps all but what was edited. A new or moved one takes its place by the `insertion_order` of the
one before it, so that reading gives exactly what was written.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from app.core.characters.character import LoreEntry
from app.core.characters.tavern_book import (
    entries,
    is_expression,
    keys_of,
    meaning,
    order,
    parted,
    spelled,
    told,
)

Said = str | LoreEntry
Slot = tuple[str | None, Any]

FIRST_ORDER = 100
"""The `insertion_order` of an entry that is the first of its kind, as SillyTavern has it."""


def with_facts(book: Any, wanted: Sequence[str], defaults: Mapping[str, Any]) -> dict[str, Any]:
    """Return the book with exactly these facts in it; `defaults` go into each new entry."""
    return _rewritten(book, _Work(entries(book), str, wanted, defaults))


def with_lore(
    book: Any, wanted: Sequence[LoreEntry], defaults: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the book with exactly this lore in it; `defaults` go into each new entry."""
    return _rewritten(book, _Work(entries(book), LoreEntry, wanted, defaults))


@dataclass(slots=True)
class _Work:
    """The entries of a book, and what those of one kind are to say from now on.

    `old` are the entries of the kind as (index, meaning) in the order in which they are told.
    """

    slots: list[Slot]
    kind: type[str] | type[LoreEntry]
    wanted: Sequence[Said]
    defaults: Mapping[str, Any]
    old: list[tuple[int, Said]] = field(init=False)

    def __post_init__(self) -> None:
        self.old = [
            (index, value) for index, value in told(self.slots) if isinstance(value, self.kind)
        ]


def _rewritten(book: Any, work: _Work) -> dict[str, Any]:
    origin = _origins(work)
    stays = _rising(origin)
    edited = _edits(work, origin, stays)
    slots = _placed(work, origin, stays, edited)
    before = dict(book) if isinstance(book, Mapping) else {"extensions": {}}
    return {**before, "entries": _as_before(before.get("entries"), slots)}


def _origins(work: _Work) -> dict[int, int]:
    """Return which old entry has a wanted meaning already: wanted number -> place in `old`."""
    places: defaultdict[Said, deque[int]] = defaultdict(deque)
    for place, (_, value) in enumerate(work.old):
        places[value].append(place)
    return {
        number: places[value].popleft() for number, value in enumerate(work.wanted) if places[value]
    }


def _rising(origin: Mapping[int, int]) -> dict[int, int]:
    """Return the most entries that can stay where they are, as `_origins` does.

    That is the longest rising run through the places; the others were moved.
    """
    tops: list[int] = []
    ends: list[int] = []
    back: dict[int, int] = {}
    for number, place in origin.items():
        depth = bisect_left(tops, place)
        tops[depth : depth + 1] = [place]
        ends[depth : depth + 1] = [number]
        back[number] = ends[depth - 1] if depth else -1
    stays: dict[int, int] = {}
    number = ends[-1] if ends else -1
    while number >= 0:
        stays[number] = origin[number]
        number = back[number]
    return stays


def _edits(
    work: _Work, origin: Mapping[int, int], stays: dict[int, int]
) -> dict[int, dict[str, Any]]:
    """Find the entries that were edited where they stand; add them to `stays`.

    Between two entries that stay, as many old meanings gone as new ones come are the same entries
    with other words. Returns the new entries by their index in the book.
    """
    taken = set(origin.values())
    fences = [(-1, -1), *sorted(stays.items()), (len(work.wanted), len(work.old))]
    edited: dict[int, dict[str, Any]] = {}
    for (number, place), (next_number, next_place) in pairwise(fences):
        come = range(number + 1, next_number)
        gone = [old for old in range(place + 1, next_place) if old not in taken]
        if len(come) != len(gone) or any(new in origin for new in come):
            continue
        for new, old in zip(come, gone, strict=True):
            index, was = work.old[old]
            entry = _with(work.slots[index][1], was, work.wanted[new])
            if meaning(entry) == work.wanted[new]:
                edited[index] = entry
                stays[new] = old
    return edited


def _with(entry: Mapping[str, Any], was: Said, now: Said) -> dict[str, Any]:
    """Return the entry with what differs between two meanings put into it."""
    new = dict(entry)
    text = now
    if isinstance(was, LoreEntry) and isinstance(now, LoreEntry):
        text = now.text
        if was.keys != now.keys:
            new[spelled(entry, "keys")] = _keys(entry, "keys", now.keys)
        if was.also != now.also:
            new[spelled(entry, "secondary_keys")] = _keys(entry, "secondary_keys", now.also)
            new["selective"] = bool(now.also)
        if was.case_sensitive != now.case_sensitive:
            new["case_sensitive"] = now.case_sensitive
    head, body = parted(entry.get("content"))
    if body != text:
        new["content"] = "\n".join([*head, str(text)])
    return new


def _keys(entry: Mapping[str, Any], key: str, plain: Sequence[str]) -> list[str]:
    """Return these keys and behind them the entry's regular expressions, which nobody edited."""
    return [*plain, *(old for old in keys_of(entry, key) if is_expression(old, entry))]


def _placed(
    work: _Work,
    origin: Mapping[int, int],
    stays: Mapping[int, int],
    edited: Mapping[int, dict[str, Any]],
) -> list[Slot]:
    """Return all slots in their new order: each new or moved entry behind the one before it."""
    behind: defaultdict[int, list[Slot]] = defaultdict(list)
    first = min(stays, default=None)
    start = len(work.slots) if first is None else work.old[stays[first]][0]
    start_order = FIRST_ORDER if first is None else order(work.slots[start][1])
    at, rank = -1, start_order
    for number, value in enumerate(work.wanted):
        if number in stays:
            at = work.old[stays[number]][0]
            rank = order(work.slots[at][1])
        else:
            behind[at].append(_slot(work, origin.get(number), value, rank))
    keeps = {work.old[place][0] for place in stays.values()}
    drops = {index for index, _ in work.old} - keeps
    slots: list[Slot] = []
    for index, (key, entry) in enumerate(work.slots):
        if index == start:
            slots += behind[-1]
        if index not in drops:
            slots.append((key, edited.get(index, entry)))
        slots += behind[index]
    return slots if start < len(work.slots) else slots + behind[-1]


def _slot(work: _Work, place: int | None, value: Said, rank: float) -> Slot:
    """Return a moved entry with its new order, or a new one."""
    if place is not None:
        key, entry = work.slots[work.old[place][0]]
        return key, {**entry, "insertion_order": rank}
    new: dict[str, Any] = {"keys": [], "content": value, "extensions": {}, "enabled": True}
    new |= {"insertion_order": rank, "constant": isinstance(value, str), **work.defaults}
    if isinstance(value, LoreEntry):
        new |= {"keys": list(value.keys), "content": value.text}
        new |= {"case_sensitive": True} if value.case_sensitive else {}
        if value.also:
            new |= {"selective": True, "secondary_keys": list(value.also)}
    return None, new


def _as_before(before: Any, slots: Sequence[Slot]) -> list[Any] | dict[str, Any]:
    """Return the entries as a list, or as a mapping where they were one."""
    if not isinstance(before, Mapping):
        return [entry for _, entry in slots]
    used = {key for key, _ in slots}
    free = (str(number) for number in range(len(slots) * 2) if str(number) not in used)
    return {next(free) if key is None else key: entry for key, entry in slots}
