"""What the schema of ElizaOS 1.7.2 accepts, rule by rule: what an export has to keep to.

Taken from `schemas/character.ts` of `@elizaos/core` 1.7.2; the tests ask that schema itself. It is
strict at the top, where an unknown key is an error, and lenient within the values.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

Rule = Callable[[Any], bool]

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_CHANNELS = ("SELF", "DM", "GROUP", "VOICE_DM", "VOICE_GROUP", "FEED", "THREAD", "WORLD", "FORUM")
_MEDIA = ("image", "video", "audio", "document", "link")


def _text(value: Any) -> bool:
    return isinstance(value, str)


def _texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _identity(value: Any) -> bool:
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def _items(rule: Rule) -> Rule:
    return lambda value: isinstance(value, list) and all(rule(item) for item in value)


def _values(rule: Rule) -> Rule:
    return lambda value: isinstance(value, Mapping) and all(rule(item) for item in value.values())


def _object(rules: Mapping[str, Rule], *needed: str) -> Rule:
    """Return the rule of an object that may hold more than what `rules` name."""

    def holds(value: Any) -> bool:
        return (
            isinstance(value, Mapping)
            and all(key in value for key in needed)
            and all(rule(value[key]) for key, rule in rules.items() if key in value)
        )

    return holds


def _shared(value: Any) -> bool:
    return isinstance(value, bool)


def setting(value: Any) -> bool:
    """Say whether a value may stand in `settings`: no null, and no number beyond a double."""
    if isinstance(value, int | float):
        try:
            return math.isfinite(value)
        except OverflowError:
            return False
    return isinstance(value, str | Mapping | list)


_ATTACHMENT = _object(
    {
        **dict.fromkeys(("id", "url", "title", "source", "description", "text"), _text),
        "contentType": lambda value: value in _MEDIA,
    },
    *("id", "url"),
)

CONTENT: Mapping[str, Rule] = {
    **dict.fromkeys(("text", "thought", "source", "target", "url"), _text),
    **dict.fromkeys(("actions", "providers"), _texts),
    "inReplyTo": _identity,
    "attachments": _items(_ATTACHMENT),
    "channelType": lambda value: value in (*_CHANNELS, "API"),
}
"""The keys of `messageExamples[][].content` that have a rule; any other is free."""

_TURN = _object({"name": _text, "content": _object(CONTENT)}, "name", "content")
_PATH = _object({"path": _text, "shared": _shared}, "path")
_DIRECTORY = _object({"directory": _text, "shared": _shared}, "directory")


def knowledge_item(value: Any) -> bool:
    """Say whether a value may stand in `knowledge`: a text, a `{path}` or a `{directory}`."""
    return _text(value) or _PATH(value) or _DIRECTORY(value)


RULES: Mapping[str, Rule] = {
    "id": _identity,
    "name": lambda value: isinstance(value, str) and value != "",
    "username": _text,
    "system": _text,
    "bio": lambda value: _text(value) or _texts(value),
    "messageExamples": _items(_items(_TURN)),
    "postExamples": _texts,
    "topics": _texts,
    "adjectives": _texts,
    "knowledge": _items(knowledge_item),
    "plugins": _texts,
    "templates": _values(_text),
    "settings": _values(setting),
    "style": _object(dict.fromkeys(("all", "chat", "post"), _texts)),
}
"""The keys of a character with the rule of each, but for `secrets`, which no export writes.

`name` and `bio` have to be there."""
