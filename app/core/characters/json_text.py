"""JSON as people write it: read leniently and bounded, mended to what JSON and Unicode allow."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

from app.core.errors import ConfigError
from app.core.redaction import KEY_SHAPES, MASK

MAX_BYTES = 5_000_000
"""A larger character is refused; the largest of 76 real ones has 0.1 MB."""

MAX_DEPTH = 64

_COMMENT = re.compile(r'"|//|/\*')
_COMMA = re.compile(r'"|,(?=\s*[}\]])')
_STRING_END = re.compile(r'(?:[^"\\]|\\.)*+"', re.DOTALL)


def decode(content: bytes, name: str, warnings: list[str]) -> Any:
    """Return the value in a JSON text of UTF-8, UTF-16 or UTF-32.

    Line breaks within strings, comments and commas before a closing bracket are passed over, and
    of a key that stands twice the last value counts; each is said in `warnings`. Raises
    ConfigError, in one sentence that begins with `name`, for anything else that is not JSON.
    """
    text = _text(content, name)

    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            warnings.append(_twice(key for key, _ in pairs))
        return found

    try:
        return _strictly(text, members, warnings)
    except json.JSONDecodeError as error:
        raise ConfigError(
            f"{name} is not valid JSON: {error.msg.lower()} at line {error.lineno}, "
            f"column {error.colno}."
        ) from error
    except RecursionError as error:
        raise ConfigError(f"{name} is nested too deeply to be a character.") from error
    except ValueError as error:
        raise ConfigError(f"{name} holds a number that is too long to read.") from error


def _strictly(text: str, members: Any, warnings: list[str]) -> Any:
    """Read as JSON; failing that, as JSON with what JavaScript allows besides."""
    before = len(warnings)
    try:
        return json.loads(text, object_pairs_hook=members)
    except json.JSONDecodeError as first:
        del warnings[before:]
        loose = _without(_COMMA, _without(_COMMENT, text))
        try:
            value = json.loads(loose, object_pairs_hook=members, strict=False)
        except json.JSONDecodeError:
            raise first from None
        warnings.append("Comments, commas at an end or line breaks in texts were passed over.")
        return value


def _twice(keys: Iterable[str]) -> str:
    twice = sorted(key for key, many in Counter(keys).items() if many > 1)
    shown = [KEY_SHAPES.sub(MASK, key)[:40] for key in twice[:5]]
    return f"{', '.join(shown)} stands twice; the last one counts."


def _without(what: re.Pattern[str], text: str) -> str:
    """Return the text without comments, or without commas at an end; strings stay as they are.

    One pass whatever stands there: a comment or string that never ends ends it.
    """
    kept = []
    start = 0
    while (found := what.search(text, start)) is not None:
        if found.group() == '"':
            closed = _STRING_END.match(text, found.end())
            end = closed.end() if closed else len(text)
            kept.append(text[start:end])
        else:
            kept.append(text[start : found.start()])
            end = _end_of(found, text)
        start = end
    return "".join(kept) + text[start:]


def _end_of(found: re.Match[str], text: str) -> int:
    if found.group() == ",":
        return found.end()
    mark = "*/" if found.group() == "/*" else "\n"
    end = text.find(mark, found.end())
    return len(text) if end < 0 else end + len(mark) * (mark == "*/")


def _text(content: bytes, name: str) -> str:
    encoding = json.detect_encoding(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{name} is not UTF-8 text (line {line}).") from error


def encode(document: Any) -> bytes:
    """Return the document as a JSON text for people: UTF-8, indented, keys in their order.

    A document that would grow past `MAX_BYTES` by that stands in one line, so that what came in
    can come in again.
    """
    text = (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()
    if len(text) <= MAX_BYTES:
        return text
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode()


def mended(value: Any, warnings: list[str], depth: int = 0) -> Any:
    """Return a copy in which every text is Unicode and every number is one that JSON knows.

    What had to be replaced is said in `warnings`. Raises ConfigError for deeper nesting than
    `MAX_DEPTH`.
    """
    if depth > MAX_DEPTH:
        raise ConfigError(f"The file is nested more than {MAX_DEPTH} levels deep.")
    if isinstance(value, dict):
        return {
            _whole(key, warnings): mended(item, warnings, depth + 1) for key, item in value.items()
        }
    if isinstance(value, list):
        return [mended(item, warnings, depth + 1) for item in value]
    if isinstance(value, str):
        return _whole(value, warnings)
    if isinstance(value, float) and not math.isfinite(value):
        warnings.append("A number that JSON does not know (NaN or infinite) was left empty.")
        return None
    return value


def _whole(text: str, warnings: list[str]) -> str:
    """Return the text with its surrogate pairs joined and lone ones replaced."""
    if text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    warnings.append("Broken letters (half of a surrogate pair) were replaced.")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
