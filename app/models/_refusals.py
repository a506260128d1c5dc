"""What a provider's refusal means: from status, headers and body to one of our errors."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from app.core.errors import (
    AppError,
    AuthFailed,
    ContextTooLong,
    ModelError,
    ModelRefused,
    RateLimited,
)

LONGEST_MESSAGE = 300
"""Of a provider's own words, so many letters go into the details."""
BUSY = frozenset({408, 409, 425, 500, 502, 503, 504, 520, 522, 524, 529})
"""Statuses that pass by themselves; 529 is Anthropic's word for overloaded."""

_TOO_LONG = re.compile(
    r"context[ _](length|window|size)|maximum context|prompt is too long|too many tokens"
    r"|exceeds? the (available|maximum) (context|tokens?)|input is too long",
    re.IGNORECASE,
)
_CONTENT = re.compile(r"content[ _](policy|filter)|content management policy", re.IGNORECASE)
_KEYLIKE = re.compile(r"[A-Za-z0-9_\-*.]{12,}")
"""What may be a key, or a masked one: providers quote the key they refuse."""


class Transient(Exception):
    """`error` may pass by itself; `after` is the pause the provider asked for, in seconds."""

    def __init__(self, error: AppError, after: float | None = None) -> None:
        super().__init__(error.text)
        self.error = error
        self.after = after


class BadRequest(ModelError):
    """The provider refused the form of the request; `said` is what it said about it."""

    def __init__(self, text: str, said: str) -> None:
        super().__init__(text, details=said)
        self.said = said


def refusal(who: str, status: int, headers: Mapping[str, str], body: str) -> Exception:
    """Return the error for an answer that is not 200: a Transient or an AppError."""
    said, code = _said(body)
    if status in {401, 403}:
        return AuthFailed(f"{who} refused the key. Check it in the settings.")
    if status == 429:
        return _limited(who, headers, said, code)
    if status == 500 and "tools param" in said:
        # llama.cpp's server without --jinja says so of a request that it will never take.
        return _permanent(who, 400, said, code)
    if status in BUSY:
        return Transient(
            ModelError(
                f"{who} has a problem of its own ({status}). Try again later.", details=said
            ),
            retry_after(headers),
        )
    if status == 402:
        return _no_credit(who, said)
    return _permanent(who, status, said, code)


def stream_refusal(who: str, error: object) -> Exception:
    """Return the error for one that arrives inside a stream that began well."""
    said, code = _said(json.dumps({"error": error}))
    if "overloaded" in code or "rate_limit" in code:
        return Transient(RateLimited(f"{who} is overloaded. Try again later.", details=said))
    if _TOO_LONG.search(f"{code} {said}"):
        return _too_long(who, said)
    if _CONTENT.search(f"{code} {said}"):
        return ModelRefused(f"{who} refuses to answer this.", details=said)
    return Transient(ModelError(f"{who} reported an error in its answer.", details=said))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Return the seconds of a Retry-After header, as a number or a date; None without one."""
    value = headers.get("Retry-After", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds()
        except (ValueError, TypeError):
            return None
    return max(seconds, 0.0) if seconds < float("inf") else None


def _limited(who: str, headers: Mapping[str, str], said: str, code: str) -> Exception:
    if "insufficient_quota" in code:
        return _no_credit(who, said)
    after = retry_after(headers)
    wait = f" Try again in {after:.0f} seconds." if after else " Try again in a while."
    return Transient(
        RateLimited(f"{who} asks to slow down.{wait}", retry_after=after, details=said), after
    )


def _no_credit(who: str, said: str) -> ModelError:
    return ModelError(f"The account at {who} has no credit left.", details=said)


def _too_long(who: str, said: str) -> ContextTooLong:
    return ContextTooLong(
        f"This conversation is too long for the model at {who}. Start a new one or choose a model "
        "that reads more.",
        details=said,
    )


def _permanent(who: str, status: int, said: str, code: str) -> AppError:
    if status in {400, 413, 422} and _TOO_LONG.search(f"{code} {said}"):
        return _too_long(who, said)
    if status == 400 and _CONTENT.search(f"{code} {said}"):
        return ModelRefused(f"{who} refuses to answer this.", details=said)
    if status == 404:
        return ModelError(
            f"{who} does not know this model or address. Check both in the settings.", details=said
        )
    if 300 <= status < 400:
        return ModelError(f"{who} has moved. Ask for its new address.", details=str(status))
    return BadRequest(f"{who} did not accept the request ({status}).", said)


def _said(body: str) -> tuple[str, str]:
    """Return the provider's message and code, without anything that may be a key."""
    try:
        found: Any = json.loads(body)
    except (ValueError, RecursionError):
        return "", ""
    error = found.get("error", found) if isinstance(found, dict) else found
    if isinstance(error, str):
        return _clean(error), ""
    if not isinstance(error, dict):
        return "", ""
    code = f"{error.get('code') or ''} {error.get('type') or ''}"
    return _clean(str(error.get("message") or "")), code[:200]


def _clean(message: str) -> str:
    """Cut a provider's message and blank long words with digits or stars: they may be a key."""

    def blank(word: re.Match[str]) -> str:
        text = word.group()
        return "[…]" if re.search(r"[0-9*]", text) and not re.fullmatch(r"[0-9.]+", text) else text

    return _KEYLIKE.sub(blank, message)[:LONGEST_MESSAGE]
