"""The form of an OpenClaw workspace: a mapping of its files' names to their texts.

SOUL.md is who the agent is, IDENTITY.md its name and nature, USER.md, MEMORY.md and the daily notes
in `memory` what it knows. What a field has no file for stands in familiar.json. Pure, never raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from app.core.characters import lore
from app.core.characters.character import FIELDS, Kind, Talks
from app.core.characters.markdown_edits import Step, rewritten, steps_between
from app.core.characters.markdown_lines import (
    FENCES,
    MAX_LINES,
    Page,
    raw_lines,
    sayings,
    shown_lines,
)
from app.core.characters.openclaw_name import name_in_identity, name_in_soul, renamed
from app.core.characters.shape import Shape
from app.core.characters.texts import lines, mapping, names, words

EXTRAS = "familiar.json"
"""Holds, as a JSON object, the fields that OpenClaw has no file for."""

_RUNTIME = MappingProxyType(
    {
        "AGENTS.md": "rules for OpenClaw's own program, which does not run here",
        "TOOLS.md": "notes on tools that only OpenClaw has",
        "HEARTBEAT.md": "what OpenClaw does by itself from time to time",
        "BOOTSTRAP.md": "OpenClaw's first start",
        "DREAMS.md": "OpenClaw's diary of its own memory work",
    }
)

WELL_KNOWN = ("SOUL.md", "IDENTITY.md", "USER.md", "MEMORY.md", *_RUNTIME)
"""The files of a workspace, in the order they are kept in."""

_NOTE = re.compile(r'memory/(?![.])[^/\\:*?"<>|\x00-\x1f\x7f]{1,200}\.md')
_DATE = re.compile(r"memory/(\d{4}-\d{2}-\d{2})")

_SOUL = Page("SOUL.md", sections=False)
_IDENTITY = Page("IDENTITY.md", silent=("name", "avatar"))
_USER = Page("USER.md", label="About the person you talk with")
_MEMORY = Page("MEMORY.md")


def is_note(key: str) -> bool:
    """Say whether a key is that of a note: `memory/<a plain name>.md`."""
    return bool(_NOTE.fullmatch(key))


def fits(document: Mapping[str, Any]) -> bool:
    """Say whether the document holds SOUL.md or IDENTITY.md as a text."""
    return any(isinstance(document.get(name), str) for name in ("SOUL.md", "IDENTITY.md"))


def read(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the fields that the files and familiar.json hold.

    A fact says what it is about: those of USER.md begin with `About the person you talk with:`,
    a daily note's with its date, those below a heading with the heading. Hints of templates that
    nobody filled in, comments and blocks of code say nothing.
    """
    extras = mapping(document.get(EXTRAS))
    found = {
        field: _READ[kind](extras.get(field)) for field, kind in FIELDS.items() if field in _EXTRA
    }
    identity = _text(document, "IDENTITY.md")
    found["plugins"] = names(extras.get("plugins"))
    found["name"] = (
        name_in_identity(identity)
        or name_in_soul(_text(document, "SOUL.md"))
        or words(extras.get("name"))
    )
    found["bio"] = sayings(_text(document, "SOUL.md"), _SOUL)
    found["lore"] = sayings(identity, _IDENTITY)
    found["knowledge"] = tuple(
        fact for key, page in _pages(document) for fact in sayings(_text(document, key), page)
    )
    if isinstance(extras.get("id"), str):
        found["id"] = extras["id"]
    return found


def write(document: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of the document with these fields put back into it.

    A line that is still wanted stays where it is, with all that says nothing around it; what is
    new at the end of the knowledge goes to MEMORY.md. A line break within an item of `bio`, `lore`
    or `knowledge` makes two of it. An empty name changes nothing.
    """
    made = dict(document)
    before = read(document)
    for field, value in values.items():
        if field in FIELDS and value != before[field]:
            _PUT.get(field, _put_extra)(made, field, value)
    return made


def shape(document: Mapping[str, Any]) -> Shape:
    """Describe the document: what becomes of each file, and why some are only kept."""
    mapped: list[str] = []
    kept: list[str] = []
    notes = 0
    for key, value in document.items():
        if key in _RUNTIME:
            kept.append(f"{key} ({_RUNTIME[key]})")
        elif key == EXTRAS and isinstance(value, Mapping):
            mapped += [f"{EXTRAS}: {field}" for field in value if field in _OWN]
            kept += [f"{EXTRAS}: {field}" for field in value if field not in _OWN]
        elif not isinstance(value, str) or (key not in WELL_KNOWN and not is_note(key)):
            kept.append(str(key))
        elif is_note(key):
            notes += 1
        elif uses := _uses(document, key):
            mapped.append(f"{key} -> {uses}")
            kept += [f"{key}: {part}" for part in _unread(value)]
        else:
            kept.append(f"{key} (nothing in it is filled in)")
    if notes:
        mapped.append(
            f"memory ({notes} notes) -> knowledge" if notes > 1 else "memory (1 note) -> knowledge"
        )
    return Shape("OpenClaw", tuple(mapped), tuple(kept), tuple(_warnings(document)))


def _uses(document: Mapping[str, Any], key: str) -> str:
    text = _text(document, key)
    if key == "SOUL.md":
        named = name_in_soul(text) and not name_in_identity(_text(document, "IDENTITY.md"))
        parts = ("name" if named else "", "bio" if sayings(text, _SOUL) else "")
    elif key == "IDENTITY.md":
        lore_too = "lore" if sayings(text, _IDENTITY) else ""
        parts = ("name" if name_in_identity(text) else "", lore_too)
    else:
        parts = ("", "knowledge" if sayings(text, _USER) else "")
    return ", ".join(part for part in parts if part)


def _unread(text: str) -> Iterator[str]:
    raws = raw_lines(text)
    if len(raws) > MAX_LINES:
        yield f"what stands after {MAX_LINES:,} lines (too long for a character)"
    shown = shown_lines(raws[:MAX_LINES])
    if any(
        raw.lstrip().startswith(FENCES) for raw, seen in zip(raws, shown, strict=False) if not seen
    ):
        yield "blocks of code (no agent here runs them)"


def _warnings(document: Mapping[str, Any]) -> list[str]:
    values = read(document)
    told = []
    if not values["bio"]:
        told.append("There is no bio, so the agent knows only its name about itself.")
    if values["plugins"]:
        told.append("plugins are kept by name only; nothing of theirs is loaded.")
    return told


def _text(document: Mapping[str, Any], key: str) -> str:
    value = document.get(key)
    return value if isinstance(value, str) else ""


def _pages(document: Mapping[str, Any]) -> list[tuple[str, Page]]:
    """Return the files that hold knowledge, in the order they are read; MEMORY.md is always last,
    since new facts are added there."""
    notes = sorted(key for key in document if isinstance(key, str) and is_note(key))
    dates = {key: _DATE.match(key) for key in notes}
    return [
        ("USER.md", _USER),
        *((key, Page(key, label=date[1] if date else "")) for key, date in dates.items()),
        ("MEMORY.md", _MEMORY),
    ]


def _put_name(made: dict[str, Any], field: str, value: str) -> None:
    if name := " ".join(_single([value])):
        made["IDENTITY.md"] = renamed(_text(made, "IDENTITY.md"), name)


def _put_lines(made: dict[str, Any], field: str, value: Sequence[str]) -> None:
    page = _SOUL if field == "bio" else _IDENTITY
    text = _text(made, page.title)
    steps, tail = steps_between(sayings(text, page), _single(value))
    made[page.title] = rewritten(text, page, steps, tail)


def _put_knowledge(made: dict[str, Any], field: str, value: Sequence[str]) -> None:
    said = {key: sayings(_text(made, key), page) for key, page in _pages(made)}
    old = [fact for facts in said.values() for fact in facts]
    steps, tail = steps_between(old, _single(value))
    start = 0
    for key, page in _pages(made):
        part = steps[start : start + len(said[key])]
        start += len(part)
        last = tail if page is _MEMORY else ()
        if last or not _as_before(part, said[key]):
            made[key] = rewritten(_text(made, key), page, part, last)


def _as_before(steps: Sequence[Step], said: Sequence[str]) -> bool:
    stays = [step.stays for step in steps]
    return stays == list(said) and not any(step.before for step in steps)


def _single(value: Sequence[str]) -> list[str]:
    """Return the texts as single lines without space around them."""
    found = (line.strip() for text in value for line in re.split(r"[\r\n]+", text))
    return [line for line in found if line]


def _put_extra(made: dict[str, Any], field: str, value: Any) -> None:
    extras = mapping(made.get(EXTRAS))
    extras[field] = _plain(FIELDS[field], value)
    if not value:
        del extras[field]
    made[EXTRAS] = extras
    if not extras:
        del made[EXTRAS]


def _plain(kind: Kind, value: Any) -> Any:
    """Return a field's value as JSON has it."""
    if kind is Kind.LORE:
        return lore.plain(value)
    if kind is Kind.TALKS:
        return [[list(turn) for turn in talk] for talk in value]
    if kind in (Kind.TEXTS, Kind.VALUES):
        return dict(value)
    return value if isinstance(value, str) else list(value)


def _talks(value: Any) -> Talks:
    found = (
        tuple(
            (turn[0], turn[1])
            for turn in (talk if isinstance(talk, list) else [])
            if isinstance(turn, list)
            and [type(part) for part in turn] == [str, str]
            and turn[1].strip()
        )
        for talk in (value if isinstance(value, list) else [])
    )
    return tuple(talk for talk in found if talk)


def _texts(value: Any) -> dict[str, str]:
    return {key: text for key, text in mapping(value).items() if isinstance(text, str)}


_READ: Mapping[Kind, Callable[[Any], Any]] = {
    Kind.LINE: words,
    Kind.TEXT: words,
    Kind.LINES: lines,
    Kind.WORDS: lines,
    Kind.TALKS: _talks,
    Kind.LORE: lore.entries,
    Kind.TEXTS: _texts,
    Kind.VALUES: mapping,
}

_PUT: Mapping[str, Callable[[dict[str, Any], str, Any], None]] = {
    "name": _put_name,
    "bio": _put_lines,
    "lore": _put_lines,
    "knowledge": _put_knowledge,
}

_EXTRA = frozenset(FIELDS) - frozenset(_PUT)
_OWN = _EXTRA | {"id", "name"}
