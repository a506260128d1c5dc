"""Finds the secrets in a character document, so that they go to the keyring and nowhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from app.core.redaction import KEY_SHAPES

_SECRET_NAME = re.compile(
    r"(?:api_?key|secret|passw(?:or)?d|passphrase|private_?key|mnemonic|seed_?phrase|cookies?"
    r"|credentials?|access_?token|auth_?token|bot_?token|api_?token|bearer|_token|_key|_seed)$"
)
_MAYBE_NAME = re.compile(r"(?:^|_)(?:token|key|auth|seed|jwt|session)$")
_PUBLIC_NAME = re.compile(r"public|max_?tokens?|address(?:es)?$")

_RANDOM = re.compile(r"(?=\S*\d)(?=\S*[A-Za-z])\S{16,}")
"""What a key looks like when its name alone does not decide."""

_WITH_PASSWORD = re.compile(
    r"[a-z][a-z0-9+.-]{0,20}://[^\s/:@]{0,100}:[^\s/@]{1,200}@\S+", re.IGNORECASE
)
"""An address that lets whoever has it in, such as a database's."""

_IN_TEXT = re.compile(
    r"""\b(?P<name>(?:[A-Za-z0-9]{1,30}_){0,8}(?:API_?KEY|SECRET|PASSWORD|PRIVATE_?KEY|MNEMONIC
        |[A-Z]_?TOKEN))\s*[=:]\s*["']?(?P<value>(?=[^\s"']{0,400}\d)[^\s"',;]{8,400})""",
    re.VERBOSE | re.IGNORECASE,
)
"""A line as in an environment file, within a longer text."""

_PHRASE = re.compile(
    r"(?:seed|recovery|mnemonic|secret)[\w ]{0,20}[:=]\s*[\"']?"
    r"(?P<value>(?:[a-z]{3,8}[ ,]+){11,23}[a-z]{3,8})",
    re.IGNORECASE,
)
"""A wallet's words, where the text says that they are."""

REMOVED = "[moved to the keyring]"
"""Stands where a key was found in the middle of a text."""


def take_secrets(document: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the document without its secrets, and the secrets by name. The input is untouched.

    Secrets are: every value under a `secrets` mapping; every value under a key whose name says so
    (`..._API_KEY`, `password`); addresses with a password in them; every known key shape in any
    text or key. The names stay in the document with an empty value, so that it still says what it
    needs; taking twice finds nothing the second time.
    """
    finder = _Finder()
    cleaned = {
        finder.key(str(key), "top"): finder.all_of(item, str(key))
        if key == "secrets"
        else finder.clean(item, str(key))
        for key, item in document.items()
    }
    return cleaned, finder.found


class _Finder:
    """Walks one document; remembers what it took out."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def all_of(self, value: Any, name: str) -> Any:
        """Take every value below; an empty mapping or text stays as it is."""
        if isinstance(value, Mapping):
            return {str(key): self.all_of(item, str(key)) for key, item in value.items()}
        if value in (None, "", [], {}) or isinstance(value, bool):
            return value
        self._keep(name, value if isinstance(value, str) else json.dumps(value))
        return ""

    def clean(self, value: Any, name: str, place: str = "") -> Any:
        """Return the value without the secrets that its names or its texts give away."""
        place = f"{place}_{name}" if place else name
        if isinstance(value, str):
            return self._text(value, name, place)
        if isinstance(value, Mapping | list | int) and (
            _named_secret(name) or (name == "secrets" and isinstance(value, Mapping))
        ):
            return self.all_of(value, name)
        if isinstance(value, Mapping):
            return {
                self.key(str(key), place): self.clean(item, str(key), place)
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [self.clean(item, str(index), place) for index, item in enumerate(value)]
        return value

    def key(self, key: str, place: str) -> str:
        """Return a key without the secret in it, which would stand where nobody looks for one."""
        return KEY_SHAPES.sub(lambda match: self._within(place, match.group()), key)

    def _text(self, value: str, name: str, place: str) -> str:
        plain = value.strip()
        if not plain or plain == REMOVED:
            return value
        whole = KEY_SHAPES.fullmatch(plain) or _WITH_PASSWORD.fullmatch(plain)
        if whole or _named_secret(name) or (_perhaps_secret(name) and _RANDOM.fullmatch(plain)):
            self._keep(place if name.isdigit() else name, plain)
            return ""
        value = KEY_SHAPES.sub(lambda match: self._within(place, match.group()), value)
        value = _WITH_PASSWORD.sub(lambda match: self._within(place, match.group()), value)
        value = _PHRASE.sub(self._phrase, value)
        return _IN_TEXT.sub(self._assigned, value)

    def _phrase(self, match: re.Match[str]) -> str:
        value = match["value"]
        return match.group().replace(value, self._within("SEED_PHRASE", value))

    def _assigned(self, match: re.Match[str]) -> str:
        value = match["value"]
        if value in REMOVED:
            return match.group()
        return match.group().replace(value, self._within(match["name"], value))

    def _within(self, place: str, value: str) -> str:
        self._keep(place, value)
        return REMOVED

    def _keep(self, name: str, value: str) -> None:
        wanted = re.sub(r"\W+", "_", name) or "SECRET"
        number = 2
        name = wanted
        while self.found.get(name, value) != value:
            name = f"{wanted}_{number}"
            number += 1
        self.found[name] = value


def _named_secret(name: str) -> bool:
    plain = _spaced(name)
    return bool(_SECRET_NAME.search(plain)) and not _PUBLIC_NAME.search(plain)


def _perhaps_secret(name: str) -> bool:
    plain = _spaced(name)
    return bool(_MAYBE_NAME.search(plain)) and not _PUBLIC_NAME.search(plain)


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
