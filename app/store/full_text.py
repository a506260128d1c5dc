"""How words are asked of the full-text index."""

from __future__ import annotations

import re
from heapq import nlargest

from sqlalchemy import ColumnElement, TextClause, bindparam, column, table, text

from app.core.recall import STOP_WORDS
from app.store.schema import memories

index = table("memories_fts", column("rowid"), column("rank"))
MOST_WORDS = 32
"""A long message is looked up by its longest words alone, so that its price is bounded."""
_WORD = re.compile(r"\w+")


def words_of(query: str) -> list[str]:
    """Return the words of a query, without signs that full text would read as commands."""
    return _WORD.findall(query)


def any_of(query: str) -> str:
    """Return the expression that finds every row with one of the words; '' for no words.

    Words like "the" are left out unless there are no others: they cost most and say least.
    """
    words = dict.fromkeys(word.lower() for word in words_of(query))
    telling = [word for word in words if word not in STOP_WORDS] or list(words)
    if len(telling) > MOST_WORDS:
        telling = nlargest(MOST_WORDS, telling, key=len)
    return " OR ".join(f'"{word}"' for word in telling)


def matching() -> ColumnElement[bool]:
    """Return the condition that a memory's words match the parameter `words`."""
    return memories.c.seq.in_(_rows())


def _rows() -> TextClause:
    return text("SELECT rowid FROM memories_fts WHERE memories_fts MATCH :words").bindparams(
        bindparam("words")
    )
