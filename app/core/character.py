"""An agent's character: read leniently from any ElizaOS form, used in one normal form.

Nothing in a character runs, opens a file, reaches the network or grants anything: it is text.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from app.core.character_secrets import take_secrets
from app.core.character_shapes import (
    USED,
    examples,
    knowledge,
    lines,
    mapping,
    names,
    pick,
    shape_of,
    style,
    words,
)
from app.core.errors import ConfigError
from app.core.message import is_uuid, stable_id

__all__ = [
    "Character",
    "CharacterFile",
    "CheckReport",
    "check_character",
    "load_character",
    "parse_character",
    "take_secrets",
]

MAX_FILE_BYTES = 5_000_000
"""A larger character file is refused; the largest of 76 real ones has 0.1 MB."""

MAX_DEPTH = 64
MAX_NAME_CHARS = 120


class Character(BaseModel):
    """What the prompt builder and the window know about an agent.

    Texts may hold placeholders such as `{{agentName}}`; filling them is the prompt builder's.
    `knowledge` holds facts; `knowledge_paths` what the file called a path, never opened here.
    Keys that are not listed here are kept, unread, in `model_extra`.
    """

    model_config = ConfigDict(frozen=True, extra="allow", protected_namespaces=())

    id: str
    name: str
    username: str = ""
    system: str = ""
    bio: tuple[str, ...] = ()
    lore: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    style_all: tuple[str, ...] = ()
    style_chat: tuple[str, ...] = ()
    style_post: tuple[str, ...] = ()
    message_examples: tuple[tuple[tuple[str, str], ...], ...] = ()
    post_examples: tuple[str, ...] = ()
    knowledge: tuple[str, ...] = ()
    knowledge_paths: tuple[str, ...] = ()
    templates: dict[str, str] = {}
    settings: dict[str, Any] = {}
    plugins: tuple[str, ...] = ()


def parse_character(document: Mapping[str, Any]) -> Character:
    """Return the character in a document of any known form, whatever else stands in it.

    A document's own `id` counts when it is a UUID; otherwise the same name gives the same id on
    every machine. Raises ConfigError when it is no JSON object or has no usable name.
    """
    if not isinstance(document, Mapping):
        raise ConfigError("A character is a JSON object with a name, and this is something else.")
    name = " ".join(words(document.get("name")).split())
    if not name:
        raise ConfigError('The character has no name. Give it one: "name": "…".')
    if len(name) > MAX_NAME_CHARS:
        raise ConfigError(f"The character's name is longer than {MAX_NAME_CHARS} letters.")
    given = words(document.get("id"))
    facts, paths = knowledge(pick(document, "knowledge"))
    known = {*USED, *USED.values(), *Character.model_fields}
    kept = {str(key): value for key, value in document.items() if key not in known}
    return Character(
        **kept,
        id=given if is_uuid(given) else stable_id("agent", name.casefold()),
        name=name,
        username=words(document.get("username")),
        system=words(document.get("system")),
        bio=lines(document.get("bio")),
        lore=lines(document.get("lore")),
        topics=lines(document.get("topics")),
        adjectives=lines(document.get("adjectives")),
        style_all=style(document, "all"),
        style_chat=style(document, "chat"),
        style_post=style(document, "post"),
        message_examples=examples(pick(document, "messageExamples")),
        post_examples=lines(pick(document, "postExamples")),
        knowledge=facts,
        knowledge_paths=paths,
        templates={key: words(text) for key, text in mapping(document.get("templates")).items()},
        settings=mapping(document.get("settings")),
        plugins=names(document.get("plugins")),
    )


@dataclass(frozen=True, slots=True)
class CharacterFile:
    """A character file as read: the whole document, its normal form, and what was odd about it.

    `document` still holds its secrets: hand it to `take_secrets` before it is kept anywhere.
    """

    document: dict[str, Any]
    character: Character
    warnings: tuple[str, ...]


def load_character(path: Path) -> CharacterFile:
    """Read a character file of at most 5 MB.

    A key that stands twice counts with its last value, and what JSON or Unicode does not allow
    (NaN, half a surrogate pair) is replaced; both are said in `warnings`. Raises ConfigError, in
    one sentence, for a file that is missing, too large, not JSON or not a character.
    """
    warnings: list[str] = []
    document = _decode(_read(path), path.name, warnings)
    document = _mended(document, warnings, 0)
    character = parse_character(document)
    return CharacterFile(document, character, tuple(dict.fromkeys(warnings)))


def _read(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_FILE_BYTES + 1)
    except FileNotFoundError as error:
        raise ConfigError(f"There is no file {path}.") from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from error
    if len(content) > MAX_FILE_BYTES:
        raise ConfigError(f"{path.name} is larger than 5 MB, which no character needs.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path.name} is not UTF-8 text (line {line}).") from error


def _decode(text: str, name: str, warnings: list[str]) -> Any:
    def members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = sorted({key for key in keys if keys.count(key) > 1})
            warnings.append(f"{', '.join(twice)} stands twice; the last one counts.")
        return found

    try:
        return json.loads(text, object_pairs_hook=members)
    except json.JSONDecodeError as error:
        raise ConfigError(
            f"{name} is not valid JSON: {error.msg.lower()} at line {error.lineno}, "
            f"column {error.colno}."
        ) from error
    except RecursionError as error:
        raise ConfigError(f"{name} is nested too deeply to be a character.") from error
    except ValueError as error:
        raise ConfigError(f"{name} holds a number that is too long to read.") from error


def _mended(value: Any, warnings: list[str], depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise ConfigError(f"The file is nested more than {MAX_DEPTH} levels deep.")
    if isinstance(value, dict):
        return {
            _whole(key, warnings): _mended(item, warnings, depth + 1) for key, item in value.items()
        }
    if isinstance(value, list):
        return [_mended(item, warnings, depth + 1) for item in value]
    if isinstance(value, str):
        return _whole(value, warnings)
    if isinstance(value, float) and not math.isfinite(value):
        warnings.append("A number that JSON does not know (NaN or infinite) was left empty.")
        return None
    return value


def _whole(text: str, warnings: list[str]) -> str:
    """Return the text with its surrogate pairs joined and lone ones replaced."""
    if text.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in text):
        return text
    warnings.append("Broken letters (half of a surrogate pair) were replaced.")
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What importing a file would make of it. Names of secrets only, never a value."""

    file: str
    ok: bool
    format: str = ""
    name: str = ""
    mapped: tuple[str, ...] = ()
    kept_unknown: tuple[str, ...] = ()
    secrets_found: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the report as `familiar character check --json` prints it."""
        return {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in asdict(self).items()
        }


def check_character(path: Path) -> CheckReport:
    """Say what an import would do with a file; writes nothing, and never raises for a bad file."""
    try:
        file = load_character(path)
    except ConfigError as error:
        return CheckReport(file=str(path), ok=False, warnings=(error.text,))
    shape = shape_of(file.document)
    _, secrets = take_secrets(file.document)
    return CheckReport(
        file=str(path),
        ok=True,
        format=shape.form,
        name=file.character.name,
        mapped=shape.mapped,
        kept_unknown=shape.kept,
        secrets_found=tuple(sorted(secrets)),
        warnings=(*file.warnings, *shape.warnings),
    )
