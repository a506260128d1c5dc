"""Writes a character down again: in the form and container it came in, or for ElizaOS 1.x."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.core.characters import charx, folder, json_text, openclaw, png, tavern
from app.core.characters.contents import Container
from app.core.errors import ConfigError, StoreError
from app.core.paths import write_whole

_SUFFIXES = {".png": Container.PNG, ".charx": Container.CHARX, ".json": Container.JSON}


def container_for(document: Mapping[str, Any], rests: Mapping[Container, bytes]) -> Container:
    """Return the container a document goes into by itself: the one it came in, where it still can.

    `rests` holds what is kept of the containers it came in.
    """
    if openclaw.fits(document):
        return Container.FOLDER
    if tavern.fits(document):
        return next((kind for kind in (Container.PNG, Container.CHARX) if kind in rests), _JSON)
    return _JSON


_JSON = Container.JSON


def container_of(path: Path, usual: Container) -> Container:
    """Return the container that a file's name asks for, the usual one when it asks for none."""
    return _SUFFIXES.get(path.suffix.lower(), usual)


def save(
    document: Mapping[str, Any], container: Container, rests: Mapping[Container, bytes], path: Path
) -> None:
    """Write a document to a new file or folder.

    Raises ConfigError when the path is there already or the container cannot hold this form,
    StoreError when the disk refuses; nothing is half-written then.
    """
    try:
        if container is Container.FOLDER:
            folder.write(document, path)
            return
        body = packed(document, container, rests)
        if path.exists():
            raise ConfigError(f"{path} is there already. Choose another name; nothing was written.")
        write_whole(path, body)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "that is no name of a file"
        raise StoreError(f"{path} could not be written: {reason}.") from error


def packed(
    document: Mapping[str, Any], container: Container, rests: Mapping[Container, bytes]
) -> bytes:
    """Return a document as the bytes of a file. Raises ConfigError when it cannot be one."""
    if container is Container.FOLDER:
        raise ConfigError("This character is a folder of texts. Export it to a new folder.")
    if container is Container.JSON:
        return json_text.encode(document)
    if not tavern.fits(document):
        raise ConfigError(
            "Only characters in Tavern's form go into a picture or a CHARX file. Export this one "
            "as .json."
        )
    if container is Container.PNG:
        return png.write(rests.get(Container.PNG, b""), document)
    return charx.write(rests.get(Container.CHARX, b""), document)
