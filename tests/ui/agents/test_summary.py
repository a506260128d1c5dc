"""What a card says of an agent."""

from __future__ import annotations

from app.core.characters.character import Character
from app.ui.agents.cut_text import MOST_CHARS
from app.ui.agents.summary import summary_of


def test_placeholders_become_words() -> None:
    character = Character(id="1", name="Mira", bio=("{{char}} waits for {{user}}, <USER>.",))
    assert summary_of(character) == "Mira waits for you, you."


def test_what_there_is_first_is_told() -> None:
    assert summary_of(Character(id="1", name="M", bio=("  ",), personality="dry")) == "dry"
    assert summary_of(Character(id="1", name="M", system="Be brief.")) == "Be brief."
    assert summary_of(Character(id="1", name="M")) == ""


def test_no_more_is_looked_at_than_is_shown() -> None:
    assert len(summary_of(Character(id="1", name="M", bio=("a" * 5_000_000,)))) == MOST_CHARS
