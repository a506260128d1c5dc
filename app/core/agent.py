"""One turn of one agent: recall, prompt, the model's steps, and the reply committed."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator, Collection
from contextlib import aclosing
from dataclasses import replace

import structlog

from app.core.acting import Actor
from app.core.action import ActionContext
from app.core.errors import AppError, IncompleteReply, ModelError
from app.core.events import MessageStored, ModelActivity
from app.core.exchange import (
    ChatRequest,
    FinishReason,
    ModelFinished,
    ModelProfile,
    PromptMessage,
    PromptRole,
)
from app.core.job import Job, Workshop
from app.core.memory import RecallResult
from app.core.message import (
    Delta,
    Failed,
    Finished,
    Hit,
    Message,
    MessageStatus,
    Recalled,
    Speaker,
    Trust,
    TurnEvent,
    Usage,
    new_id,
)
from app.core.ports import ChatModel
from app.core.prompt import Said, build_prompt
from app.core.steps import StepEvent, Steps
from app.core.trace import Trace
from app.core.turn_record import TurnRecord
from app.core.window import advance, said

log = structlog.get_logger(__name__)

CHECKPOINT_S = 2.0
"""A reply being written is stored as incomplete this often, so that a crash keeps its beginning."""

MESSAGE_TOKENS = 20
"""A message rarely has fewer tokens, notes and all: so many rows of history are worth reading."""

STOPPED = "You stopped it."
CRASHED = "Familiar was closed while this was being written."
TOO_LONG = "It reached the longest reply that is set for this model."


class Turn:
    """The doing of one job. `run` yields the events of the turn and ends with exactly one of
    `Finished` or `Failed`; whatever happens, what was written so far is committed."""

    def __init__(self, shop: Workshop, job: Job) -> None:
        self._shop = shop
        self._job = job
        self._record = TurnRecord(shop.helpers_cpu_ms)
        self._finished: ModelFinished | None = None
        self._reply: Message | None = job.resume
        self._stored = job.resume is not None
        self._text = job.resume.text if job.resume else ""
        self._saved_at = time.monotonic()
        self._first_token = False
        self._known: set[str] = set()

    async def run(self) -> AsyncGenerator[TurnEvent, None]:
        """Do the turn. Never raises an AppError: it becomes `Failed`, or an incomplete reply."""
        try:
            model = self._record.model = await self._shop.models.current()
            request = await self._prepare(model)
            yield Recalled(len(self._record.hits), self._job.trace_id)
            actor = self._actor(model)
            self._record.tools = actor.tools if actor else ()
            async for event in self._write(Steps(model, request, actor, self._job.stop)):
                yield event
            reply = await self._conclude()
        except AppError as error:
            yield await self._broke_off(error)
        else:
            yield await self._done(reply)

    async def _prepare(self, model: ChatModel) -> ChatRequest:
        job, shop, profile = self._job, self._shop, model.profile
        window = shop.windows.of(job.room.id)
        history = said(window, await self._before(profile))
        recalled = self._record.recall = await self._remembered(history)
        prompt = self._record.prompt = build_prompt(
            character=job.character,
            profile=profile,
            history=history,
            recalled=recalled.hits,
            message=job.message,
            clock=shop.clock.now().astimezone(),
        )
        advance(window, history, prompt.first, job.message, prompt.rendered)
        if shop.windows.is_new(prompt.digest):
            await shop.store.save_text(prompt.digest, prompt.stable)
        settings = shop.settings.current.model
        messages = prompt.messages
        if job.resume:
            messages = (*messages, PromptMessage(PromptRole.ASSISTANT, job.resume.text))
        sampling = profile.sampling
        if settings.temperature is not None:
            sampling = replace(sampling, temperature=settings.temperature)
        return ChatRequest(
            messages=messages,
            conversation=job.room.id,
            max_tokens=min(settings.max_reply_tokens, profile.reply_tokens),
            sampling=sampling,
            continue_reply=job.resume is not None,
        )

    async def _before(self, profile: ModelProfile) -> list[Message]:
        """Return what was said before the message, with the answers to it.

        An answer may be stored after the message it precedes here: when two messages come quickly,
        the second is committed while the first is still being answered.
        """
        message = self._job.message
        many = 4 + profile.history_tokens // MESSAGE_TOKENS
        rows = await self._shop.store.messages(self._job.room.id, 0, many)
        if rows and message.seq < rows[0].seq:
            return await self._shop.store.messages(self._job.room.id, message.seq, many)
        later = {row.id for row in rows if row.seq >= message.seq and row.speaker == Speaker.USER}
        gone = {*later, self._job.replaces}
        return [row for row in rows if row.id not in gone and row.reply_to not in later]

    async def _remembered(self, history: list[Said]) -> RecallResult:
        started, message = time.perf_counter(), self._job.message
        self._known = {item.message.id for item in history} | {message.id}
        limit = self._shop.settings.current.memory.recall_limit
        result = await self._found(message.text, limit, self._known)
        self._record.step("recall", started)
        return result

    async def _found(self, query: str, limit: int, exclude: Collection[str]) -> RecallResult:
        """Recall what this turn may see: from other rooms only what the owner asks for."""
        message = self._job.message
        room_id = "" if message.trust == Trust.OWNER else self._job.room.id
        return await self._shop.memory.recall(
            message.agent_id, query, limit=limit, room_id=room_id, exclude=exclude
        )

    async def _write(self, steps: Steps) -> AsyncGenerator[StepEvent, None]:
        """Yield text and actions as they come, until the model finishes or `job.stop` is set."""
        started = time.perf_counter()
        try:
            async with aclosing(steps.run()) as events:
                async for event in events:
                    if isinstance(event, Delta):
                        self._grow(event.text, started)
                    yield event
                    await self._checkpoint()
        finally:
            self._finished, self._record.acted = steps.finished, steps.acted
            self._record.step("answer", started)

    def _grow(self, text: str, started: float) -> None:
        if not self._first_token:
            self._record.step("first token", started)
            self._first_token = True
        self._text += text

    def _actor(self, model: ChatModel) -> Actor | None:
        """Return who acts in this turn; None where the model cannot ask for actions."""
        message = self._job.message
        if not self._shop.actions or not model.profile.tools or self._job.resume is not None:
            return None
        told = self._known | {hit.memory.id for hit in self._record.hits}

        async def recall(query: str, limit: int) -> list[Hit]:
            return (await self._found(query, limit, told)).hits

        return Actor(self._shop.actions, ActionContext(message.agent_id, message, recall))

    async def _checkpoint(self) -> None:
        if time.monotonic() - self._saved_at >= CHECKPOINT_S:
            await self._save(MessageStatus.INCOMPLETE, CRASHED)
            self._saved_at = time.monotonic()

    async def _conclude(self) -> Message:
        if self._finished is None:
            if not self._text.strip():
                raise ModelError("You stopped it before the first word.")
            return await self._save(MessageStatus.INCOMPLETE, STOPPED)
        finish = self._finished.finish
        if finish == FinishReason.LENGTH and self._text:
            return await self._save(MessageStatus.INCOMPLETE, TOO_LONG)
        if finish == FinishReason.CONTENT_FILTER:
            raise IncompleteReply("The provider's content filter cut this answer off.")
        if not self._text.strip():
            raise ModelError("The model gave an empty answer. Try again or choose another model.")
        return await self._save(MessageStatus.WHOLE, "")

    async def _save(self, status: MessageStatus, reason: str) -> Message:
        """Commit the reply as it is now: a new row the first time, the same row afterwards."""
        job, shop = self._job, self._shop
        if self._reply is None:
            self._reply = Message(
                id=new_id(),
                room_id=job.room.id,
                agent_id=job.message.agent_id,
                speaker=Speaker.AGENT,
                author_id=job.message.agent_id,
                author=job.character.name,
                text="",
                at=shop.clock.now(),
                source=job.message.source,
                trust=Trust.KNOWN,
                reply_to=job.message.id,
            )
        reply = replace(
            self._reply,
            text=self._text,
            status=status,
            reason=reason,
            trace_id=job.trace_id,
        )
        if self._stored:
            reply = await shop.store.replace_reply(reply)
        else:
            reply, _ = await shop.store.commit_message(reply)
            self._stored = True
            if job.replaces:
                await self._supersede(job.replaces)
        self._reply = reply
        shop.bus.publish(MessageStored(reply))
        return reply

    async def _supersede(self, reply_id: str) -> None:
        await self._shop.store.set_status(reply_id, MessageStatus.SUPERSEDED)
        if old := await self._shop.store.message(reply_id):
            self._shop.bus.publish(MessageStored(old))

    async def _broke_off(self, error: AppError) -> TurnEvent:
        """Keep what was written, as incomplete; without a word written the turn failed."""
        log.warning(
            "turn.failed",
            agent=self._job.character.name,
            trace_id=self._job.trace_id,
            kind=type(error).__name__,
            reason=error.text,
            details=error.details,
        )
        before = self._job.resume.text if self._job.resume else ""
        if self._text.strip() and self._text != before:
            try:
                reply = await self._save(MessageStatus.INCOMPLETE, error.text)
                return await self._done(reply, error)
            except AppError as second:
                error = second
        await self._save_trace(error)
        return Failed(error, self._job.trace_id)

    async def _done(self, reply: Message, error: AppError | None = None) -> Finished:
        await self._shop.memory.remember(reply)
        trace = await self._save_trace(error)
        if self._finished is not None:
            self._shop.bus.publish(ModelActivity(trace.model, self._record.speed(self._finished)))
        usage = self._finished.usage if self._finished else Usage(model_calls=1)
        log.info(
            "turn.finished",
            agent=self._job.character.name,
            trace_id=trace.id,
            status=reply.status.value,
            prompt_tokens=trace.prompt_tokens,
            completion_tokens=trace.completion_tokens,
            total_ms=trace.total_ms,
        )
        return Finished(reply, usage, trace.own_cpu_ms, trace.total_ms)

    async def _save_trace(self, error: AppError | None) -> Trace:
        job = self._job
        trace = self._record.trace(
            Trace(
                id=job.trace_id,
                agent_id=job.message.agent_id,
                room_id=job.room.id,
                message_id=job.message.id,
                at=self._shop.clock.now(),
                reply_id=self._reply.id if self._reply else "",
                error=error.text if error else "",
            ),
            self._finished,
        )
        try:
            await self._shop.store.save_trace(trace.id, trace.room_id, trace.at, trace.pack())
        except AppError as unsaved:
            log.warning("trace.unsaved", trace_id=trace.id, reason=unsaved.text)
        return trace
