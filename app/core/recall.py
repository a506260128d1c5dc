"""How what was said is ranked: two lists of candidates in, one list of scores out. Pure functions.

Meaning (dense vectors) and words (full text) are each scaled to 0..1 and summed; then what was
said just around a good hit is lifted, because the answer often stands beside the question. Ranks
are not used: they throw away by how much a hit is better. The figures were chosen on LoCoMo
conversations 0-4; `bench/recall.py` measures them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest

from app.core.message import Hit, Memory

CANDIDATES = 100
"""Rows taken from each of the two lists. More change nothing that is found, and cost time."""
DENSE_SHARE = 0.5
"""How much meaning weighs; words weigh the rest."""
BESIDE = 0.5
"""Share of its score that a row gives to the rows just before and after it."""
NEARBY = 0.2
"""The same for the rows one further away."""
LEAST_LOOKED_AT = 40
"""Candidates whose surroundings are looked at, however few hits are wanted."""
SPEAKER_BONUS = 0.1
"""For rows said by the one person whom the query names."""

_STOP = """
a about an and any are as at be been but by can could did do does for from had has have he her him
his how i if in into is it its me my of on or our she should so than that the their them then
there these they this those to us was we were what when where which who whom whose why will with
would you your
"""
STOP_WORDS = frozenset(_STOP.split())
"""Words that say nothing about which row is meant."""

_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")

Ranked = Sequence[tuple[str, float]]
"""Ids with their scores, best first."""
Neighbours = Mapping[str, tuple[str, str]]
"""For an id the ids just before and after it, '' for none."""


def named_in(query: str, names: Iterable[str]) -> list[str]:
    """Return those of `names` that the query mentions, by the whole name or a part of it."""
    words = {word.lower() for word in _WORD.findall(query)}
    return [name for name in names if words.intersection(_parts(name))]


def without_names(query: str, names: Iterable[str]) -> str:
    """Return the query without the names (and their "'s"); unchanged if nothing else is in it.

    A name in a query draws rows in which that name is spoken, which are the *other* person's.
    """
    parts = sorted({part for name in names for part in _parts(name)}, key=len, reverse=True)
    if not parts:
        return query
    pattern = r"\b(?:" + "|".join(map(re.escape, parts)) + r")\b(?:['\u2019]s\b)?"
    rest = _SPACES.sub(" ", re.sub(pattern, " ", query, flags=re.IGNORECASE)).strip()
    return rest if _WORD.search(rest) else query


def _parts(name: str) -> list[str]:
    words = (word.lower() for word in _WORD.findall(name))
    return [word for word in words if len(word) > 1 and word not in STOP_WORDS]


def fuse(dense: Ranked, words: Ranked) -> dict[str, float]:
    """Return the summed score of every candidate, 0 to 1 each, before its surroundings count.

    With one list empty the other counts in full.
    """
    share = DENSE_SHARE if words else 1.0
    fused = {found: share * score for found, score in _scaled(dense).items()}
    share = 1 - DENSE_SHARE if dense else 1.0
    for found, score in _scaled(words).items():
        fused[found] = fused.get(found, 0.0) + share * score
    return fused


def _scaled(ranked: Ranked) -> dict[str, float]:
    """Scale to 0..1. A list that was not cut off reaches down to rows that score nothing."""
    if not ranked:
        return {}
    top = ranked[0][1]
    bottom = ranked[-1][1] if len(ranked) >= CANDIDATES else min(0.0, ranked[-1][1])
    span = (top - bottom) or 1.0
    return {found: (score - bottom) / span for found, score in ranked}


def strongest(fused: Mapping[str, float], limit: int) -> dict[str, float]:
    """Return the candidates that can decide about the `limit` best; looking around each costs."""
    many = max(LEAST_LOOKED_AT, 2 * limit)
    return dict(nlargest(many, fused.items(), key=lambda pair: pair[1]))


def with_surroundings(fused: Mapping[str, float], neighbours: Neighbours) -> dict[str, float]:
    """Return the scores after each row has lifted those within two rows of it.

    `neighbours` must know every candidate and every neighbour of one.
    """

    def step(found: str, side: int) -> str:
        return neighbours[found][side] if found in neighbours else ""

    beside: dict[str, float] = {}
    nearby: dict[str, float] = {}
    for found, score in fused.items():
        for side in (0, 1):
            next_one = step(found, side)
            beside[next_one] = max(beside.get(next_one, 0.0), score)
            further = step(next_one, side)
            nearby[further] = max(nearby.get(further, 0.0), score)
    return {
        found: fused.get(found, 0.0)
        + BESIDE * beside.get(found, 0.0)
        + NEARBY * nearby.get(found, 0.0)
        for found in fused.keys() | beside.keys() | nearby.keys()
        if found
    }


def shortlist(scores: Mapping[str, float], limit: int, exclude: Collection[str]) -> list[str]:
    """Return, best first, the ids that can be among the `limit` best once the bonus is given."""
    left = sorted(
        ((score, found) for found, score in scores.items() if found not in exclude),
        key=lambda pair: (-pair[0], pair[1]),
    )
    if len(left) <= limit:
        return [found for _, found in left]
    enough = left[limit - 1][0] - SPEAKER_BONUS if limit else float("inf")
    return [found for score, found in left if score >= enough]


def ranked(
    memories: Iterable[Memory], scores: Mapping[str, float], named: Sequence[str], limit: int
) -> list[Hit]:
    """Return the `limit` best as hits, after the bonus for the one person named."""
    speaker = named[0] if len(named) == 1 else ""
    hits = [
        Hit(row, scores[row.id] + (SPEAKER_BONUS if speaker and row.author == speaker else 0.0))
        for row in memories
    ]
    hits.sort(key=lambda hit: (-hit.score, -hit.memory.seq))
    return hits[:limit]
