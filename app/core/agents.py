"""The agents of this home: which there are, which run, and how they are."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from app.core.characters.character import Character
from app.core.characters.forms import parse_character
from app.core.errors import AppError, ConfigError, NotFound, NotReady
from app.core.events import AgentChanged, Bus
from app.core.message import AgentState, new_id
from app.core.persona import filled
from app.core.ports import Clock, Store
from app.core.shelf import Shelf
from app.core.stored import StoredAgent

log = structlog.get_logger(__name__)

SHIPPED = "shipped"
"""The origin of agents that come with the program and are updated with it."""

EDITED = "shipped, edited"
"""The origin of one that the owner has changed: it is not updated any more."""


@dataclass(frozen=True, slots=True)
class AgentInfo:
    """What is shown of an agent. `reason` says why its state is ATTENTION, else it is empty;
    `greeting` is how it opens a conversation, its placeholders filled, where it has such a text."""

    id: str
    name: str
    state: AgentState
    summary: str
    enabled: bool
    origin: str
    picture: Path | None = None
    reason: str = ""
    greeting: str = ""

    @property
    def shipped(self) -> bool:
        """Whether it comes with the program: it can be stopped and changed, not removed."""
        return self.origin in (SHIPPED, EDITED)


class Agents:
    """The directory of agents. `start` and `stop` are remembered across restarts."""

    def __init__(self, store: Store, bus: Bus, clock: Clock, shipped: Path, shelf: Shelf) -> None:
        self._store = store
        self._bus = bus
        self._clock = clock
        self._shipped = shipped
        self._shelf = shelf
        self._as_shipped: dict[str, Mapping[str, Any]] = {}
        self._records: dict[str, StoredAgent] = {}
        self._characters: dict[str, Character] = {}
        self._states: dict[str, AgentState] = {}
        self._reasons: dict[str, str] = {}
        self._paused = False

    @property
    def paused(self) -> bool:
        """True while all agents are paused."""
        return self._paused

    async def load(self) -> None:
        """Read the agents from the store and bring the shipped ones up to date.

        A character that cannot be read does not keep the others away: it shows as needing
        attention with the reason.
        """
        for record in await self._store.agents():
            self._take(record)
        for document in await asyncio.to_thread(_read_all, self._shipped):
            await self._take_shipped(document)

    async def list(self) -> list[AgentInfo]:
        """Return all agents, shipped ones first, then by name."""
        infos = [self._info(record) for record in self._records.values()]
        return sorted(infos, key=lambda info: (not info.shipped, info.name.casefold()))

    async def find(self, name_or_id: str) -> AgentInfo:
        """Return the agent of this id or name, in any case. Raises NotFound with the names."""
        wanted = name_or_id.strip().casefold()
        for record in self._records.values():
            if wanted in (record.id, record.name.casefold()):
                return self._info(record)
        names = ", ".join(sorted(record.name for record in self._records.values())) or "none"
        raise NotFound(f"There is no agent called '{name_or_id}'. There are: {names}.")

    def character(self, agent_id: str) -> Character:
        """Return the agent's character. Raises NotFound, or ConfigError when it is unreadable."""
        if agent_id in self._characters:
            return self._characters[agent_id]
        if agent_id in self._records:
            raise ConfigError(self._reasons.get(agent_id, "This agent's file cannot be read."))
        raise NotFound("That agent does not exist any more.")

    def document(self, agent_id: str) -> Mapping[str, Any]:
        """Return the agent's character as it is kept, in the form it came in. Raises NotFound."""
        return self._record(agent_id).character

    async def add(
        self, document: Mapping[str, Any], origin: str, note: str = "", agent_id: str = ""
    ) -> AgentInfo:
        """Add an agent from a character document without secrets, and start it.

        Without `agent_id` it gets the document's own, unless another agent has that. Raises
        ConfigError when the document is no character, or its name is taken: an agent is never
        overwritten.
        """
        character = await asyncio.to_thread(parse_character, document)
        name = self._free(character, "")
        own = agent_id or character.id
        chosen = new_id() if own in self._records else own
        record = StoredAgent(chosen, name, dict(document), origin, True, self._now())
        await self._store.save_agent(record, record.created, note)
        self._take(record, character)
        self._publish(record.id)
        log.info("agent.added", agent=name)
        return self._info(record)

    async def replace(self, agent_id: str, document: Mapping[str, Any], note: str) -> AgentInfo:
        """Give the agent another character as a new version; its conversations stay.

        Raises ConfigError when the document is no character or another agent has its name.
        """
        old = self._record(agent_id)
        character = await asyncio.to_thread(parse_character, document)
        name = self._free(character, agent_id)
        origin = old.origin
        if old.origin in (SHIPPED, EDITED):
            origin = SHIPPED if document == self._as_shipped.get(agent_id) else EDITED
        record = replace(old, name=name, character=dict(document), origin=origin)
        await self._store.save_agent(record, self._now(), note)
        self._reasons.pop(agent_id, None)
        self._states.pop(agent_id, None)
        self._take(record, character)
        self._publish(agent_id)
        log.info("agent.changed", agent=name, note=note)
        return self._info(record)

    async def remove(self, agent_id: str) -> None:
        """Remove an agent with everything it holds. Shipped agents can only be stopped."""
        record = self._record(agent_id)
        if record.origin in (SHIPPED, EDITED):
            raise ConfigError(f"{record.name} comes with Familiar. It can be stopped, not removed.")
        await self._store.remove_agent(agent_id)
        for place in (self._records, self._characters, self._states, self._reasons):
            place.pop(agent_id, None)
        self._bus.publish(AgentChanged(agent_id, AgentState.STOPPED))

    async def start(self, agent_id: str) -> None:
        """Let the agent answer, now and after the next start of the program."""
        await self._enable(agent_id, True)

    async def stop(self, agent_id: str) -> None:
        """Let the agent rest until it is started again; a reply being written is finished."""
        await self._enable(agent_id, False)

    async def pause_all(self) -> None:
        """Let no agent answer until `resume_all` or the next start of the program."""
        self._paused = True
        self._publish_all()

    async def resume_all(self) -> None:
        """End `pause_all`."""
        self._paused = False
        self._publish_all()

    def must_answer(self, agent_id: str) -> Character:
        """Return the character of an agent that may answer now. Raises NotReady in plain words."""
        record = self._record(agent_id)
        if self._paused:
            raise NotReady("All agents are paused. Resume them from the tray or the Agents pane.")
        if not record.enabled:
            raise NotReady(f"{record.name} is stopped. Start it in the Agents pane.")
        return self.character(agent_id)

    def mark(self, agent_id: str, state: AgentState, reason: str = "") -> None:
        """Record how an agent is doing; the tray and the panes hear of it."""
        if agent_id in self._records and self._states.get(agent_id) != state:
            self._states[agent_id] = state
            self._reasons[agent_id] = reason
            self._publish(agent_id)

    def _free(self, character: Character, agent_id: str) -> str:
        """Return the character's name. Raises ConfigError when another agent has it."""
        name = character.name
        for record in self._records.values():
            if record.name.casefold() == name.casefold() and record.id != agent_id:
                raise ConfigError(
                    f"There is already an agent called {record.name}. Choose another name; nothing "
                    "was overwritten."
                )
        return name

    def _now(self) -> datetime:
        return self._clock.now()

    def _record(self, agent_id: str) -> StoredAgent:
        record = self._records.get(agent_id)
        if record is None:
            raise NotFound("That agent does not exist any more.")
        return record

    def _take(self, record: StoredAgent, character: Character | None = None) -> None:
        self._records[record.id] = record
        try:
            self._characters[record.id] = character or parse_character(record.character)
        except AppError as error:
            self._states[record.id] = AgentState.ATTENTION
            self._reasons[record.id] = error.text

    async def _take_shipped(self, document: Mapping[str, Any]) -> None:
        agent_id = parse_character(document).id
        self._as_shipped[agent_id] = document
        known = self._records.get(agent_id)
        if known is not None and (known.origin != SHIPPED or known.character == document):
            return
        record = StoredAgent(
            id=agent_id,
            name=str(document["name"]),
            character=document,
            origin=SHIPPED,
            enabled=known.enabled if known else True,
            created=known.created if known else self._now(),
        )
        note = "Updated with Familiar" if known else "Came with Familiar"
        await self._store.save_agent(record, self._now(), note)
        self._take(record)

    def _info(self, record: StoredAgent) -> AgentInfo:
        character = self._characters.get(record.id)
        picture = self._shelf.picture(record.id)
        return AgentInfo(
            id=record.id,
            name=record.name,
            state=self._state(record),
            summary=character.bio[0] if character and character.bio else "",
            enabled=record.enabled,
            origin=record.origin,
            picture=picture,
            reason=self._reasons.get(record.id, ""),
            greeting=filled(character.greeting, character, "you") if character else "",
        )

    def _state(self, record: StoredAgent) -> AgentState:
        if not record.enabled or self._paused:
            return AgentState.STOPPED
        return self._states.get(record.id, AgentState.READY)

    async def _enable(self, agent_id: str, enabled: bool) -> None:
        record = self._record(agent_id)
        if record.enabled == enabled:
            return
        changed = replace(record, enabled=enabled)
        await self._store.save_agent(changed)
        self._records[agent_id] = changed
        log.info("agent.started" if enabled else "agent.stopped", agent=record.name)
        self._publish(agent_id)

    def _publish(self, agent_id: str) -> None:
        self._bus.publish(AgentChanged(agent_id, self._state(self._records[agent_id])))

    def _publish_all(self) -> None:
        for agent_id in self._records:
            self._publish(agent_id)


def _read_all(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
