"""A GGUF model on this computer: the main process's side of the `llama` worker."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import AsyncGenerator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from app.core.errors import NotReady, WorkerError
from app.core.exchange import (
    ChatRequest,
    FinishReason,
    ModelEvent,
    ModelFinished,
    ModelProfile,
    PromptRole,
    TextDelta,
)
from app.core.message import Usage
from app.core.persona import estimate_tokens
from app.core.ports import HealthReport, HealthState
from app.core.worker_process import WorkerSpec
from app.core.workers import Worker

LOAD_S = 600.0
"""Seconds for opening a model: a large one comes from a slow disk."""
SILENT_S = 60.0
"""Seconds without a sign of life, even while reading, before the worker is started anew."""
COUNTS = 2_048
"""Texts whose number of tokens is remembered."""


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A model file and how it is to be run.

    `dry` is the strength of the repetition guard; from `short` tokens on, replies are nudged to end
    (0: never).
    """

    path: Path
    profile: ModelProfile
    bytes_per_token: int = 0
    dry: float = 0.0
    short: int = 0


class LlamaModel:
    """Answers with a local model, one reply at a time; callers wait their turn.

    The worker starts with the first call and rests after `idle_s` seconds without one.
    """

    def __init__(self, file: LocalFile, idle_s: float) -> None:
        self._file = file
        self._turn = asyncio.Lock()
        self._counts: OrderedDict[str, int] = OrderedDict()
        self.worker = Worker(_spec(file, idle_s))

    @property
    def profile(self) -> ModelProfile:
        """What this model can do."""
        return self._file.profile

    @property
    def pid(self) -> int | None:
        """The worker's process id while it runs."""
        return self.worker.pid

    async def stream(self, request: ChatRequest) -> AsyncGenerator[ModelEvent, None]:
        """Yield the reply, then `ModelFinished`. Raises ModelError, ContextTooLong, WorkerError."""
        async with self._turn:
            await self._call("load", LOAD_S)
            frames = self.worker.stream("chat", idle_timeout=SILENT_S, **_params(request))
            try:
                async for item in frames:
                    if text := item.get("text"):
                        yield TextDelta(text)
                    elif "finish" in item:
                        yield self._finished(item)
            except NotReady as error:
                raise WorkerError(error.text, details=error.details) from error
            finally:
                await frames.aclose()

    async def count_tokens(self, text: str) -> int:
        """Return the tokens of `text`: exact while the model is loaded and free, else estimated."""
        if (known := self._counts.get(text)) is not None:
            return known
        if self.worker.pid is None or self._turn.locked():
            return estimate_tokens(text)
        async with self._turn:
            (count,) = await self._call("count", LOAD_S, texts=[text])
        self._counts[text] = int(count)
        while len(self._counts) > COUNTS:
            self._counts.popitem(last=False)
        return int(count)

    async def check(self) -> HealthReport:
        """Report on file and worker without starting anything."""
        if not self._file.path.is_file():
            return HealthReport(
                "model",
                HealthState.DOWN,
                f"The model file {self._file.path.name} is gone.",
                "Choose another model",
            )
        report = self.worker.check()
        return HealthReport("model", report.state, report.reason, report.action)

    async def close(self) -> None:
        """Unload the model; a reply being written ends with WorkerError."""
        await self.worker.stop()

    async def _call(self, method: str, timeout: float, **params: Any) -> Any:
        try:
            return await self.worker.call(method, timeout=timeout, **params)
        except NotReady as error:
            raise WorkerError(error.text, details=error.details) from error

    def _finished(self, item: Mapping[str, Any]) -> ModelFinished:
        usage = Usage(
            prompt_tokens=item["prompt_tokens"],
            completion_tokens=item["completion_tokens"],
            cached_tokens=item["cached_tokens"],
            model_calls=1,
            cost_usd=0.0,
        )
        return ModelFinished(FinishReason(item["finish"]), usage, model=self.profile.name)


def _params(request: ChatRequest) -> dict[str, Any]:
    messages = [{"role": _role(m.role), "text": m.text} for m in request.messages]
    return {
        "conversation": request.conversation,
        "messages": messages,
        "max_tokens": request.max_tokens,
        "sampling": asdict(request.sampling),
        "continue_reply": request.continue_reply,
    }


def _role(role: PromptRole) -> str:
    """A tool's answer is shown as the person's words: local templates differ in what they know."""
    return "user" if role == PromptRole.TOOL else role.value


def _spec(file: LocalFile, idle_s: float) -> WorkerSpec:
    context = file.profile.context_tokens
    megabytes = file.path.stat().st_size / 1e6 if file.path.is_file() else 0.0
    cache = file.bytes_per_token * context / 1e6
    return WorkerSpec(
        name="llama",
        label="local model",
        idle_s=idle_s,
        # The file once mapped and once repacked, the cache, 256 MB of kept conversations, and
        # 2.5 GB of address space (not memory) for Python, its libraries and thread stacks.
        memory_mb=int(2 * megabytes + 2 * cache + 256 + 2_560),
        args={"path": str(file.path), "context": context, "dry": file.dry, "short": file.short},
        env={"OMP_WAIT_POLICY": "passive"},
    )
