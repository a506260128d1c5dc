"""The stopwatch and notebook of one turn, from which its trace is written."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from app.core.acting import Acted
from app.core.exchange import ModelFinished, ToolSpec
from app.core.memory import RecallResult
from app.core.message import Hit, Usage
from app.core.persona import estimate_tokens
from app.core.ports import ChatModel
from app.core.prompt import BuiltPrompt
from app.core.trace import Trace, TraceHit, TracePart, TraceStep


class TurnRecord:
    """Collects what a turn used. Own CPU is this process and its helpers, without the model."""

    def __init__(self, helpers_cpu_ms: Callable[[], float]) -> None:
        self._helpers_cpu_ms = helpers_cpu_ms
        self._started = time.perf_counter()
        self._cpu = self._cpu_now()
        self._steps: list[TraceStep] = []
        self.model: ChatModel | None = None
        self.recall: RecallResult | None = None
        self.prompt: BuiltPrompt | None = None
        self.tools: tuple[ToolSpec, ...] = ()
        self.acted: list[Acted] = []

    @property
    def hits(self) -> list[Hit]:
        """The recalled memories that went into the prompt."""
        if self.recall is None or self.prompt is None:
            return []
        used = next(part for part in self.prompt.parts if part.name == "recalled").sources
        return list(self.recall.hits[: len(used)])

    def step(self, name: str, started: float) -> None:
        """Note that `name` took from `started` (perf_counter seconds) until now."""
        ms = (time.perf_counter() - started) * 1000
        self._steps.append(TraceStep(name=name, ms=round(ms, 1)))

    def speed(self, finished: ModelFinished) -> float:
        """Return tokens a second from the first token to the last; 0 when nothing was timed."""
        times = {step.name: step.ms for step in self._steps}
        seconds = (times.get("answer", 0.0) - times.get("first token", 0.0)) / 1000
        return finished.usage.completion_tokens / seconds if seconds > 0 else 0.0

    def trace(self, head: Trace, finished: ModelFinished | None) -> Trace:
        """Return `head` completed with what was collected."""
        usage = finished.usage if finished else Usage()
        profile = self.model.profile if self.model else None
        return head.model_copy(
            update={
                "model": profile.label if profile else "",
                "context_tokens": profile.context_tokens if profile else 0,
                "stable_digest": self.prompt.digest if self.prompt else "",
                "parts": self._parts(),
                "hits": self._hits(),
                "steps": self._all_steps(),
                "prompt_tokens": usage.prompt_tokens,
                "completion_tokens": usage.completion_tokens,
                "cached_tokens": usage.cached_tokens,
                "model_calls": usage.model_calls if finished else int(self.prompt is not None),
                "cost_usd": usage.cost_usd,
                "finish": finished.finish.value if finished else "",
                "own_cpu_ms": round(self._cpu_now() - self._cpu, 2),
                "total_ms": round((time.perf_counter() - self._started) * 1000, 1),
                "recall_note": self.recall.note if self.recall else "",
            }
        )

    def _hits(self) -> tuple[TraceHit, ...]:
        """Return what was recalled with its scores, then what actions found, without one."""
        recalled = {hit.memory.id: round(hit.score, 3) for hit in self.hits}
        found = {source: 0.0 for act in self.acted for source in act.sources}
        return tuple(
            TraceHit(memory_id=key, score=score) for key, score in {**found, **recalled}.items()
        )

    def _parts(self) -> tuple[TracePart, ...]:
        """Return the prompt's parts; what was recalled is named once, with its scores."""
        parts = self.prompt.parts if self.prompt else ()
        told = [
            part.model_copy(update={"sources": ()}) if part.name == "recalled" else part
            for part in parts
        ]
        if self.tools:
            tokens = sum(
                estimate_tokens(tool.name + tool.description + json.dumps(dict(tool.schema)))
                for tool in self.tools
            )
            told.append(TracePart(name="actions", tokens=tokens, why="What the agent may do."))
        return tuple(told)

    def _all_steps(self) -> tuple[TraceStep, ...]:
        """Return what was timed, the actions behind it."""
        acts = [
            TraceStep(
                name=act.call.name[:60] + ("" if act.ok else " (not done)"), ms=round(act.ms, 1)
            )
            for act in self.acted
        ]
        return (*self._steps, *acts)

    def _cpu_now(self) -> float:
        return time.process_time() * 1000 + self._helpers_cpu_ms()
