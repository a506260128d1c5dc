"""Keeps keys out of whatever is written down: logs, tracebacks, reports.

Two nets. Every value the keyring ever handed out is masked wherever it stands, also in the forms
other programs write it in (JSON, URL, HTML, base64, hexadecimal). Beyond that, what has the shape
of a known kind of key is masked by pattern. UUIDs, digests and blockchain addresses stay.
"""

from __future__ import annotations

import base64
import html
import json
import re
import threading
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, quote_plus

MASK = "[redacted]"
"""Stands where a key was."""

MIN_INSIDE = 4
"""A shorter value is masked only where it stands alone, else it would blank out half the log."""

MAX_DEPTH = 12
"""Deeper nesting is written as its type: nothing we log is nested further."""

KEY_SHAPES = re.compile(
    r"""
    (?<![A-Za-z0-9])(?:
      sk-(?:ant-|proj-|or-|svcacct-)[A-Za-z0-9_-]{16,}   # Anthropic, OpenAI, OpenRouter
    | sk-(?=[\w-]{0,64}\d | [A-Za-z0-9]{32})[A-Za-z0-9_-]{16,}   # OpenAI, DeepSeek
    | [sr]k_(?:live|test)_[A-Za-z0-9]{16,}           # Stripe
    | (?:gsk_|hf_|r8_|npm_|xai-|pplx-|glpat-|dop_v1_)[A-Za-z0-9_-]{20,}
    | (?:gh[pousr]_[A-Za-z0-9]{30,} | github_pat_\w{30,})
    | (?:xox[abeprs]-|xapp-)[A-Za-z0-9-]{10,}        # Slack
    | (?:AKIA|ASIA|AGPA|AROA)[0-9A-Z]{16}(?![0-9A-Za-z])   # AWS
    | AIza[0-9A-Za-z_-]{35} | ya29\.[0-9A-Za-z_-]{20,}     # Google
    | SG\.[\w-]{16,}\.[\w-]{16,}                     # SendGrid
    | pypi-[A-Za-z0-9_-]{50,}
    | (?:bot)?\d{8,10}:[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])  # Telegram
    | (?:[MNO][A-Za-z\d_-]{23,27}\.[\w-]{6}\.[\w-]{27,} | mfa\.[\w-]{60,})   # Discord
    | (?<![\w-])eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]{8,}   # JSON Web Token
    | 0x[0-9a-fA-F]{64}(?![0-9a-fA-F])               # a private key, as Ethereum writes it
    )
    | -----BEGIN[ A-Z0-9]*PRIVATE\ KEY(?:\ BLOCK)?-----
      .*?(?:-----END[ A-Z0-9]*PRIVATE\ KEY(?:\ BLOCK)?-----|\Z)
    """,
    re.VERBOSE | re.DOTALL,
)
"""What the keys of known services look like, whole or within a text."""

_NAMED = re.compile(
    r"""
    (?P<lead>
      \b(?:bearer|basic)\s+(?=[\w+/.=~-]{12,})(?=\S*\d)
    | (?:api[_-]?key|x-api-key|secret(?:[_-]?key)?|passw(?:or)?d|passphrase|private[_-]?key
        |(?:access|auth|bot|api|refresh|session)[_-]?token|client[_-]?secret)
      ["']?\s*(?:=|:\s?)\s*["']?
    )
    (?P<value>[^\s"',;&)}\]<>]{8,})
    """,
    re.VERBOSE | re.IGNORECASE,
)

_IN_ADDRESS = re.compile(r"""(?<=://)([^\s/:@"']{0,64}):[^\s/@"']+(?=@)""")

_SECRET_FIELD = re.compile(
    r"(?:^|[_\-.])(?:api_?key|secret|passw(?:or)?d|passphrase|private_?key|mnemonic|seed_?phrase"
    r"|authorization|cookie|(?:access|auth|bot|api|refresh)_?token|credentials?)$",
    re.IGNORECASE,
)


class Redactor:
    """Masks keys in texts and nested values. Safe to use from any thread.

    `add` is called by the vault with every value it hands out or takes in; values are held in
    memory only, for as long as the process lives.
    """

    def __init__(self) -> None:
        self._values: set[str] = set()
        self._exact: re.Pattern[str] | None = None
        self._lock = threading.Lock()

    def add(self, value: str) -> None:
        """Mask this value from now on, in every form it may be written in."""
        with self._lock:
            if not value.strip() or value in self._values:
                return
            self._values.add(value)
            whole = {form for known in self._values for form in _forms(known)}
            parts = sorted(whole, key=len, reverse=True)
            self._exact = re.compile("|".join(_guarded(part) for part in parts))

    def text(self, text: str) -> str:
        """Return the text with every known value and every known kind of key masked."""
        if self._exact is not None:
            text = self._exact.sub(MASK, text)
        text = KEY_SHAPES.sub(MASK, text)
        text = _IN_ADDRESS.sub(rf"\1:{MASK}", text)
        return _NAMED.sub(_keep_lead, text)

    def clean(self, value: Any, depth: int = 0) -> Any:
        """Return a JSON-able copy of any value with its keys masked.

        What JSON does not know becomes text. A field whose name says that it holds a key
        (`password`, `api_key`, …) is masked whole.
        """
        if value is None or isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, str):
            return self.text(value)
        if depth >= MAX_DEPTH:
            return f"({type(value).__name__})"
        if isinstance(value, Mapping):
            return {
                self.text(str(key)): MASK
                if isinstance(item, (str, bytes)) and item and _SECRET_FIELD.search(str(key))
                else self.clean(item, depth + 1)
                for key, item in value.items()
            }
        if isinstance(value, (list, tuple, set, frozenset)):
            return [self.clean(item, depth + 1) for item in value]
        return self.text(_described(value))


def _keep_lead(found: re.Match[str]) -> str:
    masked = found["value"].startswith(MASK[:-1])
    return found[0] if masked else found["lead"] + MASK


def _described(value: object) -> str:
    try:
        return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    except Exception as error:  # noqa: BLE001 - a broken __str__ must not keep a line from the log
        return f"({type(value).__name__}: {type(error).__name__})"


def _guarded(form: str) -> str:
    escaped = re.escape(form)
    return escaped if len(form) >= MIN_INSIDE else rf"(?<!\w){escaped}(?!\w)"


def _forms(value: str) -> Iterator[str]:
    """Yield the value as it may stand in a text."""
    yield value
    if len(value) < MIN_INSIDE:
        return
    yield json.dumps(value)[1:-1]
    yield json.dumps(value, ensure_ascii=False)[1:-1]
    yield repr(value)[1:-1]
    yield html.escape(value)
    raw = value.encode("utf-8", "surrogatepass")
    for quoted in (quote(raw), quote(raw, safe=""), quote_plus(raw)):
        yield quoted
        yield re.sub("%[0-9A-F]{2}", lambda found: found[0].lower(), quoted)
    yield raw.hex()
    yield raw.hex().upper()
    if len(raw) >= 8:
        yield from _base64_forms(raw)


def _base64_forms(raw: bytes) -> Iterator[str]:
    """Yield the letters of base64 that depend on `raw` alone, wherever it stands in the input.

    Three bytes make four letters, so there are three alignments; letters that mix with the
    neighbours before and after are left off.
    """
    for before, lead in ((0, 0), (1, 2), (2, 3)):
        whole = (before + len(raw)) * 8 // 6
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            yield encode(b"\0" * before + raw).decode()[lead:whole]
