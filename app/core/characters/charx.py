"""Characters in CHARX archives: a ZIP with a `card.json`, its pictures and whatever else.

Some are a JPEG with the archive behind it. Nothing is ever unpacked to a disk.
"""

from __future__ import annotations

import json
import re
import stat
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core.characters import archive, json_text
from app.core.characters.archive import Packed, Unreadable
from app.core.characters.contents import Container, Contents
from app.core.characters.key_search import holds_key
from app.core.characters.texts import one_line
from app.core.errors import ConfigError
from app.core.redaction import KEY_SHAPES

CARD = "card.json"

MAX_UNPACKED = 200_000_000
"""What the files beside the card may hold together, in bytes."""

MAX_PICTURE = 20_000_000

MAX_TEXT = 1_000_000
"""A text up to this many bytes is searched for keys, of other files the beginning and the end."""

EDGE = 32_768
"""How much of the beginning and the end of a picture is searched; its texts stand there."""

MAX_SEARCHED = 40_000_000
"""What may be searched for keys altogether, in bytes."""

MAX_TRIES = 20

_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_JPEG = b"\xff\xd8\xff"
_PICTURE = re.compile(rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff|RIFF.{4}WEBP", re.DOTALL)
_INSIDE = re.compile(r"embed{1,2}ed://(.+)", re.DOTALL)
"""The specification has one d, people write two."""


def fits(content: bytes) -> bool:
    """Say whether these bytes are an archive, or a JPEG with one behind it."""
    return content.startswith(_ZIPS) or (content.startswith(_JPEG) and archive.has_end(content))


def read(content: bytes, name: str) -> Contents:
    """Return the card in an archive, and the archive without it as `rest`.

    Files with names that lead elsewhere, that cannot be unpacked or that hold a key are left out
    of `rest`, and said in `warnings`. Raises ConfigError, in one sentence that names the file,
    when the archive or its card cannot be read or is larger than a character is.
    """
    files, before = archive.read(content, name)
    warnings: list[str] = []
    document = json_text.decode(_card(files, name), f"The {CARD} in {name}", warnings)
    sieve = _Sieve(name)
    front = before if before.startswith(_JPEG) and sieve.passes_before(before) else b""
    kept = [file for file in files if file.name != CARD and sieve.passes(file)]
    return Contents(
        document,
        Container.CHARX,
        (*warnings, *sieve.warnings()),
        picture=_picture(document, kept) or (front if len(front) <= MAX_PICTURE else b""),
        rest=archive.write(kept, front) if kept or front else b"",
    )


def write(rest: bytes, document: Mapping[str, Any]) -> bytes:
    """Return an archive with the document in it: `read` gives both back. `rest` may be empty."""
    files, before = archive.read(rest, "The agent's archive") if rest else ([], b"")
    # Without indentation it is no larger than it was when it came.
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    card = archive.deflated(CARD, text.encode())
    return archive.write([card, *(file for file in files if file.name != CARD)], before)


def _card(files: list[Packed], name: str) -> bytes:
    card = next((file for file in files if file.name == CARD), None)
    if card is None:
        raise ConfigError(f"{name} is an archive without a {CARD} in it, so it is no character.")
    if card.locked:
        raise ConfigError(f"The {CARD} in {name} is cut off or locked with a password.")
    try:
        body = _unpacked(card, json_text.MAX_BYTES)
    except Unreadable as error:
        raise ConfigError(f"The {CARD} in {name} is damaged and cannot be unpacked.") from error
    if body is None:
        raise ConfigError(f"The {CARD} in {name} is larger than 5 MB, which no character needs.")
    return body


def _unpacked(file: Packed, limit: int) -> bytes | None:
    """Return what a file holds, None when that is more than `limit` bytes. Raises Unreadable."""
    found = bytearray()
    for piece in archive.pieces(file):
        found += piece
        if len(found) > limit:
            return None
    return bytes(found)


@dataclass(slots=True)
class _Sieve:
    """Says which files of an archive may be kept, and remembers why the others may not."""

    name: str
    unpacked: int = 0
    searched: int = 0
    seen: set[str] = field(default_factory=set)
    left_out: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def passes(self, file: Packed) -> bool:
        """Say whether to keep a file. Raises ConfigError when all together are too large."""
        reason = self._reason(file)
        if reason:
            self.left_out[reason].append(file.name)
        self.seen.add(file.name)
        return not reason

    def passes_before(self, front: bytes) -> bool:
        """Say whether to keep the picture in front of the archive."""
        if self._holds_key(front[:EDGE] + front[-EDGE:]):
            self.left_out["what holds a key"].append("the picture in front")
            return False
        return True

    def warnings(self) -> Iterator[str]:
        """Yield one sentence for each reason, with a few of the names, and no key in them."""
        for reason, names in self.left_out.items():
            shown = [KEY_SHAPES.sub("…", one_line(name))[:60] for name in names[:3]]
            more = f" and {len(names) - 3} more" if len(names) > 3 else ""
            yield f"Left out of the archive, {reason}: {', '.join(shown)}{more}."

    def _reason(self, file: Packed) -> str:
        if file.name in self.seen:
            return "what stands in it twice"
        if not _is_safe(file):
            return "names that lead elsewhere"
        if self._holds_key(file.name.encode()):
            return "what holds a key"
        try:
            found = self._beginning_and_end(file)
        except Unreadable:
            return "what cannot be unpacked"
        if archive.has_end(found):
            return "an archive in the archive"
        return "what holds a key" if self._holds_key(found) else ""

    def _beginning_and_end(self, file: Packed) -> bytes:
        """Unpack a file, count it, and return what of it is to be searched."""
        start, end, size = bytearray(), b"", 0
        for piece in archive.pieces(file):
            self.unpacked += len(piece)
            if self.unpacked > MAX_UNPACKED:
                raise ConfigError(
                    f"{self.name} unpacks to more than 200 MB, which no character needs."
                )
            size += len(piece)
            start += piece[: max(0, MAX_TEXT - len(start))]
            end = (end + piece)[-EDGE:]
        if size <= 2 * EDGE or (size <= MAX_TEXT and _is_text(start)):
            return bytes(start)
        return bytes(start[:EDGE]) + end

    def _holds_key(self, body: bytes) -> bool:
        self.searched += len(body)
        if self.searched > MAX_SEARCHED:
            raise ConfigError(f"{self.name} holds more text than a character needs.")
        return holds_key(body)


def _is_text(body: bytearray) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_safe(file: Packed) -> bool:
    """Say whether a file's name stays within the archive, and it is a plain file or a folder."""
    name = file.name
    if stat.S_IFMT(file.mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        return False
    if not 0 < len(name) <= 500 or "\\" in name or re.match(r"/|[A-Za-z]:", name):
        return False
    if any(unicodedata.category(letter) in ("Cc", "Cf", "Cs") for letter in name):
        return False
    return ".." not in name.split("/")


def _picture(document: Any, files: list[Packed]) -> bytes:
    """Return the main icon when it is a picture that a window can show, else the next that is."""
    by_name = {file.name: file for file in files}
    for path in _icons(document)[:MAX_TRIES]:
        if path in by_name:
            body = _unpacked(by_name[path], MAX_PICTURE)
            if body and _PICTURE.match(body):
                return body
    return b""


def _icons(document: Any) -> list[str]:
    """Return the places of the card's icons within the archive, the main one first."""
    card = document.get("data") if isinstance(document, Mapping) else None
    assets = card.get("assets") if isinstance(card, Mapping) else None
    found = [
        (asset.get("name") != "main", inside[1])
        for asset in (assets if isinstance(assets, list) else [])
        if isinstance(asset, Mapping) and asset.get("type") == "icon"
        if (inside := _INSIDE.fullmatch(str(asset.get("uri"))))
    ]
    return [path for _, path in sorted(found, key=lambda row: row[0])]
