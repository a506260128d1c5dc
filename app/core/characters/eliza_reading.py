"""The values within ElizaOS's documents: examples, style, knowledge. Pure, never raises."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from app.core.characters.character import Talks
from app.core.characters.texts import lines, words

SNAKE = {"messageExamples": "message_examples", "postExamples": "post_examples"}
"""The keys that 2.x spells otherwise."""

_FILE_NAME = re.compile(
    r"\S+\.(?:md|txt|pdf|docx?|csv|tsv|json|ya?ml|xml|html?|rst)", re.IGNORECASE
)
_PATH_START = re.compile(r"(?:\.{0,2}/|~/|[A-Za-z]:\\)\S+")


def spelled(document: Mapping[str, Any], key: str) -> str:
    """Return the spelling of a key that the document uses, the common one when it uses none."""
    other = SNAKE.get(key, key)
    return other if other in document and key not in document else key


def pick(document: Mapping[str, Any], key: str) -> Any:
    """Return the value under `key` or under its 2.x spelling, None when neither is there."""
    return document.get(spelled(document, key))


def style(document: Mapping[str, Any], part: str) -> tuple[str, ...]:
    """Return the lines of `style.all`, `.chat` or `.post`; a plain list or text counts as `all`."""
    value = pick(document, "style")
    if isinstance(value, Mapping):
        return lines(value.get(part))
    return lines(value) if part == "all" else ()


def examples(value: Any) -> Talks:
    """Return the example conversations as (speaker, text) pairs, without those that are empty."""
    if not isinstance(value, list):
        return ()
    found = (conversation(item) for item in value)
    return tuple(talk for talk in found if talk)


def conversation(item: Any) -> tuple[tuple[str, str], ...]:
    """Return one example conversation; () for what holds no text."""
    if isinstance(item, Mapping):
        item = item.get("examples", [item])
    if not isinstance(item, list):
        return ()
    turns = (turn_of(turn) for turn in item if isinstance(turn, Mapping))
    return tuple(turn for turn in turns if turn[1])


def turn_of(turn: Mapping[str, Any]) -> tuple[str, str]:
    """Return who speaks and what is said; somebody unnamed is `{{user1}}`."""
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
        fact, path = known(item)
        if fact:
            facts.append(fact)
        elif path:
            paths.append(path)
    return tuple(facts), tuple(paths)


def known(item: Any) -> tuple[str, str]:
    """Return (fact, path) of one item of knowledge; both empty for what is neither."""
    if isinstance(item, str):
        text = item.strip()
        return ("", text) if looks_like_path(text) else (text, "")
    if not isinstance(item, Mapping):
        return "", ""
    inner = item.get("item")
    if isinstance(inner, Mapping):
        case, value = str(inner.get("case", "")), inner.get("value")
        return known(value if isinstance(value, Mapping) else {case: value})
    fact = words(item.get("content")) or words(item.get("text"))
    return fact, words(item.get("path")) or words(item.get("directory"))


def looks_like_path(text: str) -> bool:
    """Say whether a knowledge string names a file or a folder instead of stating a fact."""
    return bool(_FILE_NAME.fullmatch(text) or _PATH_START.fullmatch(text))
