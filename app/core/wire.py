"""Frames on a pipe: four bytes of length, then msgpack. Data only: nothing in it is ever run."""

from __future__ import annotations

import struct
from typing import Any, BinaryIO

import msgpack

MAX_FRAME = 256 * 1024 * 1024
"""A longer frame means the other side is broken or hostile (bytes)."""

CALL, CANCEL, ITEM, END, ERROR, READY = range(6)
"""What a frame is. To the worker: CALL [id, method, params], CANCEL [id].
From it: READY [0, pid], ITEM [id, value], END [id, value], ERROR [id, kind, text, details]."""


def write_frame(pipe: BinaryIO, value: object) -> None:
    """Write one frame and flush. Raises OSError or ValueError when the other side is gone."""
    body = msgpack.packb(value, use_bin_type=True)
    pipe.write(struct.pack(">I", len(body)) + body)
    pipe.flush()


def read_frame(pipe: BinaryIO) -> list[Any] | None:
    """Read one frame; None at the end of the pipe or when it was cut in the middle.

    Raises ValueError for a frame that is too long or not msgpack.
    """
    head = pipe.read(4)
    if len(head) < 4:
        return None
    (length,) = struct.unpack(">I", head)
    if length > MAX_FRAME:
        raise ValueError(f"frame of {length} bytes")
    body = pipe.read(length)
    if len(body) < length:
        return None
    value = msgpack.unpackb(body, raw=False, strict_map_key=False)
    if not isinstance(value, list):
        raise ValueError("frame is not a list")  # noqa: TRY004 - a wire error, like the others
    return value
