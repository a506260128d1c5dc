"""Finds keys in bytes of any kind, also where they are written in a way that hides their shape."""

from __future__ import annotations

import binascii
import re

from app.core.redaction import KEY_SHAPES

_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{24,}")


def holds_key(body: bytes) -> bool:
    """Say whether a key's shape stands in the bytes: as it is, in UTF-16, or once in base64."""
    text = body.decode("latin-1")
    if KEY_SHAPES.search(text):
        return True
    if "\0" in text and KEY_SHAPES.search(text.replace("\0", "")):
        return True
    return any(KEY_SHAPES.search(_decoded(run[0])) for run in _BASE64.finditer(text))


def _decoded(run: str) -> str:
    """Return what a run of base64 letters says, without the few at its end that say no byte."""
    plain = run.replace("-", "+").replace("_", "/")
    whole = plain[: len(plain) // 4 * 4]
    rest = plain[len(whole) :]
    padded = whole + (rest + "=" * (4 - len(rest)) if len(rest) > 1 else "")
    return binascii.a2b_base64(padded).decode("latin-1")
