"""A character's field as text to type in, and back. Pure, without widgets.

Reading what was written gives the same value, for every value whose texts are as the forms read
them: not empty, without spaces at their ends, line breaks as \\n. How each kind is written:

    LINES   one a line; a line that begins with two spaces goes on with the one above
    WORDS   separated by commas or line breaks; see `quoted_words`
    TALKS   "speaker: text", a blank line between conversations; long texts go on as in LINES
    LORE    keywords, then the text, `---` between entries; see `lore_text`
    TEXTS, VALUES   JSON
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.core.characters.character import Kind, Talks
from app.core.characters.json_text import mended
from app.core.errors import ConfigError
from app.ui.models import lore_text, quoted_words
from app.ui.models.quoted_words import BREAK, quotation

translate = QCoreApplication.translate

GOES_ON = "  "
"""Begins a line that belongs to the one above."""

_COLON = re.compile(r"\s*:")


def written(kind: Kind, value: Any) -> str:
    """Return a field's value as text; '' for an empty one."""
    return _WRITERS[kind](value)


def read(kind: Kind, text: str) -> Any:
    """Return the value that a text stands for.

    Raises ConfigError, in one sentence that says where, for a text that does not parse.
    """
    return _READERS[kind](text)


def _write_lines(value: Sequence[str]) -> str:
    return "\n".join(map(_continued, value))


def _continued(text: str) -> str:
    return BREAK.sub(f"\n{GOES_ON}", text)


def _read_lines(text: str) -> tuple[str, ...]:
    return tuple(item.strip() for _, item in _items(text) if item.strip())


def _items(text: str) -> Iterator[tuple[int, str]]:
    """Yield each item with the number of its first line, and '' where blank lines follow one.

    A blank line before a line that goes on belongs to the item: a paragraph needs no spaces there.
    """
    item: list[str] = []
    first = blank = 0
    for number, line in enumerate(text.split("\n"), 1):
        if item and line.startswith(GOES_ON):
            item += [*[""] * blank, line.removeprefix(GOES_ON)]
            blank = 0
        elif not line.strip():
            blank += 1
        else:
            if item:
                yield first, "\n".join(item)
            if blank:
                yield first, ""
            item, first, blank = [line], number, 0
    if item:
        yield first, "\n".join(item)


def _read_words(text: str) -> tuple[str, ...]:
    return tuple(quoted_words.split(text))


def _write_talks(value: Talks) -> str:
    return "\n\n".join(
        "\n".join(f"{_speaker(name)}: {_continued(said)}" for name, said in talk) for talk in value
    )


def _speaker(name: str) -> str:
    plain = name and not name.startswith('"') and ":" not in name and not BREAK.search(name)
    return name if plain else quoted_words.string(name)


def _read_talks(text: str) -> Talks:
    talks: list[list[tuple[str, str]]] = [[]]
    for number, item in _items(text):
        if item:
            talks[-1].append(_turn(item, number))
        else:
            talks.append([])
    return tuple(tuple(talk) for talk in talks if talk)


def _turn(item: str, number: int) -> tuple[str, str]:
    name, after = quotation(item, 0)
    colon = _COLON.match(item, after) if name is not None else None
    if name is not None and colon is not None:
        said = item[colon.end() :]
    else:
        name, mark, said = item.partition(":")
        name = name.strip()
        if not (mark and name) or "\n" in name:
            words = translate(
                "FieldText",
                "Line {line} does not say who speaks. Write a name, a colon and a text.",
            )
            raise ConfigError(words.format(line=number))
    if not said.strip():
        words = translate(
            "FieldText",
            "In line {line} nothing is said. Write it behind the colon, or take it out.",
        )
        raise ConfigError(words.format(line=number))
    return name, said.strip()


def _write_json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) if value else ""


def _read_values(text: str) -> dict[str, Any]:
    if not text.strip():
        return {}
    changed: list[str] = []
    try:
        value = mended(json.loads(text), changed)
    except json.JSONDecodeError as error:
        words = translate(
            "FieldText", "This is not JSON yet: something is wrong in line {line}, column {column}."
        )
        raise ConfigError(words.format(line=error.lineno, column=error.colno)) from error
    except (RecursionError, ValueError) as error:
        raise ConfigError(
            translate("FieldText", "This is nested too deeply, or holds too long a number.")
        ) from error
    if changed:
        raise ConfigError(
            translate("FieldText", "This holds a number or a letter that JSON does not know.")
        )
    if not isinstance(value, dict):
        raise ConfigError(
            translate("FieldText", 'Write names and values in braces, as in {"name": "value"}.')
        )
    return value


def _read_texts(text: str) -> dict[str, str]:
    values = _read_values(text)
    for name, value in values.items():
        if not isinstance(value, str):
            words = translate(
                "FieldText", "{name} is not a text. Put quotation marks around what stands there."
            )
            raise ConfigError(words.format(name=name[:40]))
    return values


def _same(text: str) -> str:
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())


_WRITERS: dict[Kind, Callable[[Any], str]] = {
    Kind.LINE: _same,
    Kind.TEXT: _same,
    Kind.LINES: _write_lines,
    Kind.WORDS: quoted_words.joined,
    Kind.TALKS: _write_talks,
    Kind.LORE: lore_text.written,
    Kind.TEXTS: _write_json,
    Kind.VALUES: _write_json,
}
_READERS: dict[Kind, Callable[[str], Any]] = {
    Kind.LINE: _one_line,
    Kind.TEXT: str.strip,
    Kind.LINES: _read_lines,
    Kind.WORDS: _read_words,
    Kind.TALKS: _read_talks,
    Kind.LORE: lore_text.read,
    Kind.TEXTS: _read_texts,
    Kind.VALUES: _read_values,
}
