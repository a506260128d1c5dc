"""OpenClaw workspaces on the disk: a folder of Markdown files, read bounded, written whole.

Nothing but the files a workspace has by their names is looked at, and nothing outside the folder.
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from shutil import rmtree
from typing import Any

from app.core.characters import json_text, openclaw
from app.core.characters.contents import Container, Contents
from app.core.characters.markdown_lines import MAX_LINES
from app.core.errors import ConfigError
from app.core.paths import write_whole

MAX_NOTES = 2_000
MAX_TOTAL_BYTES = 20_000_000
MAX_PICTURE_BYTES = 20_000_000

_MAX_ENTRIES = 20_000
"""What a folder of notes may hold besides its notes; more is not looked through."""

_PICTURES = {"avatar.png": b"\x89PNG\r\n\x1a\n", "avatar.jpg": b"\xff\xd8\xff"}

_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
"""Byte order marks of what is not UTF-8, the longer ones first."""


def is_part(path: Path) -> bool:
    """Say whether a path is a folder or, by its name, one of a workspace's files."""
    try:
        return path.name in openclaw.WELL_KNOWN or path.is_dir()
    except (OSError, ValueError):
        return False


def read(path: Path) -> Contents:
    """Read a workspace from its folder or from the path of one of its files.

    The document has the files' texts by their names, the well-known ones first, then the notes as
    `memory/<name>`, then familiar.json. A workspace that says no name gets its folder's there. A
    link that leads outside the folder, and what is no file, is left out with a warning. Raises
    ConfigError, in one or two sentences, when SOUL.md and IDENTITY.md are both missing, when
    something cannot be read, and when it is larger than a character needs.
    """
    try:
        folder = (path if path.is_dir() else path.parent).resolve(strict=True)
    except FileNotFoundError as error:
        raise ConfigError(f"There is no folder {_shown(path.parent)}.") from error
    except (OSError, RuntimeError) as error:
        raise ConfigError(f"The folder of {_shown(path)} cannot be read.") from error
    reader = _Reader(folder)
    document: dict[str, Any] = {}
    for name in (*openclaw.WELL_KNOWN, *reader.notes()):
        content = reader.content(name, json_text.MAX_BYTES)
        if content is not None:
            document[name] = reader.text(name, content)
    if not openclaw.fits(document):
        raise ConfigError(
            f"{_shown(folder)} is no OpenClaw workspace: it has neither SOUL.md nor IDENTITY.md. "
            "Choose a folder with one of them, or a character file."
        )
    extras = reader.extras()
    if extras is not None:
        document[openclaw.EXTRAS] = extras
    if not openclaw.read(document)["name"]:
        document[openclaw.EXTRAS] = {**(extras or {}), "name": folder.name}
    picture = reader.picture()
    return Contents(document, Container.FOLDER, tuple(reader.warnings), picture)


class _Reader:
    """Reads the files of one folder, and remembers what was odd and how much it was."""

    def __init__(self, folder: Path) -> None:
        self.warnings: list[str] = []
        self._folder = folder
        self._left = MAX_TOTAL_BYTES

    def notes(self) -> list[str]:
        """Return the notes' names in order, as `memory/<name>`."""
        memory = self._inside("memory")
        if memory is None or not memory.is_dir():
            return []
        try:
            with os.scandir(memory) as entries:
                names = [entry.name for entry in islice(entries, _MAX_ENTRIES + 1)]
        except OSError as error:
            raise ConfigError(f"memory cannot be read: {error.strerror}.") from error
        notes = sorted(note for note in map("memory/{}".format, names) if openclaw.is_note(note))
        if len(notes) > MAX_NOTES or len(names) > _MAX_ENTRIES:
            raise ConfigError(
                f"memory holds more than {MAX_NOTES:,} notes. Move the older ones elsewhere first."
            )
        return [note for note in notes if self._is_plain(note)]

    def extras(self) -> dict[str, Any] | None:
        """Return what familiar.json holds, None when there is none."""
        content = self.content(openclaw.EXTRAS, json_text.MAX_BYTES)
        if content is None:
            return None
        extras = json_text.decode(content, openclaw.EXTRAS, self.warnings)
        if not isinstance(extras, dict):
            raise ConfigError(f"{openclaw.EXTRAS} is not a JSON object. Mend or remove it.")
        return extras

    def picture(self) -> bytes:
        """Return the first picture there is; b"" when there is none, or none that can be one."""
        for name, start in _PICTURES.items():
            content = self.content(name, MAX_PICTURE_BYTES, warn=True)
            if content is not None and content.startswith(start):
                return content
            if content:
                self.warnings.append(f"{name} is no picture and was left out.")
        return b""

    def content(self, name: str, limit: int, *, warn: bool = False) -> bytes | None:
        """Return a file's bytes, None when there is none to read.

        Raises ConfigError when it is larger than `limit` bytes, with `warn` says so instead.
        """
        path = self._inside(name)
        if path is None:
            return None
        try:
            found = _bytes(path, limit)
        except OSError as error:
            raise ConfigError(f"{name} cannot be read: {error.strerror}.") from error
        if found is None:
            self.warnings.append(f"{name} is no file and was left out.")
        elif len(found) <= limit:
            return found
        elif warn:
            self.warnings.append(f"{name} is larger than {limit // 1_000_000} MB and was left out.")
        else:
            raise ConfigError(
                f"{name} is larger than {limit // 1_000_000} MB, which no character needs."
            )
        return None

    def text(self, name: str, content: bytes) -> str:
        """Return a file's text; what is not UTF-8 is turned into it with a warning."""
        self._left -= len(content)
        if self._left < 0:
            raise ConfigError("The workspace holds more than 20 MB of text, which none needs.")
        encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
        text = content.decode(encoding, "replace")
        if encoding != "utf-8":
            self.warnings.append(f"{name} is {encoding.upper()} and is kept as UTF-8.")
        if "\ufffd" in text and text.encode(errors="replace") != content:
            self.warnings.append(f"{name} is not wholly UTF-8; what was not is replaced.")
        if text.count("\n") > MAX_LINES:
            raise ConfigError(
                f"{name} has more than {MAX_LINES:,} lines, which no character needs."
            )
        return text

    def _is_plain(self, note: str) -> bool:
        try:
            note.encode()
        except UnicodeEncodeError:
            self.warnings.append("A note whose name is not Unicode was left out.")
            return False
        return True

    def _inside(self, name: str) -> Path | None:
        """Return where a name leads within the folder, None when it leads nowhere or outside."""
        path = self._folder / name
        if not os.path.lexists(path):
            return None
        try:
            real = path.resolve(strict=True)
        except (FileNotFoundError, RuntimeError):
            self.warnings.append(f"{name} is a link that leads nowhere and was left out.")
            return None
        except OSError as error:
            raise ConfigError(f"{name} cannot be read: {error.strerror}.") from error
        if real.is_relative_to(self._folder):
            return real
        self.warnings.append(f"{name} is a link that leads outside the folder and was left out.")
        return None


def _bytes(path: Path, limit: int) -> bytes | None:
    """Return up to one byte more than `limit`, None for what is no regular file, which is never
    opened. Raises OSError."""
    if not stat.S_ISREG(path.lstat().st_mode):
        return None
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0)
    # Should the file be exchanged in this moment: no link is followed, nothing blocks.
    flags |= getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        return file.read(limit + 1) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None


def write(document: Mapping[str, Any], target: Path) -> None:
    """Write a workspace to a new or empty folder, all of it or nothing.

    Only the files a workspace has by their names are written, and familiar.json. Raises
    ConfigError when the folder is not empty or is none, OSError when the disk refuses.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise ConfigError(f"{target} is there already and is no folder. Choose another name.")
    if target.exists() and any(target.iterdir()):
        raise ConfigError(f"{target} is not empty. Choose a new or an empty folder.")
    target.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}."))
    try:
        for name, content in _files(document):
            (made / name).parent.mkdir(exist_ok=True)
            write_whole(made / name, content)
        if target.exists():
            target.rmdir()
        made.rename(target)
    except BaseException:
        rmtree(made, ignore_errors=True)
        raise


def _files(document: Mapping[str, Any]) -> Iterator[tuple[str, bytes]]:
    for name, value in document.items():
        if name == openclaw.EXTRAS and isinstance(value, Mapping):
            yield name, json_text.encode(value)
        elif isinstance(value, str) and (name in openclaw.WELL_KNOWN or openclaw.is_note(name)):
            yield name, value.encode("utf-8", "replace")


def _shown(path: Path) -> str:
    return str(path).encode("utf-8", "replace").decode()
