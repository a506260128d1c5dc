"""A character on its way in: what it would bring, what the owner chose, what became of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.agents import AgentInfo, Agents
from app.core.character_reader import ReadCharacter
from app.core.characters.character import MAX_NAME_CHARS
from app.core.events import Bus
from app.core.memory import MemoryService
from app.core.ports import Store, Vault
from app.core.settings import SettingsStore
from app.core.shelf import Shelf

if TYPE_CHECKING:
    from app.core.characters.diff import Change
    from app.core.characters.reading import CharacterFile
    from app.core.characters.report import CheckReport


class SecretsTo(StrEnum):
    """What becomes of keys found in a file. `REFUSE`: nothing is imported when there are any."""

    REFUSE = "refuse"
    KEYRING = "keyring"
    LEAVE_OUT = "leave-out"


class SameName(StrEnum):
    """What to do when there is an agent of that name. `REFUSE` says so and changes nothing.

    `KEEP_BOTH` takes the new one in under another name; `REPLACE` makes it a new version of the
    agent that is there, which an undo takes back.
    """

    REFUSE = "refuse"
    KEEP_BOTH = "keep-both"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a file would bring, with nothing kept yet. `file.document` is without its `secrets`.

    `same` is the agent that has this name already, `changes` what replacing it would change,
    `identical` says that it would change nothing at all, and `free_name` is a name nobody has.
    """

    path: Path
    file: CharacterFile
    report: CheckReport
    secrets: Mapping[str, str] = field(default_factory=dict, repr=False)
    same: AgentInfo | None = None
    changes: tuple[Change, ...] = field(default=(), repr=False)
    identical: bool = False
    free_name: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the owner decided about an arrival. `name` is for `KEEP_BOTH`; '' finds a free one."""

    secrets: SecretsTo = SecretsTo.REFUSE
    same_name: SameName = SameName.REFUSE
    name: str = ""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The agent that was made or changed. `stored` are the names its keys have in the keyring,
    `left_out` the names of those that were not kept, `unchanged` says that it was here already."""

    agent: AgentInfo
    stored: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    replaced: bool = False
    unchanged: bool = False


@dataclass(frozen=True, slots=True)
class Shelves:
    """What characters are kept with, made once by the host. `lock`: one change at a time."""

    agents: Agents
    store: Store
    vault: Vault
    memory: MemoryService
    settings: SettingsStore
    shelf: Shelf
    bus: Bus
    read: ReadCharacter
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def named(self, name: str) -> AgentInfo | None:
        """Return the agent of exactly this name, in any case; None when it is free."""
        wanted = name.casefold()
        for info in await self.agents.list():
            if info.name.casefold() == wanted:
                return info
        return None

    async def free_name(self, name: str) -> str:
        """Return the name, or the name with the first number behind it that nobody has."""
        tried, number = name, 2
        while await self.named(tried) is not None:
            tail = f" {number}"
            tried = name[: MAX_NAME_CHARS - len(tail)] + tail
            number += 1
        return tried
