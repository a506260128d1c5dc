"""What a turn is given: the job to do, and the workshop every agent works in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from app.core.action import Action
from app.core.characters.character import Character
from app.core.events import Bus
from app.core.memory import MemoryService
from app.core.message import Message, Room, new_id
from app.core.models import ModelDesk
from app.core.ports import Clock, Store
from app.core.settings import SettingsStore
from app.core.window import Windows


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every agent works with, made once by the host."""

    store: Store
    memory: MemoryService
    models: ModelDesk
    settings: SettingsStore
    bus: Bus
    clock: Clock
    windows: Windows
    helpers_cpu_ms: Callable[[], float]
    """CPU milliseconds that helper processes have used for us so far (not the model's)."""
    actions: tuple[Action, ...] = ()


@dataclass(slots=True)
class Job:
    """One turn to do. `resume` is an incomplete reply to write on; `replaces` one to supersede."""

    message: Message
    room: Room
    character: Character
    resume: Message | None = None
    replaces: str = ""
    stop: asyncio.Event = field(default_factory=asyncio.Event)
    trace_id: str = field(default_factory=new_id)
