"""Words in one line: separated by commas, in quotation marks where one holds a comma itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

BREAK = re.compile(r"\r\n|[\n\r\u2029]")
"""What breaks a line in a text field."""

PLUS = re.compile(r"(?:^|(?<=\s))\+(?=\s|$)")
"""A plus sign that stands alone: it parts two lists of words."""

_MARK = re.compile(r"[,\n]")
_SPACE = re.compile(r"[ \t]*")
_DECODER = json.JSONDecoder(strict=False)


def joined(words: Iterable[str]) -> str:
    """Return the words with commas between them; `split` gives them back."""
    return ", ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    plain = not (word[:1] in ('"', "[") or "," in word or BREAK.search(word) or PLUS.search(word))
    return word if plain else string(word)


def string(word: str) -> str:
    """Return a word in quotation marks, as JSON writes it."""
    return json.dumps(word, ensure_ascii=False)


def split(text: str) -> Iterator[str]:
    """Yield the words between commas and line breaks, trimmed, without those that are empty."""
    at = 0
    while at < len(text):
        word, after = quotation(text, at)
        stop = _end(text, after)
        if word is None or text[after:stop].strip():
            word = text[at:stop].strip()
        if word:
            yield word
        at = stop + 1


def halves(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words before and after a plus sign that stands alone outside of quotations."""
    at = 0
    while at < len(text):
        _, after = quotation(text, at)
        stop = _end(text, after)
        plus = PLUS.search(text, after, stop + 1)
        if plus:
            return tuple(split(text[: plus.start()])), tuple(split(text[plus.end() :]))
        at = stop + 1
    return tuple(split(text)), ()


def quotation(text: str, at: int) -> tuple[str | None, int]:
    """Return the word in quotation marks that begins at this place, and the place behind it.

    Spaces before it are passed over. (None, `at`) when none begins here or it never ends.
    """
    start = _SPACE.match(text, at)
    begin = start.end() if start else at
    if not text.startswith('"', begin):
        return None, at
    try:
        found, end = _DECODER.raw_decode(text, begin)
    except json.JSONDecodeError:
        return None, at
    return str(found), end


def _end(text: str, at: int) -> int:
    found = _MARK.search(text, at)
    return found.start() if found else len(text)
