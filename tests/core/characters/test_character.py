"""The one normal form."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from app.core.characters.character import FIELDS, Character, Kind


def test_every_editable_field_is_one_and_holds_what_its_kind_says() -> None:
    character = Character(id="x", name="A")
    usual = {
        **dict.fromkeys((Kind.LINE, Kind.TEXT), str),
        **dict.fromkeys((Kind.LINES, Kind.WORDS, Kind.TALKS, Kind.LORE), tuple),
        **dict.fromkeys((Kind.TEXTS, Kind.VALUES), dict),
    }
    for field, kind in FIELDS.items():
        assert isinstance(getattr(character, field), usual[kind])
    assert set(Character.model_fields) - set(FIELDS) == {"id", "knowledge_paths"}


def test_a_character_does_not_change() -> None:
    with pytest.raises(ValidationError):
        Character(id="x", name="A").name = "B"
