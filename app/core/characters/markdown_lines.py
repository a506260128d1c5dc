"""What a Markdown text says, line by line.

A line says something when it is neither a heading's mark, a rule, a comment, code, front matter
nor the hint of a form that nobody filled in. A line quoted with `>` says exactly what follows, so
that any text can be written down and read back. Pure, never raises.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

MAX_LINES = 50_000
"""What stands after so many lines of one file says nothing."""

MAX_LABEL = 80
"""A longer heading is no label: it says something by itself."""

FENCES = ("```", "~~~")
"""What begins and ends a block of code."""

_OPENERS = ("<!--", *FENCES)

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_MARK = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?")
_FIELD = re.compile(
    r"[*_]{0,3}([^\W_](?:[^:*_]{0,50}?[^\s:*_])?)[*_]{0,3} ?:[*_]{0,3}(?:\s+(.*))?", re.DOTALL
)
_MARKS_ONLY = "-*_=|:+#>`~ \t"

_OF_TEMPLATES = (
    "for avatars, use a workspace-relative path",
    "fill this in during your first conversation",
    "learn about the person you're helping",
    "not set yet",
    "pick something you like",
    "save this file at the workspace root",
    "the more you know, the better you can help",
    "this isn't just metadata",
    "to be filled in",
)
"""How sentences begin that come with OpenClaw's templates and say nothing about anybody."""


@dataclass(frozen=True, slots=True)
class Page:
    """How the lines of one file are read.

    With `sections` a line says "label: heading: text", which makes sense by itself, and what a
    form left open is passed over; without, headings say something like any line. `silent` names
    the fields ("name") that say nothing. `title` heads the file when it is made new.
    """

    title: str
    label: str = ""
    sections: bool = True
    silent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its line break. `says` is "" when it says nothing, `label` what it may omit."""

    raw: str
    says: str
    label: str


def sayings(text: str, page: Page) -> tuple[str, ...]:
    """Return what the lines of a text say, in order."""
    return tuple(line.says for line in lines_of(text, page) if line.says)


def raw_lines(text: str) -> list[str]:
    """Return the lines of a text with their line breaks, without the byte order mark.

    What stands after `MAX_LINES` of them is one piece at the end.
    """
    start = len(text) - len(text.removeprefix("\ufeff"))
    found = []
    for line in islice(_LINE.finditer(text, start), MAX_LINES):
        found.append(line.group())
        start = line.end()
    return [*found, text[start:]] if start < len(text) else found


def lines_of(text: str, page: Page) -> list[Line]:
    """Return all lines of a text; their `raw` joined is the text without its byte order mark."""
    raws = raw_lines(text)
    shown = shown_lines(raws[:MAX_LINES])
    title = None if page.sections else title_at(raws, shown)
    section, awaits, label = "", False, page.label
    found = []
    for number, (raw, seen) in enumerate(zip(raws, shown, strict=False)):
        level, heading = heading_of(raw) if seen and page.sections else (0, "")
        if level and len(heading) <= MAX_LABEL:
            section = bare(bare(heading).rstrip(": ")) if level > 1 else ""
            label = ": ".join(part for part in (page.label, section) if part)
        silent = not seen or number == title or (awaits and continues(raw))
        found.append(Line(raw, "" if silent else _said(raw, page, label), label))
        awaits = seen and awaits_value(raw, page)
    return found + [Line(raw, "", label) for raw in raws[MAX_LINES:]]


def said_alone(raw: str, page: Page, label: str) -> str:
    """Return what a line says wherever it stands under a label; "" for what could hide others."""
    text = raw.strip()
    hides = text.startswith(_OPENERS) or _closes_comment(text)
    return "" if hides else _said(raw, page, label)


def _said(raw: str, page: Page, label: str) -> str:
    text = raw.strip()
    if text.startswith(">"):
        return text[1:].strip()
    level, heading = heading_of(raw)
    if level and page.sections and len(heading) <= MAX_LABEL:
        return ""
    text = heading if level else unmarked(text)
    if not text.strip(_MARKS_ONLY) or _hint(text, page):
        return ""
    if not page.sections:
        return bare(text)
    if field := field_of(text):
        name, value = field
        if name.casefold() in page.silent or is_hint(value):
            return ""
        text = f"{name}: {bare(value)}"
    return f"{label}: {bare(text)}" if label else bare(text)


def _hint(text: str, page: Page) -> bool:
    """Say whether a whole line is a hint: in brackets, or, in a form, all in italics."""
    inner = bare(text)
    if not page.sections:
        return inner != text and is_hint(inner)
    return is_hint(text) or (inner != text and not text.startswith(("**", "__")))


def is_hint(value: str) -> bool:
    """Say whether a value is empty, in brackets, a comment, or a sentence of a template."""
    text = bare(value)
    if not text or (text.startswith("<!--") and text.endswith("-->")):
        return True
    pair = text[0] + text[-1]
    if len(text) > 1 and pair in ("()", "[]") and pair[1] not in text[1:-1]:
        return True
    return text[:80].casefold().replace("\u2019", "'").startswith(_OF_TEMPLATES)


def bare(text: str) -> str:
    """Return a text without the emphasis that goes around all of it."""
    text = text.strip()
    for mark in ("**", "__", "*", "_"):
        inner = text[len(mark) : -len(mark)]
        if text.startswith(mark) and text.endswith(mark) and mark[0] not in inner:
            return inner.strip() or text
    return text


def field_of(text: str) -> tuple[str, str] | None:
    """Return name and value of a line such as "**Name:** Clawd", None for any other line."""
    found = _FIELD.fullmatch(text)
    return (found[1].strip(), (found[2] or "").strip()) if found else None


def unmarked(text: str) -> str:
    """Return a line's text without its list mark and check box."""
    return _MARK.sub("", text.strip(), count=1) if _MARK.match(text.strip()) else text.strip()


def heading_of(raw: str) -> tuple[int, str]:
    """Return a heading's level, 1 to 6, and its text; (0, "") for any other line."""
    text = raw.strip()
    body = text.lstrip("#")
    level = len(text) - len(body)
    if not 1 <= level <= 6 or (body and not body[0].isspace()):
        return 0, ""
    body = body.strip()
    open_end = body.rstrip("#")
    return level, open_end.strip() if not open_end or open_end[-1].isspace() else body


def title_at(raws: Sequence[str], shown: Sequence[bool]) -> int | None:
    """Return the place of the title: a heading of level 1 before any other line that is shown."""
    first = next((at for at, seen in enumerate(shown) if seen and raws[at].strip()), None)
    return first if first is not None and heading_of(raws[first])[0] == 1 else None


def continues(raw: str) -> bool:
    """Say whether a line can only be the value of the field on the line before it."""
    text = raw.strip()
    plain = not _MARK.match(text) and not heading_of(raw)[0] and not text.startswith(">")
    return bool(text) and raw[:1] in (" ", "\t") and plain


def awaits_value(raw: str, page: Page) -> bool:
    """Say whether a line is a silent field whose value can only follow on the next line."""
    field = field_of(unmarked(raw)) if page.silent else None
    return field is not None and field[0].casefold() in page.silent and not field[1]


def shown_lines(raws: Sequence[str]) -> list[bool]:
    """Say of each line whether it is outside of front matter, comments and blocks of code."""
    texts = [raw.strip() for raw in raws]
    shown = [True] * len(texts)
    closers = {
        mark: [at for at, text in enumerate(texts) if _closes(mark, text)] for mark in _OPENERS
    }
    at = front_matter(raws)
    shown[:at] = [False] * at
    while at < len(texts):
        mark = next((mark for mark in closers if texts[at].startswith(mark)), "")
        if not mark:
            at += 1
            continue
        ends = closers[mark]
        place = bisect_left(ends, at if mark == "<!--" else at + 1)
        # What is never closed hides nothing but the line that opens it.
        end = ends[place] + 1 if place < len(ends) else at + 1
        shown[at:end] = [False] * (end - at)
        at = end
    return shown


def _closes(mark: str, text: str) -> bool:
    return _closes_comment(text) if mark == "<!--" else text.startswith(mark)


def _closes_comment(text: str) -> bool:
    return "-->" in text and not text.startswith(">")


def front_matter(raws: Sequence[str]) -> int:
    """Return how many lines at the start belong to front matter."""
    ends = [at for at, raw in enumerate(raws[:50]) if raw.strip() == "---"]
    return ends[1] + 1 if ends[:1] == [0] and len(ends) > 1 else 0
