"""The beginning of a GGUF file, read without any engine: what it is called and how long it reads.

Only the first keys are read, within a bound, so that a hostile or broken file costs nothing.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.core.errors import ModelError

MAGIC = b"GGUF"
HEAD_BYTES = 2 * 1024 * 1024
"""No more than this is read; the keys we need stand before the vocabulary."""
MAX_KEYS = 256
MAX_TEXT = 4_096
"""A longer name is not a name (bytes)."""

_NUMBERS = {0: "B", 1: "b", 2: "H", 3: "h", 4: "I", 5: "i", 6: "f", 7: "?", 10: "Q", 11: "q"}
_NUMBERS[12] = "d"
_TEXT, _ARRAY = 8, 9

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class GgufHeader:
    """What the first keys say; 0 and empty where they say nothing. `size` is the file's, bytes."""

    name: str
    architecture: str
    context_tokens: int
    bytes_per_token: int
    size: int


class _Ended(Exception):
    """There is nothing more to read within the bound."""


def read_header(path: Path) -> GgufHeader:
    """Read what the file says about itself. Raises ModelError when it is missing or not GGUF."""
    try:
        with path.open("rb") as file:
            if file.read(4) != MAGIC:
                raise ModelError(
                    f"{path.name} is not a GGUF model file. Choose a file that ends in .gguf."
                )
            values = _values(file)
            size = path.stat().st_size
    except OSError as error:
        raise ModelError(
            f"The model file {path.name} cannot be read: {error.strerror}. Choose another one."
        ) from error
    architecture = str(values.get("general.architecture", ""))
    return GgufHeader(
        name=str(values.get("general.name", "")),
        architecture=architecture,
        context_tokens=_whole(values, f"{architecture}.context_length"),
        bytes_per_token=_cache_bytes(values, architecture),
        size=size,
    )


def _values(file: BinaryIO) -> Mapping[str, Value]:
    found: dict[str, Value] = {}
    try:
        _, _, keys = struct.unpack("<IQQ", _take(file, 20))
        for _ in range(min(keys, MAX_KEYS)):
            key = _text(file)
            (kind,) = struct.unpack("<I", _take(file, 4))
            if kind == _TEXT:
                found[key] = _text(file)
            elif kind in _NUMBERS:
                layout = "<" + _NUMBERS[kind]
                (found[key],) = struct.unpack(layout, _take(file, struct.calcsize(layout)))
            else:
                _pass_array(file, kind)
    except _Ended:
        pass
    return found


def _take(file: BinaryIO, count: int) -> bytes:
    if file.tell() + count > HEAD_BYTES:
        raise _Ended
    taken = file.read(count)
    if len(taken) < count:
        raise _Ended
    return taken


def _text(file: BinaryIO) -> str:
    (length,) = struct.unpack("<Q", _take(file, 8))
    return _take(file, length)[:MAX_TEXT].decode("utf-8", "replace")


def _pass_array(file: BinaryIO, kind: int) -> None:
    """Skip an array; a long one of texts is the vocabulary, behind all we need."""
    if kind != _ARRAY:
        raise _Ended
    inner, count = struct.unpack("<IQ", _take(file, 12))
    if inner == _TEXT and count <= MAX_KEYS:
        for _ in range(count):
            _text(file)
    elif inner in _NUMBERS and count <= HEAD_BYTES:
        _take(file, count * struct.calcsize("<" + _NUMBERS[inner]))
    else:
        raise _Ended


def _whole(values: Mapping[str, Value], key: str) -> int:
    value = values.get(key, 0)
    return max(int(value), 0) if isinstance(value, int) else 0


def _cache_bytes(values: Mapping[str, Value], architecture: str) -> int:
    """Return the bytes one token takes in the engine's cache: keys and values, two bytes each."""
    layers = _whole(values, f"{architecture}.block_count")
    heads = _whole(values, f"{architecture}.attention.head_count")
    wide = _whole(values, f"{architecture}.embedding_length")
    each = _whole(values, f"{architecture}.attention.key_length") or (wide // heads if heads else 0)
    kept = _whole(values, f"{architecture}.attention.head_count_kv") or heads
    return 2 * 2 * layers * kept * each
