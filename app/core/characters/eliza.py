"""The form of ElizaOS 0.x, 1.x and 2.x, in all its shapes. Pure, never raises.

0.x: `user` in examples, `lore`, `clients`, `modelProvider`, knowledge strings that are facts.
1.x: `name` in examples, `content.actions`, knowledge as paths, `{path}` or `{directory}`.
2.x: `messageExamples` as `[{examples: […]}]`, snake_case names, knowledge as `{item: {case}}`.

Fields that ElizaOS has no place for (`personality`, `scenario`, `greeting`, …) stand in keys of
their own at the top, as in many files of the wild.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.characters import lore
from app.core.characters.eliza_reading import (
    SNAKE,
    examples,
    knowledge,
    pick,
    style,
)
from app.core.characters.eliza_writing import put
from app.core.characters.shape import Shape
from app.core.characters.texts import lines, mapping, names, words

__all__ = ["fits", "read", "shape", "write"]

_ELIZA = (
    *("id", "name", "username", "system", "bio", "lore", "topics", "adjectives", "style"),
    *("messageExamples", "postExamples", "knowledge", "templates", "settings", "secrets"),
    "plugins",
)
_OURS = ("nickname", "personality", "scenario", "greeting", "closing", "lorebook")

_ONLY_0X = ("lore", "clients", "modelProvider", "people", "twitterSpaces")

_WHY_KEPT = {
    "clients": "connectors are switched on in Familiar, not by a file",
    "modelProvider": "the model is chosen in Familiar",
    "modelEndpointOverride": "the model is chosen in Familiar",
    "people": "who is who is learned from conversations",
    "twitterSpaces": "there is nothing here that holds spaces",
    "enabled": "agents are started and stopped in Familiar",
    "status": "agents are started and stopped in Familiar",
}


def fits(document: Mapping[str, Any]) -> bool:
    """Say yes: what is in no other form is read as ElizaOS's."""
    del document
    return True


def read(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of `Character`'s fields that the document holds."""
    facts, paths = knowledge(pick(document, "knowledge"))
    return {
        "id": words(document.get("id")),
        "name": words(document.get("name")),
        **{key: words(document.get(key)) for key in ("username", "system")},
        **{key: words(document.get(key)) for key in _OURS if key != "lorebook"},
        "bio": lines(document.get("bio" if "bio" in document else "description")),
        **{key: lines(document.get(key)) for key in ("lore", "topics", "adjectives")},
        **{f"style_{part}": style(document, part) for part in ("all", "chat", "post")},
        "message_examples": examples(pick(document, "messageExamples")),
        "post_examples": lines(pick(document, "postExamples")),
        "knowledge": facts,
        "knowledge_paths": paths,
        "lorebook": lore.entries(document.get("lorebook")),
        "templates": {key: words(text) for key, text in mapping(document.get("templates")).items()},
        "settings": mapping(document.get("settings")),
        "plugins": names(document.get("plugins")),
    }


def write(document: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of the document with these fields put back into it; see `forms.Form`."""
    written = dict(document)
    for field, value in values.items():
        put(written, field, value)
    return written


def shape(document: Mapping[str, Any]) -> Shape:
    """Describe a document: its form and what is made of each key."""
    plain = {**{key: key for key in (*_ELIZA, *_OURS)}, **{new: old for old, new in SNAKE.items()}}
    if "bio" not in document:
        plain["description"] = "bio"
    conversions, warnings = _conversions(document)
    return Shape(
        form=_form(document),
        mapped=(*(_mapped_as(key, plain[key]) for key in document if key in plain), *conversions),
        kept=tuple(_kept(str(key)) for key in document if key not in plain),
        warnings=tuple(warnings),
    )


def _mapped_as(key: str, plain: str) -> str:
    return key if key == plain else f"{key} -> {plain}"


def _kept(key: str) -> str:
    reason = _WHY_KEPT.get(key)
    return f"{key} ({reason})" if reason else key


def _raw_turns(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    value = pick(document, "messageExamples")
    found: list[Mapping[str, Any]] = []
    for item in value if isinstance(value, list) else []:
        inner = item.get("examples", []) if isinstance(item, Mapping) else item
        turns = inner if isinstance(inner, list) else []
        found += [turn for turn in turns if isinstance(turn, Mapping)]
    return found


def _wrapped(document: Mapping[str, Any]) -> bool:
    value = pick(document, "messageExamples")
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value)


def _form(document: Mapping[str, Any]) -> str:
    if _wrapped(document) or set(SNAKE.values()) & document.keys():
        return "2.x"
    if any(key in document for key in _ONLY_0X):
        return "0.x"
    return "0.x" if any("user" in turn for turn in _raw_turns(document)) else "1.x"


def _conversions(document: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    turns = _raw_turns(document)
    mapped: list[str] = []
    if any("user" in turn and "name" not in turn for turn in turns):
        mapped.append("messageExamples.user -> name")
    contents = [turn["content"] for turn in turns if isinstance(turn.get("content"), Mapping)]
    if any("action" in content and "actions" not in content for content in contents):
        mapped.append("messageExamples.content.action -> actions")
    if _wrapped(document):
        mapped.append("messageExamples.examples -> messageExamples")
    facts, paths = knowledge(pick(document, "knowledge"))
    if facts:
        mapped.append("knowledge -> facts")
    return mapped, _warnings(document, paths)


def _warnings(document: Mapping[str, Any], paths: tuple[str, ...]) -> list[str]:
    warnings = []
    if paths:
        warnings.append(
            f"knowledge names files or folders ({len(paths)}); an import does not open them."
        )
    if not read(document)["bio"]:
        warnings.append("There is no bio, so the agent knows only its name about itself.")
    if names(document.get("plugins")):
        warnings.append("plugins are kept by name only; nothing of theirs is loaded.")
    return warnings
