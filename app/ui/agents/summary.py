"""What a card says of an agent in a few lines, in words a person reads."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.characters.character import Character
from app.core.persona import filled
from app.ui.agents.cut_text import MOST_CHARS


def summary_of(character: Character) -> str:
    """Return the first thing a character says of itself, without placeholders; "" when nothing."""
    told = (*character.bio, character.personality, character.scenario, character.system)
    text = next((words for words in told if words.strip()), "")[:MOST_CHARS]
    you = QCoreApplication.translate("AgentCard", "you")
    return filled(text, character, you)
