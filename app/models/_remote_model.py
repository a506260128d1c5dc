"""What models behind an address have in common: retries, the last outcome, and closing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator
from contextlib import aclosing

from app.core.errors import AppError
from app.core.exchange import ChatRequest, ModelEvent, ModelProfile
from app.core.persona import estimate_tokens
from app.core.ports import HealthReport
from app.models._http import Wire, with_retries
from app.models._remote import LastOutcome


class RemoteModel(ABC):
    """Fulfils `ChatModel`; a wire format adds `_attempt`, one try at a whole answer."""

    def __init__(self, profile: ModelProfile, wire: Wire) -> None:
        self._profile = profile
        self._wire = wire
        self._last = LastOutcome(wire.who)

    @property
    def profile(self) -> ModelProfile:
        """What this model can do."""
        return self._profile

    async def stream(self, request: ChatRequest) -> AsyncGenerator[ModelEvent, None]:
        """Yield the reply, then `ModelFinished`. Raises AppError in plain words."""
        try:
            async with aclosing(with_retries(lambda: self._attempt(request))) as events:
                async for event in events:
                    yield event
            self._last.good()
        except AppError as error:
            self._last.bad(error)
            raise

    async def count_tokens(self, text: str) -> int:
        """Return an estimate: providers do not tell beforehand, or want a call for it."""
        return estimate_tokens(text)

    async def check(self) -> HealthReport:
        """Report how the last call went; nobody is called."""
        return self._last.report()

    async def close(self) -> None:
        """Close the connections."""
        await self._wire.close()

    @abstractmethod
    def _attempt(self, request: ChatRequest) -> AsyncGenerator[ModelEvent, None]:
        """Yield one try's events; raises `Transient` for what may pass, AppError for the rest."""
