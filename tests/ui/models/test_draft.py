"""A character as it stands in the editor, and the prompt it gives."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.core.characters.forms import parse_character
from app.core.errors import ConfigError
from app.core.exchange import PromptStyle
from app.ui.models.draft import SHOWN_CHARS, USUAL, draft_of, plain, prompt_text, whole_prompt
from tests.core.characters.documents import OLD
from tests.ui.agents.editing import MIRA

CLOCK = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_nothing_typed_is_the_stored_character() -> None:
    draft = draft_of(OLD, {})
    assert draft.character == parse_character(OLD)
    assert (draft.values, draft.wrong) == ({}, {})


def test_what_was_typed_is_what_saving_would_give() -> None:
    draft = draft_of(MIRA, {"bio": "Sails now.\n", "topics": "wind, sea", "name": " Mi  ra "})
    assert draft.values == {"bio": ("Sails now.",), "topics": ("wind", "sea"), "name": "Mi ra"}
    assert draft.character.bio == ("Sails now.",)
    assert draft.character.name == "Mi ra"
    assert draft.character.scenario == "A storm."


def test_a_text_that_is_wrong_is_told_and_the_stored_value_stands_in() -> None:
    draft = draft_of(OLD, {"message_examples": "hello", "name": " ", "system": "Be kind."})
    assert set(draft.wrong) == {"message_examples", "name"}
    assert "no name" in draft.wrong["name"]
    assert draft.values == {"system": "Be kind."}
    assert draft.character.name == "Old Hand"
    assert draft.character.message_examples == parse_character(OLD).message_examples


def test_a_document_that_is_no_character_is_refused() -> None:
    with pytest.raises(ConfigError):
        draft_of({"bio": "Nobody."}, {})


def test_a_prompt_that_fits_is_told_whole() -> None:
    prompt = prompt_text(parse_character(MIRA), USUAL)
    assert "Never leave the tower." in prompt.kept
    assert (prompt.left_out, prompt.lines, prompt.missing) == ("", 0, 0)
    assert prompt.budget == USUAL.stable_tokens
    assert 50 < prompt.tokens < 400


def test_what_does_not_fit_is_told_apart() -> None:
    character = parse_character(MIRA)
    whole = prompt_text(character, USUAL).kept
    prompt = prompt_text(character, replace(USUAL, stable_tokens=150))
    assert prompt.lines > 0
    assert f"{prompt.kept}\n{prompt.left_out}" == whole
    assert "The gulls talk." in prompt.left_out


def test_of_very_much_the_beginning_is_shown() -> None:
    character = parse_character({"name": "Long", "lore": ["x" * 1_000_000]})
    prompt = prompt_text(character, USUAL)
    assert len(prompt.left_out) == SHOWN_CHARS
    assert prompt.missing > 900_000


def test_the_whole_prompt_has_every_part_under_its_role() -> None:
    prompt = whole_prompt(parse_character(MIRA), USUAL, "Who lit the lamp?", CLOCK)
    system, user = prompt.kept.split("\n\n[user]\n")
    assert system.startswith("[system]\nYou are Mira.")
    assert user.endswith("Who lit the lamp?")
    assert "It burns oil." in user
    assert prompt.budget == USUAL.context_tokens


def test_a_tiny_model_is_told_apart() -> None:
    assert plain(replace(USUAL, style=PromptStyle.PLAIN))
    assert not plain(USUAL)
