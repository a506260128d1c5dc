"""Messages in, replies out: committed first, deduplicated, one turn at a time per room."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field, replace

import structlog

from app.core.agent import Turn
from app.core.agents import Agents
from app.core.conversations import Conversations
from app.core.errors import AppError, ConfigError, NotFound, NotReady, StoreError
from app.core.events import MessageStored
from app.core.job import Job, Workshop
from app.core.message import (
    MAX_MESSAGE_CHARS,
    Accepted,
    AgentState,
    Failed,
    Incoming,
    Message,
    MessageStatus,
    Speaker,
    TurnEvent,
    Waiting,
)
from app.core.tasks import end, spawn
from app.core.trace import Trace, TraceView

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Room:
    """The queue of one room: `lock` is first come, first served."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0
    active: Job | None = None


@dataclass(slots=True)
class _Live:
    """A turn on its way: its task writes events, its caller reads them."""

    job: Job
    events: asyncio.Queue[TurnEvent | None] = field(default_factory=asyncio.Queue)
    task: asyncio.Task[None] | None = None


class Turns:
    """Takes messages and yields what becomes of them.

    A message is committed before anything answers it. A newer message in a room waits for the
    reply to the older one. Leaving the iteration early stops the reply; what was written is kept
    as incomplete.
    """

    def __init__(self, shop: Workshop, agents: Agents, rooms: Conversations) -> None:
        self._shop = shop
        self._agents = agents
        self._conversations = rooms
        self._rooms: dict[str, _Room] = {}
        self._live: set[asyncio.Task[None]] = set()
        self._at_work: Counter[str] = Counter()
        self._closing = False

    def receive(self, incoming: Incoming) -> AsyncGenerator[TurnEvent, None]:
        """Commit the message, then answer it.

        Yields `Accepted` once it is durable; with `duplicate` nothing follows. Refusals (unknown
        or stopped agent, empty or overlong text) come as `Failed`: an unknown agent's before
        anything is stored, a stopped agent's after the message is.
        """
        return self._guarded(self._receive(incoming))

    def answer(self, message_id: str) -> AsyncGenerator[TurnEvent, None]:
        """Answer a stored message that no reply follows, for instance after a crash."""
        return self._guarded(self._answer(message_id))

    def retry(self, reply_id: str) -> AsyncGenerator[TurnEvent, None]:
        """Write a new reply to the same message; the old one is superseded when it is stored."""
        return self._guarded(self._retry(reply_id))

    def resume(self, reply_id: str) -> AsyncGenerator[TurnEvent, None]:
        """Write on where an incomplete reply broke off; its text grows, its id stays."""
        return self._guarded(self._resume(reply_id))

    def stop(self, room_id: str) -> bool:
        """Stop the reply being written in a room; False when there is none."""
        room = self._rooms.get(room_id)
        if room is None or room.active is None:
            return False
        room.active.stop.set()
        return True

    def busy(self, room_id: str) -> bool:
        """Say whether a reply is being written in a room."""
        room = self._rooms.get(room_id)
        return room is not None and room.active is not None

    async def trace(self, trace_id: str) -> TraceView:
        """Return a turn's trace with its memories looked up. Raises NotFound."""
        body = await self._shop.store.trace(trace_id)
        if body is None:
            raise NotFound("There is no trace of this answer any more.")
        try:
            trace = Trace.unpack(body)
        except ValueError as error:
            raise StoreError("The trace of this answer is damaged.") from error
        rows = await self._shop.store.memories([hit.memory_id for hit in trace.hits])
        found = {row.id: row for row in rows}
        return TraceView(
            trace=trace,
            recalled=tuple((hit, found.get(hit.memory_id)) for hit in trace.hits),
            stable_text=await self._shop.store.text(trace.stable_digest) or "",
        )

    async def close(self) -> None:
        """Stop every reply being written, keep what is there, and take no more messages."""
        self._closing = True
        for room in self._rooms.values():
            if room.active:
                room.active.stop.set()
        if self._live:
            _, late = await asyncio.wait(self._live, timeout=1.5)
            await end(*late)

    async def _guarded(
        self, events: AsyncGenerator[TurnEvent, None]
    ) -> AsyncGenerator[TurnEvent, None]:
        try:
            if self._closing:
                yield Failed(NotReady("Familiar is closing. Send it again after the next start."))
                return
            async for event in events:
                yield event
        except AppError as error:
            yield Failed(error)
        finally:
            await events.aclose()

    async def _receive(self, incoming: Incoming) -> AsyncGenerator[TurnEvent, None]:
        agent = await self._agents.find(incoming.agent)
        text = _checked(incoming.text)
        if incoming.room_id:
            room = await self._conversations.get(incoming.room_id)
        else:
            room = await self._conversations.default_room(agent.id, incoming.source)
        message, new = await self._shop.store.commit_message(
            Message(
                id=incoming.id,
                room_id=room.id,
                agent_id=agent.id,
                speaker=Speaker.USER,
                author_id=incoming.author_id,
                author=incoming.author,
                text=text,
                at=incoming.at,
                source=incoming.source,
                trust=incoming.trust,
            )
        )
        yield Accepted(message, duplicate=not new)
        if not new:
            return
        self._shop.bus.publish(MessageStored(message))
        await self._conversations.name_after(room, text)
        await self._shop.memory.remember(message)
        character = self._agents.must_answer(agent.id)
        async for event in self._queued(Job(message, room, character)):
            yield event

    async def _answer(self, message_id: str) -> AsyncGenerator[TurnEvent, None]:
        async for event in self._queued(await self._job(await self._message(message_id))):
            yield event

    async def _retry(self, reply_id: str) -> AsyncGenerator[TurnEvent, None]:
        reply = await self._message(reply_id)
        job = await self._job(await self._message(reply.reply_to))
        job.replaces = reply.id
        self._shop.windows.forget(job.room.id)
        async for event in self._queued(job):
            yield event

    async def _resume(self, reply_id: str) -> AsyncGenerator[TurnEvent, None]:
        reply = await self._message(reply_id)
        if reply.status != MessageStatus.INCOMPLETE:
            raise ConfigError("This answer is whole; there is nothing to continue.")
        job = await self._job(await self._message(reply.reply_to))
        job.resume = reply
        async for event in self._queued(job):
            yield event

    async def _job(self, message: Message) -> Job:
        character = self._agents.must_answer(message.agent_id)
        return Job(message, await self._conversations.get(message.room_id), character)

    async def _message(self, message_id: str) -> Message:
        message = await self._shop.store.message(message_id) if message_id else None
        if message is None:
            raise NotFound("That message does not exist any more.")
        return message

    async def _queued(self, job: Job) -> AsyncGenerator[TurnEvent, None]:
        live = _Live(job)
        live.task = spawn(self._in_turn(live), "turn")
        self._live.add(live.task)
        live.task.add_done_callback(self._live.discard)
        try:
            while (event := await live.events.get()) is not None:
                yield event
        finally:
            job.stop.set()

    async def _in_turn(self, live: _Live) -> None:
        """Wait for the room, do the turn, and always end the caller's stream."""
        job = live.job
        room = self._rooms.setdefault(job.room.id, _Room())
        ahead = room.waiting + int(room.active is not None)
        if ahead:
            live.events.put_nowait(Waiting(ahead))
        room.waiting += 1
        try:
            async with room.lock:
                room.waiting -= 1
                room.active = job
                try:
                    await self._do(live)
                finally:
                    room.active = None
        except AppError as error:
            live.events.put_nowait(Failed(error, job.trace_id))
        except BaseException as error:
            text = "This was interrupted." if _cancelled(error) else "Something unexpected failed."
            live.events.put_nowait(Failed(NotReady(text, details=repr(error)), job.trace_id))
            raise
        finally:
            live.events.put_nowait(None)
            if not room.waiting and room.active is None:
                self._rooms.pop(job.room.id, None)

    async def _do(self, live: _Live) -> None:
        job = live.job
        if job.stop.is_set():
            raise NotReady("This message was not answered: it was stopped before its turn came.")
        if job.resume is not None:
            fresh = await self._message(job.resume.id)
            job.resume = replace(fresh)
        agent_id = job.message.agent_id
        self._at_work[agent_id] += 1
        self._agents.mark(agent_id, AgentState.BUSY)
        state, reason = AgentState.READY, ""
        try:
            async for event in Turn(self._shop, job).run():
                if isinstance(event, Failed):
                    state, reason = AgentState.ATTENTION, event.error.text
                live.events.put_nowait(event)
        finally:
            self._at_work[agent_id] -= 1
            if not self._at_work[agent_id]:
                self._agents.mark(agent_id, state, reason)


def _cancelled(error: BaseException) -> bool:
    return isinstance(error, asyncio.CancelledError)


def _checked(text: str) -> str:
    """Return the text as it is stored. Raises ConfigError for an empty or overlong one."""
    # A lone surrogate cannot be stored or sent; it is replaced, never a reason to lose a message.
    clean = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "").strip()
    if not clean:
        raise ConfigError("The message is empty.")
    if len(clean) > MAX_MESSAGE_CHARS:
        raise ConfigError(
            f"The message has {len(clean):,} characters; at most {MAX_MESSAGE_CHARS:,} fit. "
            "Send it in parts."
        )
    return clean
