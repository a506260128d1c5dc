"""Instructions in a character that try something, so that its owner is told.

A flag changes nothing and blocks nothing: no text of a character can do any of this by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from types import MappingProxyType
from typing import Any

from app.core.characters import openclaw
from app.core.characters.flag_acts import ACT_RULES
from app.core.characters.flag_authority import AUTHORITY_RULES
from app.core.characters.flag_code import CODE_RULES
from app.core.characters.flag_overrides import OVERRIDE_RULES
from app.core.characters.flag_rule import (
    ADDRESSES,
    AUTHORITY,
    COMMANDS,
    FILES,
    MONEY,
    NUL,
    OVERRIDES,
    SECRECY,
    SECRETS,
    SETTINGS,
    TEMPLATES,
    TOOLS,
    Rule,
)
from app.core.characters.hidden_text import cleaned, concealed, decoded, shown
from app.core.redaction import KEY_SHAPES, MASK

MAX_FLAGS = 50
MAX_EXCERPT = 120

_HIDDEN = "hidden"
_CROWDED = "crowded"

_TOLD: Mapping[str, str] = MappingProxyType(
    {
        OVERRIDES: "tries to override instructions",
        AUTHORITY: "claims a permission that only you can give",
        SECRECY: "wants something kept from you",
        MONEY: "wants money or tokens to be moved",
        SECRETS: "asks for secrets",
        FILES: "reaches for files outside of the character",
        COMMANDS: "holds a command or a script",
        ADDRESSES: "holds an address to fetch from or send to",
        _HIDDEN: "holds text that cannot be seen",
        SETTINGS: "looks like a permission or a policy",
        TEMPLATES: "holds code of a template",
        TOOLS: "says which tool to use",
        _CROWDED: "holds more of such text than is looked through",
    }
)
"""What is told of each kind, in the order flags of one place come in."""

_ORDER = {kind: number for number, kind in enumerate(_TOLD)}
_RULES: tuple[Rule, ...] = (*OVERRIDE_RULES, *AUTHORITY_RULES, *ACT_RULES, *CODE_RULES)

_BUDGET = 3_000_000
"""Steps of looking: one for each fixed word that is found, ten for each that may begin a flag."""

_MAX_DECODED = 2_000_000
_AROUND = 300
"""How many letters around an excerpt are looked at for keys."""

_LONG_KEY = 24
_MAX_KEY_SHOWN = 40
_MAX_PLACE = 120

_UNUSED = frozenset(openclaw.WELL_KNOWN[4:])
"""Files of a workspace that no agent here is ever told."""

_GRANTS = re.compile(
    r"auto(?:approve|confirm|execute|sign)\w*|skip(?:confirm|approv|permission|safety)\w*"
    r"|bypass(?:confirm|approv|permission|safety)\w*|dangerously\w*|yolo(?:mode)?"
    r"|(?:full|root|admin|unrestricted)(?:access|control)|trusted(?:agent|source)?|unsafe(?:mode)?"
    r"|(?:tool|exec|approval|security|wallet|spending)?(?:permissions?|polic(?:y|ies)|allowlist"
    r"|whitelist)|allow(?:ed)?(?:all|any|shell|exec\w*|tools?|commands?|network|files?\w*|web\w*"
    r"|transfers?|transactions?|spending|domains?|hosts?|paths?|code|everything|actions?)?"
    r"|elevated|isadmin|permissionmode"
)
_GUARDS = re.compile(
    r"sandbox(?:mode|ed)?|requires?(?:approval|confirmation|permission|consent)\w*"
    r"|confirm(?:ations?|actions?|transfers?)?|ask(?:first|permission|mode)?|safe(?:ty|mode)"
    r"|approval(?:s|mode|required)?"
)
_OFF = (False, "false", "off", "none", "no", "never", "disabled", "0")
_ASKS = ("ask", "default", "prompt", "manual")
_UNASKED = ("full-auto", "auto", "yolo", "bypass", "dont-ask")


@dataclass(frozen=True, slots=True)
class Flag:
    """An instruction that tries something: its kind, where it stands, and how it begins.

    `place` is a path such as `knowledge[3]`. `excerpt` is one line of at most 120 letters without
    invisible ones and without keys.
    """

    kind: str
    place: str
    excerpt: str


def told(flag: Flag) -> str:
    """Return the sentence for a person, with the place in front and the excerpt at its end."""
    sentence = f"{flag.place} {_TOLD.get(flag.kind, 'tries something')}"
    return f"{sentence}: \u201c{flag.excerpt}\u201d" if flag.excerpt else f"{sentence}."


def find_flags(document: Mapping[str, Any]) -> tuple[Flag, ...]:
    """Return what tries something in a document of any form, in its order, at most `MAX_FLAGS`.

    One flag for each kind and place. Looks at every text and every long key, also at what is
    encoded within one; not at an OpenClaw workspace's files for its own program. Takes a few
    seconds at most, however long the texts are; never raises.
    """
    found: _Finds = {}
    parts: list[tuple[str, str]] = []
    for place, text, setting in _parts(document):
        if setting:
            found[len(parts), SETTINGS] = _Find(place, setting, 0, len(setting))
        if text and (span := concealed(text)):
            found[len(parts), _HIDDEN] = _Find(place, text, max(0, span[0] - 20), span[1] + 20)
        parts.append((place, text))
    plain = _Joined(list(enumerate(cleaned(text) for _, text in parts)))
    encoded = _Joined(_decoded([text for _, text in parts]))
    places = [place for place, _ in parts]
    left = _search(plain, places, found, _BUDGET)
    if _search(encoded, places, found, left, hidden=True) < 0:
        found[-1, _CROWDED] = _Find("The character", "", 0, 0)
    first = sorted(found, key=lambda key: (key[0], _ORDER[key[1]]))[:MAX_FLAGS]
    return tuple(Flag(key[1], found[key].place, found[key].excerpt()) for key in first)


@dataclass(frozen=True, slots=True)
class _Find:
    """A flag whose excerpt is not made yet: very many may be found, and few are told."""

    place: str
    text: str
    start: int
    end: int

    def excerpt(self) -> str:
        """Return what is found in one line, cut, without invisible letters and keys."""
        # A key may begin before and end after: the surroundings are masked, not only the excerpt.
        first = max(0, self.start - _AROUND)
        around = self.text[first : min(self.end, self.start + _AROUND) + _AROUND].replace("\1", " ")
        around = KEY_SHAPES.sub(lambda key: "\1" * len(key.group()), around)
        masked = around[self.start - first :].partition(NUL)[0]
        whole = shown(re.sub("\1+", MASK, masked))
        length = min(MAX_EXCERPT, max(40, self.end - self.start + 20))
        return whole if len(whole) <= length else whole[: length - 1].rstrip() + "\u2026"


_Finds = dict[tuple[int, str], _Find]
"""What was found, by the number of its text and its kind."""


class _Joined:
    """Numbered texts put behind one another, so that a rule looks through all of them at once."""

    def __init__(self, texts: list[tuple[int, str]]) -> None:
        self.whole = NUL.join(text for _, text in texts)
        self.lower = self.whole.lower()
        self._numbers = [number for number, _ in texts]
        self._ends = [at - 1 for at in accumulate(len(text) + 1 for _, text in texts)]

    def holding(self, at: int) -> tuple[int, int]:
        """Return the number and the end of the text that holds a position."""
        place = bisect_left(self._ends, at)
        return self._numbers[place], self._ends[place]


def _search(
    texts: _Joined, places: list[str], found: _Finds, budget: int, *, hidden: bool = False
) -> int:
    """Add what the rules find, and return what is left of the budget, less than 0 when it ended."""
    for rule in _RULES:
        kind = _HIDDEN if hidden else rule.kind
        for word in rule.words:
            at = texts.lower.find(word)
            while at >= 0 and budget >= 0:
                budget -= 1
                on = at + len(word)
                if rule.what.match(texts.lower, at):
                    budget -= 9
                    number, end = texts.holding(at)
                    if (number, rule.kind) in found or (number, kind) in found:
                        on = end
                    elif span := rule.found(texts.lower, at):
                        found[number, kind] = _Find(places[number], texts.whole, *span)
                        on = end
                at = texts.lower.find(word, on)
    return budget


def _decoded(texts: list[str]) -> list[tuple[int, str]]:
    """Return what is encoded in the texts, and in which of them."""
    found: list[tuple[int, str]] = []
    left = _MAX_DECODED
    for number, text in enumerate(texts):
        for piece in decoded(text):
            left -= len(piece)
            if left < 0:
                return found
            found.append((number, cleaned(piece)))
    return found


def _parts(document: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield place, text and what is wrong as a setting, "" for nothing, of all in the document."""
    workspace = openclaw.fits(document)
    stack: list[tuple[str, str, Any]] = [
        (_key(key), str(key), value)
        for key, value in list(document.items())[::-1]
        if not (workspace and key in _UNUSED)
    ]
    while stack:
        place, key, value = stack.pop()
        setting = _setting(key, value)
        if setting or isinstance(value, str):
            yield place, value if isinstance(value, str) else "", setting
        if len(key) > _LONG_KEY:
            yield f"{place} (its name)", key, ""
        if isinstance(value, Mapping):
            stack += [
                (_within(place, f".{_key(inner)}"), str(inner), item)
                for inner, item in list(value.items())[::-1]
            ]
        elif isinstance(value, list | tuple):
            stack += [(_within(place, f"[{at}]"), "", value[at]) for at in range(len(value))[::-1]]


def _within(place: str, step: str) -> str:
    return (
        place + step if len(place) + len(step) <= _MAX_PLACE else place.rstrip("\u2026") + "\u2026"
    )


def _key(key: object) -> str:
    text = shown(KEY_SHAPES.sub(MASK, str(key)[:1_000]))
    return text if len(text) <= _MAX_KEY_SHOWN else text[: _MAX_KEY_SHOWN - 1] + "\u2026"


def _setting(key: str, value: Any) -> str:
    """Return key and value of a setting that would grant something or switch a guard off."""
    if not key or len(key) > _MAX_KEY_SHOWN:
        return ""
    name = re.sub(r"[\W_]+", "", key.casefold())
    state = value.casefold() if isinstance(value, str) else value
    grants = _GRANTS.fullmatch(name) and value and state not in (*_OFF, *_ASKS)
    unguarded = _GUARDS.fullmatch(name) and state in (*_OFF, *_UNASKED)
    if grants or unguarded or (name == "security" and state == "full"):
        said = value if isinstance(value, str | int | float) else "\u2026"
        return f"{key}: {said}"[:1_000]
    return ""
