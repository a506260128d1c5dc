"""Rows as the store keeps them, where they are more than a message or a memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class StoredAgent:
    """An agent as the store keeps it; `character` is the file's JSON, whole, without secrets."""

    id: str
    name: str
    character: Mapping[str, Any]
    origin: str
    enabled: bool
    created: datetime


@dataclass(frozen=True, slots=True)
class StoredVersion:
    """A state an agent's character had. `number` counts up from 1, `note` says what made it."""

    number: int
    at: datetime
    note: str
    character: Mapping[str, Any] = field(repr=False)
