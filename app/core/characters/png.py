"""Characters in PNG pictures: found in their text chunks, taken out, and put back.

A card is a text chunk named `chara` (V1 and V2) or `ccv3` (V3), base64 of a JSON document. All
other chunks are kept byte for byte. Nothing here decodes the picture itself.
"""

from __future__ import annotations

import binascii
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from app.core.characters import json_text
from app.core.characters.contents import Container, Contents
from app.core.characters.key_search import holds_key
from app.core.characters.tavern_reading import version
from app.core.errors import ConfigError

SIGNATURE = b"\x89PNG\r\n\x1a\n"

MAX_CHUNKS = 10_000
"""A PNG of 30 MB with the usual chunks of 8 KB has half as many."""

MAX_INFLATED = json_text.MAX_BYTES
"""What all compressed texts beside the card may hold together, in bytes."""

_CARDS = (b"ccv3", b"chara")
"""The newer one first: it counts where a picture has both."""

_TEXTS = (b"tEXt", b"zTXt", b"iTXt")
_PIXELS = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT")


@dataclass(frozen=True, slots=True)
class _Chunk:
    """One chunk, whole: `raw` is all of it as it stands in the file, `body` what it holds."""

    kind: bytes
    raw: bytes = field(repr=False)

    @property
    def body(self) -> bytes:
        return self.raw[8:-4]

    @property
    def card(self) -> bytes:
        """The name of the card in it, b"" when it holds none."""
        return _card_in(self.kind, self.raw[8:88])


class _TooLarge(Exception):
    """A compressed text holds more than may be read."""


def fits(content: bytes) -> bool:
    """Say whether these bytes begin as a PNG does."""
    return content.startswith(SIGNATURE)


def plain(content: bytes) -> bool:
    """Say whether these bytes are a PNG from its header to its end, so that a card fits into it."""
    chunks, _ = _chunks(content)
    return fits(content) and _is_whole(chunks) and len(chunks) + len(_CARDS) <= MAX_CHUNKS


def read(content: bytes, name: str) -> Contents:
    """Return the card in a PNG, and the PNG without any card as `rest` and `picture`.

    A picture that is cut off or damaged behind its card gives the character without a picture.
    Texts in which a key stands are left out of `rest`, and so is what follows the picture's end.
    Raises ConfigError, in one sentence that names the file, when there is no card or it cannot be
    read.
    """
    chunks, end = _chunks(content)
    if len(chunks) > MAX_CHUNKS:
        raise ConfigError(f"{name} has more than {MAX_CHUNKS:,} parts, which no picture needs.")
    card = _card(chunks)
    if card is None:
        raise ConfigError(_why_none(content[end:], _is_whole(chunks), name))
    warnings: list[str] = []
    document = json_text.decode(_document(card, name), f"The character in {name}", warnings)
    if not _is_whole(chunks):
        warnings.append("The picture is damaged or cut off, so only the character was taken.")
        return Contents(document, Container.PNG, tuple(warnings))
    if end < len(content):
        warnings.append("What follows the end of the picture is no part of it and was left out.")
    rest = _rest(chunks, warnings)
    told = tuple(dict.fromkeys(warnings))
    return Contents(document, Container.PNG, told, picture=rest, rest=rest)


def write(rest: bytes, document: Mapping[str, Any]) -> bytes:
    """Return a PNG with the document in it: `read` gives both back.

    A V3 card is put in as V2 as well, for programs that know no other. Raises ConfigError when
    `rest` is no PNG.
    """
    if not rest:
        raise ConfigError("A card needs a picture first. Choose one for the agent, then export it.")
    if not plain(rest):
        raise ConfigError("A card is a PNG, and this agent's picture is not. Choose a PNG for it.")
    chunks, _ = _chunks(rest)
    cards = [_made(b"chara", document)]
    if version(document) > 2:
        older = {**document, "spec": "chara_card_v2", "spec_version": "2.0"}
        cards = [_made(b"chara", older), _made(b"ccv3", document)]
    kept = [chunk.raw for chunk in chunks if not chunk.card]
    return b"".join([SIGNATURE, *kept[:-1], *cards, kept[-1]])


def _chunks(content: bytes) -> tuple[list[_Chunk], int]:
    """Return the whole chunks up to `IEND` or the first that is cut off, and where they end.

    Stops after one chunk more than `MAX_CHUNKS`.
    """
    found: list[_Chunk] = []
    at = len(SIGNATURE)
    while len(found) <= MAX_CHUNKS and at + 12 <= len(content):
        end = at + 12 + int.from_bytes(content[at : at + 4])
        if end > len(content):
            break
        found.append(_Chunk(content[at + 4 : at + 8], content[at:end]))
        at = end
        if found[-1].kind == b"IEND":
            break
    return found, at


def _is_whole(chunks: list[_Chunk]) -> bool:
    return bool(chunks) and chunks[0].kind == b"IHDR" and chunks[-1].kind == b"IEND"


def _card_in(kind: bytes, start: bytes) -> bytes:
    keyword = start.partition(b"\0")[0].lower()
    return keyword if kind in _TEXTS and keyword in _CARDS else b""


def _card(chunks: list[_Chunk]) -> _Chunk | None:
    for wanted in _CARDS:
        for chunk in chunks:
            if chunk.card == wanted:
                return chunk
    return None


def _why_none(tail: bytes, whole: bool, name: str) -> str:
    """Return the sentence for a PNG without a card; `tail` is what follows its whole chunks."""
    if _card_in(tail[4:8], tail[8:88]):
        return f"{name} is cut off in the middle of the character in it."
    if not whole:
        return f"{name} is a damaged picture, and there is no character in what is left of it."
    return f"{name} is a picture without a character in it."


def _document(card: _Chunk, name: str) -> bytes:
    """Return the JSON in a card's chunk."""
    if zlib.crc32(card.raw[4:-4]) != int.from_bytes(card.raw[-4:]):
        raise ConfigError(f"The character in {name} is damaged: its checksum is wrong.")
    try:
        value = _value(card, json_text.MAX_BYTES)
        found = _from_base64(value)
    except (zlib.error, EOFError) as error:
        raise ConfigError(f"The character in {name} is damaged: it cannot be unpacked.") from error
    except binascii.Error as error:
        raise ConfigError(f"The character in {name} is damaged: it is not base64.") from error
    except _TooLarge as error:
        raise ConfigError(f"The character in {name} is larger than 5 MB.") from error
    if len(found) > json_text.MAX_BYTES:
        raise ConfigError(f"The character in {name} is larger than 5 MB.")
    return found


def _value(chunk: _Chunk, limit: int) -> bytes:
    """Return what a text chunk says. Raises _TooLarge, zlib.error or EOFError."""
    value = chunk.body.partition(b"\0")[2]
    if chunk.kind == b"tEXt":
        return value
    if chunk.kind == b"zTXt":
        return _inflated(value[1:], limit)
    packed, text = value[:1] == b"\1", value[2:].split(b"\0", 2)[-1]
    return _inflated(text, limit) if packed else text


def _inflated(packed: bytes, limit: int) -> bytes:
    unpacker = zlib.decompressobj()
    found = unpacker.decompress(packed, limit + 1)
    if len(found) > limit:
        raise _TooLarge
    if not unpacker.eof:
        raise EOFError
    return found


def _from_base64(value: bytes) -> bytes:
    """Return the bytes behind base64; a few programs write the JSON itself."""
    packed = b"".join(value.split())
    if packed.startswith((b"{", b"[")):
        return value
    packed = packed.translate(bytes.maketrans(b"-_", b"+/")).rstrip(b"=")
    return binascii.a2b_base64(packed + b"=" * (-len(packed) % 4), strict_mode=True)


def _rest(chunks: list[_Chunk], warnings: list[str]) -> bytes:
    """Return the picture without cards and without texts that give a key away."""
    kept = [SIGNATURE]
    left = MAX_INFLATED
    for chunk in chunks:
        if chunk.card:
            continue
        if chunk.kind not in _PIXELS:
            try:
                value = _value(chunk, left) if chunk.kind in (b"zTXt", b"iTXt") else b""
            except (_TooLarge, zlib.error, EOFError):
                warnings.append("A text beside the picture that cannot be read was left out.")
                continue
            left -= len(value)
            if holds_key(chunk.body) or holds_key(value):
                warnings.append("A text beside the picture that holds a key was left out.")
                continue
        kept.append(chunk.raw)
    return b"".join(kept)


def _made(keyword: bytes, document: Mapping[str, Any]) -> bytes:
    """Return a text chunk with a document in it, as small as JSON goes."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    body = keyword + b"\0" + binascii.b2a_base64(text.encode(), newline=False)
    kind = b"tEXt"
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)
