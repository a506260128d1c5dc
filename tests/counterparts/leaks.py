"""Looks for planted keys in every file of a home, also packed, encoded and in the database."""

from __future__ import annotations

import base64
import binascii
import io
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from tests.counterparts.cards import SIGNATURE
from tests.counterparts.making import MARKERS

_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}={0,2}")
_MAX_BYTES = 300_000_000
_MAX_DEPTH = 4


def leaks(home: Path) -> Iterator[str]:
    """Yield the place of every planted key that is left below `home`."""
    for file in sorted(home.rglob("*")):
        if MARKERS[0] in str(file).lower():
            yield f"the name of {file}"
        if file.is_file():
            content = file.read_bytes()
            if _found(content):
                yield str(file)
            if content.startswith(b"SQLite format 3"):
                yield from _in_database(file)


def _in_database(file: Path) -> Iterator[str]:
    database = sqlite3.connect(file)
    try:
        names = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in names:
            try:
                rows = database.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - its own names
                for row in rows:
                    cells = (cell for cell in row if isinstance(cell, str | bytes))
                    if any(
                        _found(cell if isinstance(cell, bytes) else cell.encode()) for cell in cells
                    ):
                        yield f"the table {table}, {str(row)[:80]}"
            except sqlite3.DatabaseError:
                continue  # a virtual table whose module is not here; its content has tables
    finally:
        database.close()


def _found(content: bytes) -> bool:
    return any(_holds(layer) for layer in layers(content))


def _holds(content: bytes) -> bool:
    plain = content.lower()
    return any(
        mark.encode(code) in plain
        for mark in MARKERS
        for code in ("ascii", "utf-16-le", "utf-16-be")
    )


def layers(content: bytes, depth: int = 0) -> Iterator[bytes]:
    """Yield the content, and what is packed or encoded within it, a few layers deep."""
    yield content
    if depth == _MAX_DEPTH:
        return
    for inner in _within(content):
        yield from layers(inner, depth + 1)


def _within(content: bytes) -> Iterator[bytes]:
    start = content.find(SIGNATURE)
    if start >= 0:
        yield from _chunks(content[start + len(SIGNATURE) :])
    if b"PK\x05\x06" in content:
        yield from _entries(content)
    if content[:1] == b"\x78":
        yield from _inflated(content)
    for run in _BASE64.finditer(content):
        with_padding = run[0].replace(b"-", b"+").replace(b"_", b"/").rstrip(b"=")
        try:
            yield base64.b64decode(with_padding + b"=" * (-len(with_padding) % 4))
        except binascii.Error:
            continue


def _chunks(content: bytes) -> Iterator[bytes]:
    while len(content) >= 12:
        length = int.from_bytes(content[:4], "big")
        kind, body = content[4:8], content[8 : 8 + length]
        yield body
        if kind in (b"zTXt", b"iTXt", b"iCCP"):
            for place in (match.start() for match in re.finditer(b"\x78[\x01\x5e\x9c\xda]", body)):
                yield from _inflated(body[place:])
        content = content[12 + length :]
    yield content


def _inflated(content: bytes) -> Iterator[bytes]:
    try:
        yield zlib.decompressobj().decompress(content, _MAX_BYTES)
    except zlib.error:
        return


def _entries(content: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive.comment
            for info in archive.infolist():
                yield info.filename.encode("utf-8", "surrogatepass")
                if info.file_size < _MAX_BYTES:
                    yield archive.read(info)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, zlib.error):
        return
