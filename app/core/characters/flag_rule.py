"""What instructions that try something look like: words that give them away, and their company.

A rule starts from a fixed word, looks at what follows it, then at the few words before it in the
same sentence. No part of it repeats within a repetition, so that the time is linear in the text.
All patterns are for lower case; `NUL` stands between two texts and is in no pattern.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NUL = "\0"

OVERRIDES = "overrides"
AUTHORITY = "authority"
MONEY = "money"
SECRETS = "secrets"
FILES = "files"
COMMANDS = "commands"
ADDRESSES = "addresses"
SETTINGS = "settings"
TEMPLATES = "templates"
TOOLS = "tools"
SECRECY = "secrecy"

_CUTS = (". ", "! ", "? ", "; ", "\n\n", "\n- ", "\n* ", " but ", ", and ", ", then ", NUL)
"""Where a sentence, or the part of one that a "never" reaches, begins anew."""

_DENIAL_REACH = 60
"""How many letters before an instruction a "never" is looked for."""

_DENIED = re.compile(
    r"\b(?:never|not|cannot|(?:ca|do|does|wo|would|should|must|is|are|did)n't|nor|neither|nobody"
    r"|no one|nothing|refus(?:e|es|ing)|declin(?:e|es|ing)|avoid(?:s|ing)?|without|unable|against"
    r"|prevent(?:s|ing)?|warn(?:s|ing)?|forbidden|prohibited|resists?|rejects?|instead of)\b"
    r"(?! (?:hesitate|forget|fail|worry|refuse|stop|only|just|mind|bother|be afraid)\b)"
)
_HARMLESS = re.compile(
    r"\b(?:how|why|what (?:an?|are)|whether|keep|protect|guard|secure|safe|safely"
    r"|importance|dangers?|about|unless|until)\b"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way an instruction gives itself away.

    `words` are fixed starts of what `what` matches. With `lead` one of its words has to stand
    up to `reach` letters before, in the same sentence, with `between` matching what is in between,
    and `inside` has to be within what `what` matched.
    A rule that is `deniable` does not count after a "never", nor where it only tells about things.
    """

    kind: str
    words: tuple[str, ...]
    what: re.Pattern[str]
    lead: re.Pattern[str] | None = None
    between: re.Pattern[str] | None = None
    inside: re.Pattern[str] | None = None
    reach: int = 80
    deniable: bool = True

    def found(self, text: str, at: int) -> tuple[int, int] | None:
        """Return from where to where the rule finds something at this place, None for nothing."""
        match = self.what.match(text, at)
        if match is None or (at and text[at].isalnum() and text[at - 1].isalnum()):
            return None
        if self.inside is not None and not self.inside.search(match.group()):
            return None
        before = _sentence(text[max(0, at - self.reach - _DENIAL_REACH) : at])
        start = self._start(before)
        return None if start is None else (at - len(before) + start, match.end())

    def _start(self, before: str) -> int | None:
        """Return where in the sentence before it the instruction begins, None when it is none."""
        if self.lead is None:
            return None if self._denied(before, len(before)) else len(before)
        for lead in self.lead.finditer(before, max(0, len(before) - self.reach)):
            between = before[lead.end() :]
            if self.between is not None and not self.between.search(between):
                continue
            told = self.deniable and (_DENIED.search(between) or _HARMLESS.search(between))
            if not told and not self._denied(before, lead.start()):
                return lead.start()
        return None

    def _denied(self, before: str, at: int) -> bool:
        return self.deniable and bool(_DENIED.search(before, max(0, at - _DENIAL_REACH), at))


def _sentence(before: str) -> str:
    starts = (before.rfind(cut) + len(cut) for cut in _CUTS if cut in before)
    return before[max(starts, default=0) :]


def pattern(*parts: str) -> re.Pattern[str]:
    """Return the compiled pattern of some parts, joined."""
    return re.compile("".join(parts))


def starts(words: str) -> tuple[str, ...]:
    """Return the words of a line in which `|` parts them."""
    return tuple(words.split("|"))
