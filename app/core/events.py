"""Facts that travel sideways: whoever cares subscribes, nobody answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from app.core.message import AgentState, Message

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class AgentChanged:
    """An agent was added, removed, started, stopped, or is busy or ready again."""

    agent_id: str
    state: AgentState


@dataclass(frozen=True, slots=True)
class MessageStored:
    """A message (either side) was committed, or its text or status changed."""

    message: Message


@dataclass(frozen=True, slots=True)
class RoomChanged:
    """A room was created, renamed or removed."""

    room_id: str


@dataclass(frozen=True, slots=True)
class HealthChanged:
    """The overall state or the worst item of health changed."""


@dataclass(frozen=True, slots=True)
class SettingsChanged:
    """The settings file was replaced as a whole by a valid new one."""


@dataclass(frozen=True, slots=True)
class ModelActivity:
    """A model finished a reply: its name, where it runs, and its speed in tokens a second."""

    model: str
    tokens_per_second: float


@dataclass(frozen=True, slots=True)
class RaiseWindow:
    """A second start asked for the window."""


Fact = (
    AgentChanged
    | MessageStored
    | RoomChanged
    | HealthChanged
    | SettingsChanged
    | ModelActivity
    | RaiseWindow
)


class Bus:
    """Delivers facts to subscribers, in order, on the caller's thread.

    A subscriber must be quick and must not raise; one that raises is logged and does not keep the
    others from hearing the fact.
    """

    def __init__(self) -> None:
        self._subscribers: list[Callable[[Fact], None]] = []

    def subscribe(self, subscriber: Callable[[Fact], None]) -> Callable[[], None]:
        """Call `subscriber` for every later fact; returns a function that ends it."""
        self._subscribers.append(subscriber)

        def end() -> None:
            if subscriber in self._subscribers:
                self._subscribers.remove(subscriber)

        return end

    def publish(self, fact: Fact) -> None:
        """Hand `fact` to every subscriber before returning."""
        for subscriber in list(self._subscribers):
            try:
                subscriber(fact)
            except Exception:
                log.exception("bus.subscriber_failed", fact=type(fact).__name__)
