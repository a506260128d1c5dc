"""A lorebook as text to type in, and back.

An entry is a line of keywords, then its text; `---` stands between entries. "lamp, light + storm":
one of the first and one of the last have to come up. `[Aa]` in front: in exactly this case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from app.core.characters.character import LoreEntry
from app.core.errors import ConfigError
from app.ui.models.quoted_words import halves, joined

translate = QCoreApplication.translate

CASE = "[Aa]"
"""Stands in front of keywords that are looked for in exactly this case."""

_RULE = re.compile(r"(\\*)-{3,}\s*")


def written(entries: Sequence[LoreEntry]) -> str:
    """Return the entries as text."""
    return "\n---\n".join(map(_entry, entries))


def _entry(entry: LoreEntry) -> str:
    parts = [CASE] if entry.case_sensitive else []
    parts.append(joined(entry.keys))
    if entry.also:
        parts.append(f"+ {joined(entry.also)}")
    lines = (f"\\{line}" if _RULE.fullmatch(line) else line for line in entry.text.split("\n"))
    return "\n".join([" ".join(parts), *lines])


def read(text: str) -> tuple[LoreEntry, ...]:
    """Return the entries in a text. Raises ConfigError for one without keywords or text."""
    filled = (block for block in _blocks(text) if any(map(str.strip, block)))
    return tuple(_read_entry(block, number) for number, block in enumerate(filled, 1))


def _blocks(text: str) -> Iterator[list[str]]:
    block: list[str] = []
    for line in text.split("\n"):
        rule = _RULE.fullmatch(line)
        if rule and not rule[1]:
            yield block
            block = []
        else:
            # A line between two entries that belongs to a text has a backslash in front.
            block.append(line[1:] if rule else line)
    yield block


def _read_entry(block: Sequence[str], number: int) -> LoreEntry:
    lines = iter(block)
    head = next(line for line in lines if line.strip()).strip()
    text = "\n".join(lines).strip()
    keys, also = halves(head.removeprefix(CASE))
    if not keys:
        words = translate(
            "FieldText", "Entry {n} has no keywords. Its first line says when it is told."
        )
        raise ConfigError(words.format(n=number))
    if not text:
        words = translate(
            "FieldText", "Entry {n} has no text. Write it in the lines under its keywords."
        )
        raise ConfigError(words.format(n=number))
    return LoreEntry(keys=keys, text=text, also=also, case_sensitive=head.startswith(CASE))
