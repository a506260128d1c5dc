"""Loads the parts the catalog names: the one place where a name becomes code."""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.core.errors import ConfigError, NotFound


class Kind(StrEnum):
    """What an entry is."""

    WORKER = "worker"
    MODEL = "model"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the catalog. `target` is `module:attribute`, loaded only when it is needed."""

    kind: Kind
    name: str
    target: str
    summary: str


class Registry:
    """Finds entries by kind and name and loads what they point at."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[tuple[Kind, str], Entry] = {}
        for entry in entries:
            key = (entry.kind, entry.name)
            if key in self._entries:
                raise ConfigError(f"There are two parts called {entry.name} of kind {entry.kind}.")
            self._entries[key] = entry

    def names(self, kind: Kind) -> list[str]:
        """Return the names of one kind, in the catalog's order."""
        return [name for found, name in self._entries if found == kind]

    def load(self, kind: Kind, name: str) -> Any:
        """Import the entry's module and return its target. Raises NotFound, ConfigError."""
        entry = self._entries.get((kind, name))
        if entry is None:
            known = ", ".join(self.names(kind)) or "none"
            raise NotFound(f"There is no {kind} called '{name}'. Known are: {known}.")
        module, _, attribute = entry.target.partition(":")
        try:
            return getattr(importlib.import_module(module), attribute)
        except (ImportError, AttributeError) as error:
            raise ConfigError(
                f"The part '{name}' is not usable in this installation.", details=str(error)
            ) from error
