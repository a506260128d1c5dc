"""A character as it stands in the editor: read out of what was typed, and as its prompt. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from app.core.characters.character import FIELDS, Character
from app.core.characters.forms import edited, parse_character, usable_name
from app.core.errors import ConfigError
from app.core.exchange import ModelProfile, PromptStyle
from app.core.message import OWNER_ID, Message, Speaker
from app.core.persona import estimate_tokens, stable_part
from app.core.prompt import build_prompt
from app.ui.models.field_text import read

USUAL = ModelProfile(name="", label="", context_tokens=8_192, local=False)
"""What the prompt is built for while no model is chosen."""

ENDLESS = 1_000_000_000
"""More tokens than any character has."""

SHOWN_CHARS = 20_000
"""Of what did not fit, so much is shown."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed, read: the values of the changed fields, and by field what is wrong.

    `character` is the one that saving would give, with the stored value where a text is wrong.
    """

    character: Character
    values: Mapping[str, Any] = field(repr=False)
    wrong: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PromptText:
    """The words a model gets. `left_out` is what did not fit, `missing` letters of it not shown.

    `lines` counts what did not fit, `tokens` are estimated, `budget` is how many there may be.
    """

    kept: str
    tokens: int
    budget: int
    left_out: str = ""
    lines: int = 0
    missing: int = 0


def draft_of(document: Mapping[str, Any], typed: Mapping[str, str]) -> Draft:
    """Return the draft of a stored document with these texts in some of its fields.

    Raises ConfigError when the document itself is no character.
    """
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, text in typed.items():
        try:
            value = read(FIELDS[name], text)
            values[name] = usable_name(value) if name == "name" else value
        except ConfigError as error:
            wrong[name] = error.text
    return Draft(parse_character(edited(document, values) if values else document), values, wrong)


def prompt_text(character: Character, profile: ModelProfile) -> PromptText:
    """Return the stable part of a prompt, with what the model has no room for."""
    kept, lines = stable_part(character, profile)
    tokens, budget = estimate_tokens(kept), profile.stable_tokens
    if not lines:
        return PromptText(kept, tokens, budget)
    whole, _ = stable_part(character, replace(profile, stable_tokens=ENDLESS))
    rest = whole[len(kept) :].removeprefix("\n")
    missing = max(0, len(rest) - SHOWN_CHARS)
    return PromptText(kept, tokens, budget, rest[:SHOWN_CHARS], lines, missing)


def whole_prompt(
    character: Character, profile: ModelProfile, text: str, clock: datetime
) -> PromptText:
    """Return the prompt of a first message, each part under the role it has for the model."""
    message = Message(
        id="",
        room_id="",
        agent_id=character.id,
        speaker=Speaker.USER,
        author_id=OWNER_ID,
        author="",
        text=text,
        at=clock,
        source="",
    )
    prompt = build_prompt(
        character=character,
        profile=profile,
        history=(),
        recalled=(),
        message=message,
        clock=clock.astimezone(),
    )
    kept = "\n\n".join(f"[{part.role.value}]\n{part.text}" for part in prompt.messages)
    tokens = sum(estimate_tokens(part.text) for part in prompt.messages)
    return PromptText(kept, tokens, profile.context_tokens)


def plain(profile: ModelProfile) -> bool:
    """Say whether the model is so small that it is told a few sentences only."""
    return profile.style is PromptStyle.PLAIN
