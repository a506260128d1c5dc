"""ZIP archives, read without believing what they say of themselves, and written reproducibly.

The standard library's reader trusts the numbers in an archive's directory and raises a dozen kinds
of errors. This one reads what characters come in (stored and deflated files, none encrypted),
bounded in every number, keeps the packed bytes as they are, and never writes to a disk.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from app.core.errors import ConfigError

MAX_FILES = 2_000

_END, _ROW, _FILE = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_END_FORM = struct.Struct("<4s4H2LH")
_ROW_FORM = struct.Struct("<4s6H3L5H2L")
_FILE_FORM = struct.Struct("<4s5H3L2H")

_STORED, _DEFLATED = 0, 8
_LOCKED, _UTF8 = 0x1, 0x800
_FIRST_DAY = 0x21
"""1 January 1980: every file we write has this date, so that equal files give equal archives."""

_STEP = 16_384
"""Packed bytes unpacked at once; a bomb makes about a thousand times as much of them."""


class Unreadable(Exception):
    """Raised for a file in an archive that is damaged, locked or packed in an unknown way."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A file in an archive, packed. `mode` is what Unix calls it, 0 when nothing is said.

    `crc` and `size` are what the directory says of it; `pieces` checks them.
    """

    name: str
    method: int
    crc: int
    size: int
    body: bytes = field(repr=False)
    mode: int = 0
    locked: bool = False


def has_end(content: bytes) -> bool:
    """Say whether an archive ends at the end of these bytes."""
    return _end_of(content) >= 0


def read(content: bytes, name: str) -> tuple[list[Packed], bytes]:
    """Return the files in an archive as its directory lists them, and what stands before them.

    Raises ConfigError, in one sentence that begins with `name`, when it is damaged, lists more
    than `MAX_FILES`, or lists the same bytes as several files.
    """
    end = _end_of(content)
    damaged = ConfigError(f"{name} is damaged: it is an archive whose list of files is broken.")
    if end < 0:
        raise damaged
    count, length, start = _END_FORM.unpack_from(content, end)[4:7]
    if count > MAX_FILES:
        raise ConfigError(f"{name} holds more than {MAX_FILES:,} files, which no character needs.")
    # What stands before the archive shifts every place that is written in it.
    shift = end - length - start
    at = first = left = end - length
    if shift < 0:
        raise damaged
    files = []
    for _ in range(count):
        if at + _ROW_FORM.size > end or content[at : at + 4] != _ROW:
            raise damaged
        row = _ROW_FORM.unpack_from(content, at)
        label = content[at + _ROW_FORM.size : at + _ROW_FORM.size + row[10]]
        place = row[16] + shift
        at += _ROW_FORM.size + row[10] + row[11] + row[12]
        first = min(first, place)
        left -= row[8]
        if left < 0:
            raise damaged
        files.append(_packed(content, row, label, place))
    return files, content[:first]


def pieces(file: Packed) -> Iterator[bytes]:
    """Unpack a file piece by piece; stop when it gets too much.

    Raises Unreadable, at the latest after the last piece, when it cannot be unpacked or is not
    what the directory says.
    """
    if file.locked or file.method not in (_STORED, _DEFLATED):
        raise Unreadable
    unpacker = zlib.decompressobj(-15) if file.method == _DEFLATED else None
    crc = size = 0
    for start in range(0, len(file.body), _STEP):
        piece = file.body[start : start + _STEP]
        if unpacker:
            try:
                piece = unpacker.decompress(piece)
            except zlib.error as error:
                raise Unreadable from error
            if unpacker.unused_data:
                raise Unreadable
        crc = zlib.crc32(piece, crc)
        size += len(piece)
        yield piece
    if (unpacker and not unpacker.eof) or (crc, size) != (file.crc, file.size):
        raise Unreadable


def deflated(name: str, body: bytes) -> Packed:
    """Pack a file."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(body) + packer.flush()
    return Packed(name, _DEFLATED, zlib.crc32(body), len(body), packed)


def write(files: Iterable[Packed], before: bytes = b"") -> bytes:
    """Return an archive of these files in their order, behind `before`."""
    parts, rows = [before], []
    at = len(before)
    for file in files:
        label = file.name.encode()
        flags = 0 if file.name.isascii() else _UTF8
        common = (20, flags, file.method, 0, _FIRST_DAY, file.crc, len(file.body), file.size)
        parts += [_FILE_FORM.pack(_FILE, *common, len(label), 0), label, file.body]
        rows += [_ROW_FORM.pack(_ROW, 20, *common, len(label), 0, 0, 0, 0, 0, at), label]
        at += _FILE_FORM.size + len(label) + len(file.body)
    count, length = len(rows) // 2, sum(map(len, rows))
    end = _END_FORM.pack(_END, 0, 0, count, count, length, at, 0)
    return b"".join([*parts, *rows, end])


def _end_of(content: bytes) -> int:
    """Return where the end record stands, -1 when there is none; a comment may follow it."""
    found = content.rfind(_END, max(0, len(content) - _END_FORM.size - 0xFFFF))
    return found if found >= 0 and found + _END_FORM.size <= len(content) else -1


def _packed(content: bytes, row: tuple[int, ...], label: bytes, place: int) -> Packed:
    flags, method, crc, length, size = row[3], row[4], row[7], row[8], row[9]
    start = place + _FILE_FORM.size
    if content[place : place + 4] == _FILE and start <= len(content):
        head = _FILE_FORM.unpack_from(content, place)
        start += head[9] + head[10]
        body = content[start : start + length]
    else:
        body = b""
    # A body that is cut short has another size or checksum than the directory says.
    return Packed(
        name=_name(label, flags),
        method=method,
        crc=crc,
        size=size,
        body=body,
        mode=row[15] >> 16,
        locked=bool(flags & _LOCKED) or len(body) < length,
    )


def _name(label: bytes, flags: int) -> str:
    """Return a file's name; many programs write UTF-8 without saying so."""
    try:
        return label.decode()
    except UnicodeDecodeError:
        return label.decode("utf-8", "replace") if flags & _UTF8 else label.decode("cp437")
