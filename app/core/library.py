"""The library of characters: changing them, undoing it, and giving them back without loss.

The store keeps each agent's document in the form it came in, and every version of it; the shelf
keeps what is no text. No secret is ever in either: keys go to the keyring.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from app.core.agents import AgentInfo
from app.core.arrival import Shelves
from app.core.characters.character import FIELDS
from app.core.characters.contents import Container, Target
from app.core.characters.diff import Change, changes
from app.core.characters.eliza_export import to_eliza
from app.core.characters.forms import edited, parse_character
from app.core.characters.saving import container_for, container_of, packed, save
from app.core.characters.secrets import take_secrets
from app.core.errors import AppError, ConfigError, NotFound
from app.core.events import AgentChanged
from app.core.message import new_id
from app.core.stored import StoredVersion

COPIED = "copied"
"""The origin of an agent that was made from another one here."""

BACK_TO = "Back to version "
"""Begins the note of a version that restored an older one; its number follows."""


@dataclass(frozen=True, slots=True)
class Version:
    """One state an agent's character had. `number` counts up from 1; the highest is in force.

    `note` says what made it, in plain words; `changes` what it changed against the one before.
    """

    number: int
    at: datetime
    note: str
    changes: tuple[Change, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export gave: the container it is in, in plain words what moved where, and the bytes
    when they were not written to a file."""

    container: Container
    notes: tuple[str, ...] = ()
    body: bytes = field(default=b"", repr=False)


class Library:
    """What a person does with characters. Every change is kept as a version that can be undone."""

    def __init__(self, shelves: Shelves) -> None:
        self._in = shelves

    async def export(
        self, agent_id: str, target: Target = Target.ORIGINAL, path: Path | None = None
    ) -> Exported:
        """Write an agent's character to a new file or folder; without a path, return its text.

        The file's name decides the container where the form leaves a choice. Keys are never in
        it. Raises ConfigError when the path is there already or cannot hold this form, StoreError
        when the disk refuses.
        """
        document: Mapping[str, Any] = self._in.agents.document(agent_id)
        rests = await asyncio.to_thread(self._in.shelf.rests, agent_id)
        notes: tuple[str, ...] = ()
        if target is Target.ELIZA:
            document, notes = to_eliza(document, agent_id)
        usual = container_for(document, rests)
        if path is None:
            return Exported(Container.JSON, notes, packed(document, Container.JSON, rests))
        container = container_of(path, usual)
        await asyncio.to_thread(save, document, container, rests, path)
        return Exported(container, notes)

    async def container(self, agent_id: str) -> Container:
        """Return what an export of this agent is by itself: the container it came in."""
        rests = await asyncio.to_thread(self._in.shelf.rests, agent_id)
        return container_for(self._in.agents.document(agent_id), rests)

    async def edit(self, agent_id: str, values: Mapping[str, Any]) -> AgentInfo:
        """Change some of the fields in `FIELDS` (values as in `Character`); one new version.

        Raises ConfigError for an unknown field, a bad or taken name, and for a key typed into a
        field: it says where keys belong.
        """
        unknown = sorted(set(values) - set(FIELDS))
        if unknown:
            raise ConfigError(f"A character has no field called {', '.join(unknown)}.")
        async with self._in.lock:
            old = self._in.agents.document(agent_id)
            document, secrets = await asyncio.to_thread(_edited, old, values)
            if secrets:
                raise ConfigError(
                    f"There is a key in the text ({', '.join(sorted(secrets))}). Keys are kept in "
                    "the keyring alone: store it in the settings under Keys, and take it out here."
                )
            if document == old:
                return await self._in.agents.find(agent_id)
            return await self._change(agent_id, document, "Edited")

    async def duplicate(self, agent_id: str, name: str = "") -> AgentInfo:
        """Make another agent of the same character, without its conversations.

        Raises ConfigError when the name is taken; without one, a free one is found.
        """
        async with self._in.lock:
            info = await self._in.agents.find(agent_id)
            chosen = name or await self._in.free_name(info.name)
            document = edited(self._in.agents.document(agent_id), {"name": chosen})
            made = new_id()
            await asyncio.to_thread(self._in.shelf.copy, agent_id, made)
            try:
                return await self._in.agents.add(
                    document, COPIED, f"Copied from {info.name}", agent_id=made
                )
            except BaseException:
                await asyncio.to_thread(self._in.shelf.drop, made)
                raise

    async def remove(self, agent_id: str) -> None:
        """Remove an agent with its conversations, memories, versions and picture.

        Its keys stay in the keyring. Raises ConfigError for one that comes with the program.
        """
        async with self._in.lock:
            await self._in.agents.remove(agent_id)
            await self._in.memory.drop_index(agent_id)
            await asyncio.to_thread(self._in.shelf.drop, agent_id)

    async def versions(self, agent_id: str) -> list[Version]:
        """Return the versions of an agent's character, newest first."""
        stored = await self._in.store.versions(agent_id)
        return await asyncio.to_thread(_compared, stored)

    async def restore(self, agent_id: str, number: int) -> AgentInfo:
        """Make an older version the newest one; nothing in between is lost.

        Raises NotFound when there is no such version, ConfigError when its name is taken by now.
        """
        async with self._in.lock:
            stored = await self._in.store.versions(agent_id)
            return await self._restore(agent_id, stored, number)

    async def undo(self, agent_id: str) -> AgentInfo:
        """Go back to the version before the one in force; again and again goes further back.

        Raises ConfigError when there is none.
        """
        async with self._in.lock:
            stored = await self._in.store.versions(agent_id)
            return await self._restore(agent_id, stored, _before(stored))

    async def set_picture(self, agent_id: str, picture: Path | None) -> None:
        """Show a PNG or JPEG file as the agent's picture; None shows its own again.

        Raises ConfigError for a file that is neither, or larger than 20 MB.
        """
        async with self._in.lock:
            await asyncio.to_thread(self._in.shelf.choose, agent_id, picture)
            info = await self._in.agents.find(agent_id)
            self._in.bus.publish(AgentChanged(agent_id, info.state))

    async def _restore(
        self, agent_id: str, stored: Sequence[StoredVersion], number: int
    ) -> AgentInfo:
        wanted = next((version for version in stored if version.number == number), None)
        if wanted is None:
            raise NotFound(f"There is no version {number} of this character any more.")
        newest = stored[0].number + 1
        await asyncio.to_thread(self._in.shelf.carry_over, agent_id, number, newest)
        return await self._change(agent_id, wanted.character, f"{BACK_TO}{number}")

    async def _change(self, agent_id: str, document: Mapping[str, Any], note: str) -> AgentInfo:
        before = await self._in.agents.find(agent_id)
        after = await self._in.agents.replace(agent_id, document, note)
        default = self._in.settings.current.general.default_agent
        if before.name != after.name and default.casefold() == before.name.casefold():
            self._in.settings.change("general", {"default_agent": after.name})
        return after


def _edited(
    document: Mapping[str, Any], values: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, str]]:
    return take_secrets(edited(document, values))


def _before(stored: Sequence[StoredVersion]) -> int:
    """Return the number of the version that an undo goes to."""
    numbers = {version.number: version for version in stored}
    current = stored[0] if stored else None
    while current is not None and current.note.startswith(BACK_TO):
        current = numbers.get(int(current.note.removeprefix(BACK_TO)))
    earlier = [number for number in numbers if current is not None and number < current.number]
    if not earlier:
        raise ConfigError("There is nothing to undo: this is the character as it came.")
    return max(earlier)


def _compared(stored: Sequence[StoredVersion]) -> list[Version]:
    found = []
    for version, older in zip_longest(stored, stored[1:]):
        found.append(
            Version(
                version.number,
                version.at,
                version.note,
                _changed(older, version) if older is not None else (),
            )
        )
    return found


def _changed(older: StoredVersion, newer: StoredVersion) -> tuple[Change, ...]:
    try:
        return changes(parse_character(older.character), parse_character(newer.character))
    except AppError:
        # One of them cannot be read as a character: there is nothing to compare.
        return ()
