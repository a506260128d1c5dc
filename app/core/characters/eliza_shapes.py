"""Brings values of any shape into the shapes of ElizaOS 1.x. Pure, never raises.

Each function returns the value and whether it holds all that was there; where it does not, the
export keeps the value it was made from beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from app.core.characters import eliza_reading
from app.core.characters.eliza_reading import known, turn_of
from app.core.characters.eliza_rules import CONTENT, knowledge_item, setting
from app.core.characters.texts import lines, mapping, names, words

KEPT = "kept"
"""The key under which what ElizaOS has no place for stands as it was."""

_Made = tuple[Any, bool]


def plain(value: Any) -> bool:
    """Say whether a value is nothing, a text or a list of texts: read without loss by `lines`."""
    items = value if isinstance(value, list) else [value]
    return all(item is None or isinstance(item, str) for item in items)


def with_kept(value: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of an object with `kept` in it, under a key that is free; as it is for {}."""
    name, number = KEPT, 2
    while name in value:
        name, number = f"{KEPT}_{number}", number + 1
    return {**value, name: dict(kept)} if kept else dict(value)


def text(value: Any) -> _Made:
    """Return one text."""
    return words(value), plain(value)


def texts(value: Any) -> _Made:
    """Return a list of texts."""
    return list(lines(value)), plain(value)


def plugins(value: Any) -> _Made:
    """Return a list of names."""
    return list(names(value)), plain(value)


def templates(value: Any) -> _Made:
    """Return the texts of an object by their names."""
    found = {name: words(item) for name, item in mapping(value).items() if words(item)}
    return found, isinstance(value, Mapping) and all(map(plain, value.values()))


def settings(value: Any) -> _Made:
    """Return what may stand in `settings`; what is null is nothing, and left out."""
    given = mapping(value)
    found = {name: item for name, item in given.items() if setting(item)}
    odd = {name: item for name, item in given.items() if item is not None and name not in found}
    return with_kept(found, odd), isinstance(value, Mapping)


def style(value: Any) -> _Made:
    """Return the lines of each part, and beside them whatever else stands in it."""
    parts = dict(value) if isinstance(value, Mapping) else {"all": value}
    names_of_parts = ("all", "chat", "post")
    read = {name: list(eliza_reading.style({"style": value}, name)) for name in names_of_parts}
    more = {name: item for name, item in parts.items() if name not in read}
    found = {name: item for name, item in read.items() if item or name in parts}
    return {**found, **more}, all(plain(parts.get(name)) for name in read)


def knowledge(value: Any) -> _Made:
    """Return the items as facts (texts), `{path}` and `{directory}`."""
    items = value if isinstance(value, list) else [value]
    made = [_item(item) for item in items if item is not None]
    return [item for item, _ in made if item is not None], all(whole for _, whole in made)


def settled(item: Any) -> bool:
    """Say whether an item of knowledge may stay as it is: allowed, and no fact beside a path."""
    return knowledge_item(item) and (isinstance(item, str) or not known(item)[0])


def _item(item: Any) -> _Made:
    if settled(item):
        return item, True
    inner = item.get("item") if isinstance(item, Mapping) else None
    if isinstance(inner, Mapping) and inner.keys() <= {"case", "value"} and len(item) == 1:
        value = inner.get("value")
        held = value if isinstance(value, Mapping) else {str(inner.get("case", "")): value}
        if settled(held):
            return held, True
    fact, path = known(item)
    if fact:
        return fact, isinstance(item, Mapping) and item in ({"content": fact}, {"text": fact})
    return ({"path": path} if path else None), False


def talks(value: Any) -> _Made:
    """Return example conversations as lists of `{name, content}`."""
    if not isinstance(value, list):
        return [], value in (None, "")
    made = [_talk(item) for item in value if item is not None]
    return [talk for talk, _ in made if talk], all(whole for _, whole in made)


def _talk(item: Any) -> _Made:
    whole = True
    if isinstance(item, Mapping):
        whole = "examples" not in item or len(item) == 1
        item = item.get("examples", [item])
    if not isinstance(item, list):
        return [], False
    turns = [_turn(turn) for turn in item if isinstance(turn, Mapping)]
    return turns, whole and len(turns) == len(item)


def _turn(turn: Mapping[str, Any]) -> dict[str, Any]:
    """Return a turn with the keys of 1.x; others stay, where ElizaOS passes over them."""
    speaker, said = turn_of(turn)
    used = next((key for key in ("name", "user", "role") if words(turn.get(key))), "name")
    source = "content" if "content" in turn else "text"
    content = turn.get(source)
    rest = {key: item for key, item in turn.items() if key not in {"name", "content", used, source}}
    name = turn.get(used)
    return {
        "name": name if isinstance(name, str) and name.strip() else speaker,
        "content": _content(content) if isinstance(content, Mapping) else _said(content, said),
        **rest,
    }


def _said(content: Any, said: str) -> dict[str, Any]:
    if isinstance(content, str):
        return {"text": content}
    return with_kept({"text": said}, {} if content is None else {"content": content})


def _content(content: Mapping[str, Any]) -> dict[str, Any]:
    fits = {key: CONTENT.get(key, _anything)(item) for key, item in content.items()}
    found = {key: item for key, item in content.items() if fits[key]}
    odd = {key: item for key, item in content.items() if not fits[key] and item is not None}
    if "text" in odd:
        found["text"] = words(odd["text"])
    if isinstance(odd.get("actions"), str):
        found["actions"] = [odd.pop("actions")]
    elif isinstance(found.get("action"), str) and "actions" not in content:
        found["actions"] = [found.pop("action")]
    return with_kept(found, odd)


def _anything(value: Any) -> bool:
    del value
    return True
