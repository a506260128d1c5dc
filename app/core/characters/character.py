"""An agent's character in its one normal form, whatever file it came from.

Nothing in a character runs, opens a file, reaches the network or grants anything: it is text.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ConfigDict

MAX_NAME_CHARS = 120


class LoreEntry(BaseModel):
    """A piece of knowledge that is told only when one of its `keys` comes up in the conversation.

    With `also`, one of those words has to come up too. Tavern calls a list of them a lorebook.
    """

    model_config = ConfigDict(frozen=True)

    keys: tuple[str, ...]
    text: str
    also: tuple[str, ...] = ()
    case_sensitive: bool = False


Talks = tuple[tuple[tuple[str, str], ...], ...]
"""Example conversations, each a tuple of (speaker, text)."""


class Character(BaseModel):
    """What the prompt builder and the window know about an agent.

    Texts may hold placeholders such as `{{agentName}}`; filling them is the prompt builder's.
    `nickname` is what the agent calls itself in them, when it is not its name. `knowledge` holds
    facts; `knowledge_paths` what the file called a path, never opened here. `greeting` is how it
    opens a conversation, `closing` an instruction that Tavern puts after the conversation.
    """

    model_config = ConfigDict(frozen=True, protected_namespaces=())

    id: str
    name: str
    nickname: str = ""
    username: str = ""
    system: str = ""
    bio: tuple[str, ...] = ()
    personality: str = ""
    scenario: str = ""
    lore: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    style_all: tuple[str, ...] = ()
    style_chat: tuple[str, ...] = ()
    style_post: tuple[str, ...] = ()
    greeting: str = ""
    closing: str = ""
    message_examples: Talks = ()
    post_examples: tuple[str, ...] = ()
    knowledge: tuple[str, ...] = ()
    knowledge_paths: tuple[str, ...] = ()
    lorebook: tuple[LoreEntry, ...] = ()
    templates: dict[str, str] = {}
    settings: dict[str, Any] = {}
    plugins: tuple[str, ...] = ()


class Kind(StrEnum):
    """What the value of a field is, and so how it is edited and compared.

    `LINE` and `TEXT`: str. `LINES`: a tuple of sentences, `WORDS`: a tuple of short words.
    `TALKS`: `Talks`. `LORE`: a tuple of `LoreEntry`. `TEXTS`: a dict of texts. `VALUES`: a dict
    of JSON values.
    """

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    WORDS = "words"
    TALKS = "talks"
    LORE = "lore"
    TEXTS = "texts"
    VALUES = "values"


FIELDS: Mapping[str, Kind] = MappingProxyType(
    {
        "name": Kind.LINE,
        "nickname": Kind.LINE,
        "username": Kind.LINE,
        "system": Kind.TEXT,
        "bio": Kind.LINES,
        "personality": Kind.TEXT,
        "scenario": Kind.TEXT,
        "lore": Kind.LINES,
        "knowledge": Kind.LINES,
        "lorebook": Kind.LORE,
        "topics": Kind.WORDS,
        "adjectives": Kind.WORDS,
        "style_all": Kind.LINES,
        "style_chat": Kind.LINES,
        "style_post": Kind.LINES,
        "greeting": Kind.TEXT,
        "closing": Kind.TEXT,
        "message_examples": Kind.TALKS,
        "post_examples": Kind.LINES,
        "templates": Kind.TEXTS,
        "settings": Kind.VALUES,
        "plugins": Kind.WORDS,
    }
)
"""Every field a person can edit, in the order an editor shows them."""
