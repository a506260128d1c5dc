"""Finds the secrets in a character document, so that they go to the keyring and nowhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from app.core.redaction import KEY_SHAPES

_SECRET_NAME = re.compile(
    r"(?:api_?key|secret|passw(?:or)?d|passphrase|private_?key|mnemonic|seed_?phrase|cookies?"
    r"|credentials?|access_?token|auth_?token|bot_?token|api_?token|bearer|_token|_key)$"
)
_PUBLIC_NAME = re.compile(r"public|max_?tokens?|address(?:es)?$")

REMOVED = "[moved to the keyring]"
"""Stands where a key was found in the middle of a text."""


def take_secrets(document: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the document without its secrets, and the secrets by name. The input is untouched.

    Secrets are: every value under `settings.secrets` and top-level `secrets`; every text under a
    key whose name says so (`..._API_KEY`, `password`); every known key shape in any text. The
    names stay in the document with an empty value, so that it still says what it needs; taking
    twice finds nothing the second time.
    """
    finder = _Finder()
    cleaned = {
        str(key): finder.all_of(item, str(key))
        if key == "secrets"
        else finder.clean(item, str(key))
        for key, item in document.items()
    }
    settings = document.get("settings")
    if isinstance(settings, Mapping) and "secrets" in settings:
        cleaned["settings"]["secrets"] = finder.all_of(settings["secrets"], "secrets")
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
        if isinstance(value, Mapping):
            return {
                str(key): item
                if str(key) == "secrets" and place == "settings"
                else self.clean(item, str(key), place)
                for key, item in value.items()
            }
        if isinstance(value, list):
            return [self.clean(item, str(index), place) for index, item in enumerate(value)]
        if not isinstance(value, str) or not value.strip():
            return value
        if _named_secret(name) or KEY_SHAPES.fullmatch(value.strip()):
            self._keep(place if name.isdigit() else name, value.strip())
            return ""
        return KEY_SHAPES.sub(lambda match: self._within(place, match.group()), value)

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
    plain = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()
    return bool(_SECRET_NAME.search(plain)) and not _PUBLIC_NAME.search(plain)
