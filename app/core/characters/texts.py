"""Reads texts, lists and names out of values of any shape. Pure, never raises."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any


def words(value: Any) -> str:
    """Return one text: a string trimmed, a list's lines joined, "" for what is no text."""
    return "\n".join(lines(value))


def lines(value: Any) -> tuple[str, ...]:
    """Return every text within a string, number, list or mapping, in order, without empty ones."""
    return tuple(_texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if text := value.strip():
            yield text
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int | float):
        yield str(value)
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, Iterable):
        for item in value:
            yield from _texts(item)


def names(value: Any) -> tuple[str, ...]:
    """Return the strings of a list of names (plugins), or the one string."""
    found = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(name.strip() for name in found if isinstance(name, str) and name.strip())


def mapping(value: Any) -> dict[str, Any]:
    """Return a copy of a mapping with text keys, {} for anything else."""
    return {str(key): item for key, item in value.items()} if isinstance(value, Mapping) else {}


def shown(name: object, most: int = 80) -> str:
    """Return a file's name or path as a sentence may hold it: one visible line, cut in its middle
    when it is longer than `most` letters."""
    text = one_line(str(name))
    half = most // 2
    return text if len(text) <= most else f"{text[:half]}…{text[-half:]}"


def one_line(value: Any) -> str:
    """Return a name in one line: spaces joined, and nothing in it that cannot be seen.

    Control characters, and marks that turn the direction of writing round, are left out.
    """
    text = "".join(
        letter if unicodedata.category(letter)[0] != "C" else " "
        for letter in words(value)
        if unicodedata.category(letter) != "Cf"
    )
    return " ".join(text.split())
