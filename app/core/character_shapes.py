"""Reads the shapes that character files of ElizaOS 0.x, 1.x and 2.x come in. Pure, never raises.

0.x: `user` in examples, `lore`, `clients`, `modelProvider`, knowledge strings that are facts.
1.x: `name` in examples, `content.actions`, knowledge as paths, `{path}` or `{directory}`.
2.x: `messageExamples` as `[{examples: […]}]`, snake_case names, knowledge as `{item: {case}}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

USED = {
    "id": "id",
    "name": "name",
    "username": "username",
    "system": "system",
    "bio": "bio",
    "lore": "lore",
    "topics": "topics",
    "adjectives": "adjectives",
    "style": "style",
    "messageExamples": "message_examples",
    "postExamples": "post_examples",
    "knowledge": "knowledge",
    "templates": "templates",
    "settings": "settings",
    "secrets": "secrets",
    "plugins": "plugins",
}
"""The keys this program reads, with their 2.x spelling; every other key is kept as it is."""

_ONLY_0X = ("lore", "clients", "modelProvider", "people", "twitterSpaces")

_FILE_NAME = re.compile(
    r"\S+\.(?:md|txt|pdf|docx?|csv|tsv|json|ya?ml|xml|html?|rst)", re.IGNORECASE
)
_PATH_START = re.compile(r"(?:\.{0,2}/|~/|[A-Za-z]:\\)\S+")


@dataclass(frozen=True, slots=True)
class Shape:
    """What a document looks like: its form, the keys that are read, and those only kept."""

    form: str
    mapped: tuple[str, ...]
    kept: tuple[str, ...]
    warnings: tuple[str, ...]


def pick(document: Mapping[str, Any], key: str) -> Any:
    """Return the value under `key` or under its 2.x spelling, None when neither is there."""
    return document[key] if key in document else document.get(USED.get(key, key))


def words(value: Any) -> str:
    """Return one text: a string trimmed, a list's lines joined, "" for what is no text."""
    return "\n".join(lines(value))


def lines(value: Any) -> tuple[str, ...]:
    """Return every text within a string, number, list or mapping, in order, without empty ones."""
    return tuple(_texts(value))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if text := value.strip():
            yield text
    elif isinstance(value, bool) or value is None:
        return
    elif isinstance(value, int | float):
        yield str(value)
    elif isinstance(value, Mapping):
        yield from _texts(list(value.values()))
    elif isinstance(value, Iterable):
        for item in value:
            yield from _texts(item)


def names(value: Any) -> tuple[str, ...]:
    """Return the strings of a list of names (plugins), or the one string."""
    found = [value] if isinstance(value, str) else value if isinstance(value, list) else []
    return tuple(name.strip() for name in found if isinstance(name, str) and name.strip())


def mapping(value: Any) -> dict[str, Any]:
    """Return a copy of a mapping with text keys, {} for anything else."""
    return {str(key): item for key, item in value.items()} if isinstance(value, Mapping) else {}


def style(document: Mapping[str, Any], part: str) -> tuple[str, ...]:
    """Return the lines of `style.all`, `.chat` or `.post`; a plain list or text counts as `all`."""
    value = pick(document, "style")
    if isinstance(value, Mapping):
        return lines(value.get(part))
    return lines(value) if part == "all" else ()


def examples(value: Any) -> tuple[tuple[tuple[str, str], ...], ...]:
    """Return the example conversations as (speaker, text) pairs, without those that are empty."""
    if not isinstance(value, list):
        return ()
    found = (_conversation(item) for item in value)
    return tuple(conversation for conversation in found if conversation)


def _conversation(item: Any) -> tuple[tuple[str, str], ...]:
    if isinstance(item, Mapping):
        item = item.get("examples", [item])
    if not isinstance(item, list):
        return ()
    turns = (_line(turn) for turn in item if isinstance(turn, Mapping))
    return tuple(turn for turn in turns if turn[1])


def _line(turn: Mapping[str, Any]) -> tuple[str, str]:
    speaker = words(turn.get("name")) or words(turn.get("user")) or words(turn.get("role"))
    content = turn.get("content", turn.get("text"))
    if isinstance(content, Mapping):
        content = content.get("text")
    return speaker or "{{user1}}", words(content)


def knowledge(value: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (facts, paths). A string that looks like a file's name is a path, any other a fact."""
    facts: list[str] = []
    paths: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        fact, path = _known(item)
        if fact:
            facts.append(fact)
        elif path:
            paths.append(path)
    return tuple(facts), tuple(paths)


def _known(item: Any) -> tuple[str, str]:
    if isinstance(item, str):
        text = item.strip()
        return ("", text) if looks_like_path(text) else (text, "")
    if not isinstance(item, Mapping):
        return "", ""
    inner = item.get("item")
    if isinstance(inner, Mapping):
        case, value = str(inner.get("case", "")), inner.get("value")
        return _known(value if isinstance(value, Mapping) else {case: value})
    fact = words(item.get("content")) or words(item.get("text"))
    return fact, words(item.get("path")) or words(item.get("directory"))


def looks_like_path(text: str) -> bool:
    """Say whether a knowledge string names a file or a folder instead of stating a fact."""
    return bool(_FILE_NAME.fullmatch(text) or _PATH_START.fullmatch(text))


def shape_of(document: Mapping[str, Any]) -> Shape:
    """Describe a document that has a name: its form and what is made of each key."""
    spellings = {**{key: key for key in USED}, **{other: key for key, other in USED.items()}}
    mapped = [_mapped_as(key, spellings[key]) for key in document if key in spellings]
    conversions, warnings = _conversions(document)
    return Shape(
        form=_form(document),
        mapped=(*mapped, *conversions),
        kept=tuple(str(key) for key in document if key not in spellings),
        warnings=tuple(warnings),
    )


def _mapped_as(key: str, plain: str) -> str:
    return key if key == plain else f"{key} -> {plain}"


def _raw_turns(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    value = pick(document, "messageExamples")
    found: list[Mapping[str, Any]] = []
    for item in value if isinstance(value, list) else []:
        inner = item.get("examples", []) if isinstance(item, Mapping) else item
        found += [turn for turn in inner if isinstance(turn, Mapping)] if inner else []
    return found


def _wrapped(document: Mapping[str, Any]) -> bool:
    value = pick(document, "messageExamples")
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value)


def _form(document: Mapping[str, Any]) -> str:
    two = {other for key, other in USED.items() if other != key}
    if _wrapped(document) or two & document.keys():
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
    warnings = []
    if paths:
        warnings.append(
            f"knowledge names files or folders ({len(paths)}); an import does not open them."
        )
    if not lines(pick(document, "bio")):
        warnings.append("There is no bio, so the agent knows only its name about itself.")
    if names(pick(document, "plugins")):
        warnings.append("plugins are kept by name only; nothing of theirs is loaded.")
    return mapped, warnings
