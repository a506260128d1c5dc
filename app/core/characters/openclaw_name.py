"""The name in an OpenClaw workspace: found in IDENTITY.md or SOUL.md, changed in IDENTITY.md."""

from __future__ import annotations

import re

from app.core.characters.markdown_lines import (
    MAX_LINES,
    bare,
    continues,
    field_of,
    front_matter,
    heading_of,
    is_hint,
    raw_lines,
    shown_lines,
    title_at,
    unmarked,
)

_TITLE_START = re.compile(r"soul(?:\.md)?\b[\s:|.\u2013\u2014-]*", re.IGNORECASE)
_OF = re.compile(r"(?:the )?soul of ", re.IGNORECASE)

_NO_NAMES = frozenset(
    re.findall(
        r"\w+",
        "about agent am are assistant character config configuration core file guide how i "
        "identity instructions is me my of persona personality profile prompt soul system "
        "template the this what who you your",
    )
)
"""Words that a heading has which does not say a name: "Who You Are", "Your Assistant"."""

_NO_TITLES = ("你是谁", "我是谁")


def name_in_soul(text: str) -> str:
    """Return the name in SOUL.md's title, as in "# SOUL.md - Clawd"; "" when it says none."""
    raws = raw_lines(text)
    title = title_at(raws, shown_lines(raws))
    if title is None:
        return ""
    heading = bare(heading_of(raws[title])[1])
    of = _OF.match(_TITLE_START.sub("", heading, count=1)) or _OF.match(heading)
    core = bare((of.string[of.end() :] if of else _TITLE_START.sub("", heading, count=1)).strip())
    parts = re.findall(r"\w+", core.casefold())
    no_name = not parts or len(parts) > 4 or core in _NO_TITLES or not _NO_NAMES.isdisjoint(parts)
    return "" if no_name else core


def name_in_identity(text: str) -> str:
    """Return the value of the last field called "Name" that is filled in; "" when none is.

    It stands beside the field or, indented, on the next line. A value between backticks counts as
    it stands.
    """
    return next((name for *_, name in reversed(_fields(raw_lines(text))) if name), "")


def renamed(text: str, name: str) -> str:
    """Return IDENTITY.md with this name, a single line without space around it, and all else as
    it was. It takes the old name's place where it can, else it stands at the top."""
    ending = "\r\n" if "\r\n" in text else "\n"
    raws = raw_lines(text)
    line = f"- **Name:** {name if _value(name) == name else f'`{name}`'}{ending}"
    fields = _fields(raws)
    if fields:
        at, end, _ = fields[-1]
        made = "".join([*raws[:at], line, *raws[end:]])
    else:
        made = _placed(raws, line, ending)
    if name_in_identity(made) != name:
        # The name itself would end a comment that is never closed: above it, it cannot.
        for at, end, _ in reversed(fields):
            del raws[at:end]
        made = f"# IDENTITY.md{ending}{ending}{line}{''.join(raws)}"
    return text[: text.startswith("\ufeff")] + made


def _placed(raws: list[str], line: str, ending: str) -> str:
    """Return the lines with a new one below the title, or below one of their own."""
    title = title_at(raws, shown_lines(raws))
    head = raws[: front_matter(raws) if title is None else title + 1]
    start = f"# IDENTITY.md{ending}{ending}" if title is None else ending
    if head and not head[-1].endswith(("\n", "\r")):
        start = ending + start
    return "".join([*head, start, line, *raws[len(head) :]])


def _fields(raws: list[str]) -> list[tuple[int, int, str]]:
    """Return first line, end and name of every field called "Name"."""
    shown = shown_lines(raws)
    found = []
    for at, raw in enumerate(raws[:MAX_LINES]):
        field = field_of(unmarked(raw)) if shown[at] and raw.strip()[:1] != ">" else None
        if field is None or field[0].casefold() != "name":
            continue
        value, end = field[1], at + 1
        if not value and end < len(raws) and shown[end] and continues(raws[end]):
            value, end = raws[end].strip(), end + 1
        found.append((at, end, _value(value)))
    return found


def _value(value: str) -> str:
    """Return a name without the marks around it, "" for a hint to fill one in."""
    if len(value) > 2 and value[0] == value[-1] == "`":
        return value[1:-1]
    return "" if is_hint(value) else bare(value)
