"""Texts as Tavern writes them: placeholders, `{{original}}`, example conversations. Pure.

What a function returns it returns again when it is given its own result, so that an edit that
changes nothing changes nothing in the file.
"""

from __future__ import annotations

import re
from typing import Any

from app.core.characters.character import Talks
from app.core.characters.texts import words

_MAGIC = re.compile(r"<(?:user|(bot|char))>", re.IGNORECASE)
"""How the first cards wrote `{{user}}` and `{{char}}`; whoever reads cards has to fill them."""

_ORIGINAL = re.compile(r"\{\{original\}\}", re.IGNORECASE)
"""Stands for the instruction that the card's own replaces. Here that is none."""

_START = re.compile(r"<START>", re.IGNORECASE)
_TURN = re.compile(r"([^:\uff1a]{1,40})[:\uff1a](?![/\d])(.*)")
_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_NAME = re.compile(r"[^\W\d_][\w'\u2019. -]*")

CHARACTER = "{{char}}"
"""Who speaks where a card does not say who."""


def text(value: Any) -> str:
    """Return any value as one text, with line breaks and placeholders in their one spelling."""
    plain = words(value).replace("\r\n", "\n").replace("\r", "\n")
    return _MAGIC.sub(lambda found: CHARACTER if found[1] else "{{user}}", plain)


def sentences(value: Any) -> tuple[str, ...]:
    """Return the lines of a text, without those that are empty."""
    return tuple(line for line in map(str.strip, text(value).splitlines()) if line)


def instruction(value: Any) -> str:
    """Return a text without `{{original}}`; what stands before and after it becomes two lines."""
    return "\n".join(part for part in map(str.strip, _ORIGINAL.split(text(value))) if part)


def with_original(new: str, old: Any) -> str:
    """Return a new instruction with `{{original}}` at the end where it had it, as `old` has it."""
    before = text(old)
    found = list(_ORIGINAL.finditer(before))
    if not found:
        return new
    mark = found[-1][0]
    pair = (new, mark) if found[-1].end() == len(before) else (mark, new)
    return "\n".join(part for part in pair if part)


def talks(value: Any) -> Talks:
    """Return the conversations in a `mes_example`.

    `<START>` begins one. A line that begins with a placeholder or a name and a colon begins a
    turn; other lines go on with the turn before. Turns without a text are passed over.
    """
    found = (_conversation(part) for part in _START.split(text(value)))
    return tuple(talk for talk in found if talk)


def written(conversations: Talks) -> str:
    """Return conversations as a `mes_example`."""
    return "\n".join(
        "\n".join(["<START>", *(f"{speaker}: {said}" for speaker, said in talk)])
        for talk in conversations
    )


def _conversation(part: str) -> tuple[tuple[str, str], ...]:
    turns: list[tuple[str, list[str]]] = []
    for line in map(str.strip, part.splitlines()):
        speaker, said = _turn(line)
        if speaker:
            turns.append((speaker, [said]))
        elif turns:
            turns[-1][1].append(line)
        elif line:
            turns.append((CHARACTER, [line]))
    whole = ((speaker, "\n".join(said).strip()) for speaker, said in turns)
    return tuple((speaker, said) for speaker, said in whole if said)


def _turn(line: str) -> tuple[str, str]:
    """Return who begins to speak in a line and what they say, ("", "") when nobody does."""
    found = _TURN.match(line)
    if not found:
        return "", ""
    speaker, said = found[1].strip(), found[2].strip()
    placeholder = _PLACEHOLDER.fullmatch(speaker)
    if placeholder:
        known = placeholder[1].lower() in ("user", "char")
        return ("{{" + placeholder[1].lower() + "}}" if known else speaker), said
    return (speaker, said) if _is_name(speaker) else ("", "")


def _is_name(speaker: str) -> bool:
    """Say whether what stands before a colon is a name rather than the beginning of a sentence.

    It does not depend on the card's own name, or another name would change its examples.
    """
    parts = speaker.split()
    if not _NAME.fullmatch(speaker) or len(parts) > 4:
        return False
    return len(parts) == 1 or not (parts[0][0].islower() or parts[-1][0].islower())
