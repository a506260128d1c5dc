"""Files and folders with a character in them, before anybody looks at what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Container(StrEnum):
    """What a character comes in: `FOLDER` is OpenClaw's, the others are files."""

    JSON = "json"
    PNG = "png"
    CHARX = "charx"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a container holds. `picture` is the image to show, as the bytes of an image file.

    `rest` is the container without the character in it: the PNG without its card, the CHARX
    archive without its card; an export puts the card back. Empty for the other two.
    """

    document: Any = field(repr=False)
    container: Container
    warnings: tuple[str, ...] = ()
    picture: bytes = field(default=b"", repr=False)
    rest: bytes = field(default=b"", repr=False)


class Target(StrEnum):
    """What an export is for: `ORIGINAL` is the form it came in, `ELIZA` is ElizaOS 1.x."""

    ORIGINAL = "original"
    ELIZA = "eliza"


def file_name(name: str, container: Container) -> str:
    """Return a name for an export that every system takes."""
    plain = re.sub(r"[^\w-]+", "-", name.casefold()).strip("-_")[:60] or "character"
    return plain if container is Container.FOLDER else f"{plain}.{container.value}"
