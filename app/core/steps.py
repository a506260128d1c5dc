"""The steps of one answer: the model writes, does something, and goes on with what came of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import replace

from app.core.acting import MAX_STEPS, Acted, Actor
from app.core.exchange import (
    ChatRequest,
    FinishReason,
    ModelFinished,
    PromptMessage,
    PromptRole,
    ToolCall,
)
from app.core.message import ActionFinished, ActionStarted, Delta, Usage
from app.core.model_stream import stream_until
from app.core.ports import ChatModel
from app.core.tasks import end, spawn

_CUT_OFF = (FinishReason.LENGTH, FinishReason.CONTENT_FILTER)
"""Ends that may have cut a call in half: it is not run."""

StepEvent = Delta | ActionStarted | ActionFinished


class Steps:
    """Runs a request to its end. `finished` is None while it is not, and when it was stopped; its
    usage is that of all model calls together. `acted` holds what was done, in order."""

    def __init__(
        self, model: ChatModel, request: ChatRequest, actor: Actor | None, stop: asyncio.Event
    ) -> None:
        self._model = model
        self._request = request
        self._actor = actor
        self._stop = stop
        self._written = False
        self._usage = Usage()
        self.finished: ModelFinished | None = None
        self.acted: list[Acted] = []

    async def run(self) -> AsyncGenerator[StepEvent, None]:
        """Yield text as it comes, and what is being done. Raises the model's AppError."""
        request = self._request
        for number in range(MAX_STEPS):
            last = number == MAX_STEPS - 1 or self._actor is None
            tools = self._actor.tools if self._actor is not None and not last else ()
            answer = _Answer(gap=self._written)
            async for delta in self._write(replace(request, tools=tools), answer):
                yield delta
            finished = answer.finished
            if finished is None:
                return
            self._usage = _sum(self._usage, finished.usage)
            finished = replace(finished, usage=self._usage)
            if not tools or not finished.tool_calls or finished.finish in _CUT_OFF:
                self.finished = finished
                return
            results: list[PromptMessage] = []
            async for event in self._act(finished.tool_calls, results):
                yield event
            if self._stop.is_set():
                return
            asked = PromptMessage(PromptRole.ASSISTANT, answer.text, finished.tool_calls)
            request = replace(request, messages=(*request.messages, asked, *results))

    async def _write(self, request: ChatRequest, answer: _Answer) -> AsyncGenerator[Delta, None]:
        async with aclosing(stream_until(self._model, request, self._stop)) as events:
            async for event in events:
                if isinstance(event, ModelFinished):
                    answer.finished = event
                elif event.text:
                    # What is written after an action stands in a paragraph of its own.
                    gap = "\n\n" if answer.gap else ""
                    answer.gap = False
                    answer.text += event.text
                    self._written = True
                    yield Delta(gap + event.text)

    async def _act(
        self, calls: tuple[ToolCall, ...], results: list[PromptMessage]
    ) -> AsyncGenerator[StepEvent, None]:
        """Do the calls in order; each may rest on the one before. Every call gets a result."""
        assert self._actor is not None  # noqa: S101 - only an actor's tools are ever called
        for call in calls:
            yield ActionStarted(call.name, self._actor.doing(call))
            acted = await self._until_stopped(self._actor, call)
            self.acted.append(acted)
            results.append(PromptMessage(PromptRole.TOOL, acted.text, tool_call_id=call.id))
            yield ActionFinished(call.name, acted.ok)
            if self._stop.is_set():
                return

    async def _until_stopped(self, actor: Actor, call: ToolCall) -> Acted:
        started = time.perf_counter()
        work = spawn(actor.run(call), "action")
        stopped = spawn(self._stop.wait(), "action-stop")
        try:
            await asyncio.wait({work, stopped}, return_when=asyncio.FIRST_COMPLETED)
            if work.done():
                return work.result()
            ms = (time.perf_counter() - started) * 1000
            return Acted(call, "It was stopped.", ok=False, ms=ms)
        finally:
            await end(work, stopped)


class _Answer:
    """What one model call wrote. `gap`: there is text before it that it must not run into."""

    def __init__(self, gap: bool) -> None:
        self.gap = gap
        self.text = ""
        self.finished: ModelFinished | None = None


def _sum(one: Usage, other: Usage) -> Usage:
    costs = [usage.cost_usd for usage in (one, other) if usage.model_calls]
    known = all(cost is not None for cost in costs)
    return Usage(
        prompt_tokens=one.prompt_tokens + other.prompt_tokens,
        completion_tokens=one.completion_tokens + other.completion_tokens,
        cached_tokens=one.cached_tokens + other.cached_tokens,
        model_calls=one.model_calls + other.model_calls,
        cost_usd=sum(cost for cost in costs if cost is not None) if costs and known else None,
    )
