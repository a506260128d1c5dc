"""Writes any character as ElizaOS 1.7.2 takes it: its strict schema accepts what comes out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from app.core.characters import eliza, eliza_shapes
from app.core.characters.character import FIELDS, Character, Kind
from app.core.characters.eliza_reading import spelled
from app.core.characters.eliza_rules import RULES
from app.core.characters.eliza_shapes import KEPT, plain, settled, with_kept
from app.core.characters.forms import form_of, parse_character
from app.core.characters.texts import lines
from app.core.message import is_uuid, stable_id

_SHAPES: Mapping[str, Callable[[Any], tuple[Any, bool]]] = {
    "username": eliza_shapes.text,
    "system": eliza_shapes.text,
    "bio": eliza_shapes.texts,
    "messageExamples": eliza_shapes.talks,
    "postExamples": eliza_shapes.texts,
    "topics": eliza_shapes.texts,
    "adjectives": eliza_shapes.texts,
    "knowledge": eliza_shapes.knowledge,
    "templates": eliza_shapes.templates,
    "style": eliza_shapes.style,
    "settings": eliza_shapes.settings,
    "plugins": eliza_shapes.plugins,
}
"""How each part is brought into shape when it is not in it already."""

_MOVED = MappingProxyType(
    {
        "lore": "lore became lines of bio.",
        "personality": "personality became a line of bio.",
        "scenario": "scenario became a part of system.",
        "closing": "closing became the end of system.",
        "greeting": "greeting became the first of messageExamples.",
    }
)
"""What ElizaOS 1.x has no key for and its characters can say in another place, with the note."""

_NOT_CARRIED = ("nickname", "lorebook")
"""Fields that hold more than an export has a place for; their source is kept as it is."""

_EMPTY: Mapping[Kind, Any] = {
    **dict.fromkeys((Kind.LINE, Kind.TEXT), ""),
    **dict.fromkeys((Kind.LINES, Kind.WORDS, Kind.TALKS, Kind.LORE), ()),
    Kind.TEXTS: {},
    Kind.VALUES: {},
}


def to_eliza(document: Mapping[str, Any], agent_id: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return a stored document of any form as an ElizaOS 1.x document, and what moved where.

    What ElizaOS accepts where it stands comes out unchanged; what it has no place for stands under
    `settings.kept`, so that no text is lost. `agent_id` becomes the id. Secrets were taken out of
    the document before; of a top-level `secrets`, the names are kept. The notes are plain
    sentences, none when nothing moved. Raises ConfigError when the document is no character.
    """
    character = parse_character(document)
    form = form_of(document)
    if form is eliza:
        return _written(character, dict(document), {}, agent_id)
    carried = [field for field in FIELDS if field not in _NOT_CARRIED]
    source = eliza.write({}, {field: getattr(character, field) for field in carried})
    rest = form.write(document, {field: _EMPTY[FIELDS[field]] for field in carried})
    return _written(character, source, _pruned(rest), agent_id)


def _written(
    character: Character, source: dict[str, Any], kept: dict[str, Any], agent_id: str
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the export of a document in ElizaOS's form; uses up `source` and adds to `kept`."""
    given, name = source.pop("id", None), source.pop("name", None)
    out: dict[str, Any] = {
        "id": str(UUID(agent_id)) if is_uuid(agent_id) else stable_id("agent", agent_id),
        "name": name if RULES["name"](name) else character.name,
    }
    if given is not None and given != out["id"]:
        kept["id"] = given
    notes = [*_take(source, out, kept), *_move(character, out)]
    for key in _MOVED:
        if plain(source.get(key)):
            source.pop(key, None)
    if isinstance(source.get("secrets"), Mapping) and source["secrets"]:
        notes.append("secrets is kept by its names; the values are in the keyring.")
    kept.update({str(key): value for key, value in source.items()})
    kept = {key: value for key, value in kept.items() if not _nothing(value)}
    if kept:
        out["settings"] = with_kept(out.get("settings", {}), kept)
        listed = ", ".join(sorted(kept)[:8]) + (" and more" if len(kept) > 8 else "")
        notes.append(f"ElizaOS has no place for {listed}: see settings.{KEPT}.")
    return {key: out[key] for key in RULES if key in out}, tuple(notes)


def _take(source: dict[str, Any], out: dict[str, Any], kept: dict[str, Any]) -> list[str]:
    """Put every part that ElizaOS knows from `source` into `out`, in shape."""
    notes = []
    for key, shaped in _SHAPES.items():
        place = "description" if key == "bio" and key not in source else spelled(source, key)
        if place not in source:
            continue
        raw = source.pop(place)
        if RULES[key](raw) and (key != "knowledge" or all(map(settled, raw))):
            out[key] = raw
            continue
        value, whole = shaped(raw)
        if not _nothing(value):
            out[key] = value
            notes.append(f"{place} was brought into the shape of ElizaOS 1.x.")
        if not whole:
            kept[place] = raw
    return notes


def _move(character: Character, out: dict[str, Any]) -> list[str]:
    """Say in other places what ElizaOS 1.x has no key for, and see that there is a bio."""
    if not out.get("username", "-").strip():
        del out["username"]
    bio = out.get("bio", [])
    more = [*character.lore, *([character.personality] if character.personality else [])]
    if more or not lines(bio):
        every = [*([bio] if isinstance(bio, str) else bio), *more]
        out["bio"] = [line for line in every if line.strip()] or [f"{character.name}."]
    scenario = f"Scenario: {character.scenario}" if character.scenario else ""
    if parts := [text for text in (scenario, character.closing) if text]:
        system = out.get("system", "")
        out["system"] = "\n\n".join([*([system] if system.strip() else []), *parts])
    if character.greeting:
        turn = {"name": character.name, "content": {"text": character.greeting}}
        out["messageExamples"] = [[turn], *out.get("messageExamples", [])]
    notes = [note for field, note in _MOVED.items() if getattr(character, field)]
    if character.lorebook:
        facts = out.get("knowledge", [])
        told = dict.fromkeys(entry.text for entry in character.lorebook)
        out["knowledge"] = [*facts, *(text for text in told if text not in facts)]
        notes.append("lorebook became knowledge, which is told whatever is talked about.")
    return notes


def _nothing(value: Any) -> bool:
    return value in (None, "", [], {})


def _pruned(value: Any) -> Any:
    """Return the value without the parts of objects that hold nothing."""
    if isinstance(value, Mapping):
        inner = {str(key): _pruned(item) for key, item in value.items()}
        return {key: item for key, item in inner.items() if not _nothing(item)}
    return [_pruned(item) for item in value] if isinstance(value, list) else value
