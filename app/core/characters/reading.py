"""Reads a character from a file or a folder of any kind we know; bounded, and nothing runs."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.core.characters import charx, folder, json_text, png
from app.core.characters.character import Character
from app.core.characters.contents import Container, Contents
from app.core.characters.forms import parse_character
from app.core.characters.texts import shown
from app.core.errors import ConfigError

MAX_CARD_BYTES = 30_000_000
"""A picture or archive with a character in it may be larger than a text; this is enough."""


@dataclass(frozen=True, slots=True)
class CharacterFile:
    """A character as read: the whole document, its normal form, and what was odd about it.

    `document` still holds its secrets: hand it to `take_secrets` before it is kept anywhere.
    """

    document: dict[str, Any] = field(repr=False)
    character: Character
    warnings: tuple[str, ...]
    container: Container = Container.JSON
    picture: bytes = field(default=b"", repr=False)
    rest: bytes = field(default=b"", repr=False)


def load_character(path: Path) -> CharacterFile:
    """Read a character from a JSON file, a Tavern PNG or CHARX card, or an OpenClaw folder.

    What JSON or Unicode does not allow is mended and said in `warnings`. Nothing outside the file
    or its folder is read. Raises ConfigError, in one sentence, for what is missing, too large,
    damaged, or no character.
    """
    found = _contents(path)
    warnings: list[str] = list(found.warnings)
    document = json_text.mended(found.document, warnings)
    character = parse_character(document)
    return CharacterFile(
        document,
        character,
        tuple(dict.fromkeys(warnings)),
        found.container,
        found.picture,
        found.rest,
    )


def _contents(path: Path) -> Contents:
    if folder.is_part(path):
        return folder.read(path)
    content, name = _bytes(path), shown(path.name)
    if png.fits(content):
        return png.read(content, name)
    if charx.fits(content):
        return charx.read(content, name)
    if len(content) > json_text.MAX_BYTES:
        raise ConfigError(f"{name} is larger than 5 MB, which no character needs.")
    warnings: list[str] = []
    document = json_text.decode(content, name, warnings)
    return Contents(document, Container.JSON, tuple(warnings))


def _bytes(path: Path) -> bytes:
    try:
        with open(path, "rb", opener=_without_waiting) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise ConfigError(f"{shown(path.name)} is no plain file.")
            content = file.read(MAX_CARD_BYTES + 1)
    except FileNotFoundError as error:
        raise ConfigError(f"There is no file {shown(path, 200)}.") from error
    except OSError as error:
        raise ConfigError(f"{shown(path, 200)} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise ConfigError("That is no name of a file.") from error
    if len(content) > MAX_CARD_BYTES:
        raise ConfigError(f"{shown(path.name)} is larger than 30 MB, which no character needs.")
    return content


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe that nobody writes into would hold the program otherwise."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
