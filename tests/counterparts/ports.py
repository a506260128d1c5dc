"""Small real implementations of ports, for tests that are about something else."""

import array
import math
from collections.abc import AsyncGenerator, Callable, Sequence
from datetime import UTC, datetime, timedelta

from app.core.errors import AppError, SecretMissing
from app.core.exchange import (
    ChatRequest,
    FinishReason,
    ModelEvent,
    ModelFinished,
    ModelProfile,
    TextDelta,
)
from app.core.message import Usage
from app.core.ports import HealthReport, HealthState, IndexRow, Vector


class SteppingClock:
    """A clock that moves one second each time it is read."""

    def __init__(self) -> None:
        self.at = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def now(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


class WordEmbedder:
    """Counts words into 64 buckets: texts that share words are near each other."""

    name = "words-64"
    width = 64

    async def embed(self, texts: Sequence[str]) -> list[Vector]:
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> Vector:
        buckets = [0.0] * self.width
        for word in text.lower().split():
            buckets[sum(word.encode()) % self.width] += 1.0
        length = math.sqrt(sum(value * value for value in buckets)) or 1.0
        return array.array("f", [value / length for value in buckets]).tobytes()

    async def check(self) -> HealthReport:
        return HealthReport("recall", HealthState.OK, "It answers.")


class ExactIndex:
    """A vector index by brute force, in this process."""

    def __init__(self, embedder: WordEmbedder | None = None) -> None:
        self.embedder = embedder or WordEmbedder()
        self.rows: dict[str, dict[str, IndexRow]] = {}

    @property
    def life(self) -> int:
        return 1

    async def add(self, agent_id: str, rows: Sequence[IndexRow]) -> None:
        self.rows.setdefault(agent_id, {}).update({row.id: row for row in rows})

    async def search(
        self, agent_id: str, texts: Sequence[str], limit: int, room_id: str = ""
    ) -> list[list[tuple[str, float]]]:
        rows = [row for row in self._of(agent_id) if not room_id or row.room_id == room_id]
        found = []
        for vector in await self.embedder.embed(texts):
            scored = [(row.id, _dot(row.vector, vector)) for row in rows]
            found.append(sorted(scored, key=lambda pair: -pair[1])[:limit])
        return found

    async def remove(self, agent_id: str, ids: Sequence[str]) -> None:
        for gone in ids:
            self.rows.get(agent_id, {}).pop(gone, None)

    async def count(self, agent_id: str) -> int:
        return len(self._of(agent_id))

    async def ids(self, agent_id: str) -> list[str]:
        return [row.id for row in self._of(agent_id)]

    async def nearest(self, agent_id: str, rows: Sequence[IndexRow]) -> list[list[str]]:
        return [[row.id] if row.id in self.rows.get(agent_id, {}) else [] for row in rows]

    async def flush(self) -> None:
        return None

    async def set_aside(self, agent_id: str) -> None:
        await self.drop(agent_id)

    async def drop(self, agent_id: str) -> None:
        self.rows.pop(agent_id, None)

    async def check(self) -> HealthReport:
        return HealthReport("recall", HealthState.OK, "It answers.")

    def _of(self, agent_id: str) -> list[IndexRow]:
        return list(self.rows.get(agent_id, {}).values())


class MemoryVault:
    """Keeps secrets in this process, as the keyring would."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    async def get(self, name: str) -> str:
        if name not in self.values:
            raise SecretMissing(f"There is no key called {name}.")
        return self.values[name]

    async def set(self, name: str, value: str) -> None:
        self.values[name] = value

    async def delete(self, name: str) -> None:
        self.values.pop(name, None)

    async def names(self) -> list[str]:
        return sorted(self.values)

    async def check(self) -> HealthReport:
        return HealthReport("keyring", HealthState.OK, "It answers.")


def _dot(one: Vector, other: Vector) -> float:
    return sum(a * b for a, b in zip(array.array("f", one), array.array("f", other), strict=True))


Script = Callable[[ChatRequest], Sequence[ModelEvent | AppError | Callable[[], object]]]


class ScriptedModel:
    """A model that answers what its script says, with no delay.

    The script returns events in order; an error is raised; a callable is called, and awaited when
    it returns an awaitable: that is how a test holds a reply open.
    """

    def __init__(self, script: Script | None = None, profile: ModelProfile | None = None) -> None:
        self.script = script or reply("Well said.")
        self.profile = profile or ModelProfile(
            name="scripted", label="Scripted", context_tokens=8192, local=True
        )
        self.requests: list[ChatRequest] = []
        self.closed = 0

    async def stream(self, request: ChatRequest) -> AsyncGenerator[ModelEvent, None]:
        self.requests.append(request)
        try:
            for step in self.script(request):
                if isinstance(step, AppError):
                    raise step
                if isinstance(step, TextDelta | ModelFinished):
                    yield step
                elif hasattr(waited := step(), "__await__"):
                    await waited  # type: ignore[misc]
        finally:
            self.closed += 1

    async def count_tokens(self, text: str) -> int:
        return len(text) // 4 + 1

    async def check(self) -> HealthReport:
        return HealthReport("model", HealthState.OK, "It answers.")

    async def close(self) -> None:
        return None


def finished(finish: FinishReason = FinishReason.STOP) -> ModelFinished:
    return ModelFinished(finish, Usage(prompt_tokens=10, completion_tokens=3, model_calls=1))


def reply(text: str, finish: FinishReason = FinishReason.STOP) -> Script:
    words = [TextDelta(part) for part in text.replace(" ", " \n").split("\n")]
    return lambda _: [*words, finished(finish)]
