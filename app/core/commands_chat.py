"""What `chat` and `trace` mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.core.commands_params import Items, Params, agent_of, room_of, text_of
from app.core.errors import AppError, ConfigError, NotFound
from app.core.message import (
    Accepted,
    ActionStarted,
    Delta,
    Failed,
    Finished,
    Hit,
    Incoming,
    Memory,
    Recalled,
    Room,
    Trust,
    Waiting,
)
from app.core.trace import TraceHit, TraceView

if TYPE_CHECKING:
    from app.core.agents import AgentInfo
    from app.core.host import Host

SOURCE = "cli"


async def chat(host: Host, params: Params) -> Items:
    """Send `text` to `agent` in `room` (made on first use; `new` makes another one).

    First `{"accepted", "room_id"}`, then `{"waiting"}`, `{"recalled"}`, `{"action", "doing"}` and
    `{"delta"}` as they come, at last the whole answer. Closing the iteration stops the reply, kept
    as incomplete.
    """
    agent = await agent_of(host, params)
    room = await _room(host, agent.id, params)
    incoming = Incoming(
        agent=agent.id,
        text=text_of(params, "text"),
        room_id=room.id,
        source=SOURCE,
        trust=Trust.OWNER,
    )
    events = host.turns.receive(incoming)
    try:
        async for event in events:
            match event:
                case Accepted():
                    yield {"accepted": event.message.id, "room_id": room.id}
                case Waiting():
                    yield {"waiting": event.ahead}
                case Recalled():
                    yield {"recalled": event.count}
                case ActionStarted():
                    yield {"action": event.name, "doing": event.doing}
                case Delta():
                    yield {"delta": event.text}
                case Failed():
                    raise event.error
                case Finished():
                    yield await _answer(host, agent, room, event)
    finally:
        await events.aclose()


async def stop(host: Host, params: Params) -> Items:
    """Stop the reply being written in the room `room_id`."""
    yield {"stopped": host.turns.stop(text_of(params, "room_id"))}


async def trace(host: Host, params: Params) -> Items:
    """Yield how an answer came about, by the trace's id or its message's."""
    wanted = text_of(params, "id")
    if not wanted:
        raise ConfigError("Which answer? Give the trace's id, as 'chat --json' shows it.")
    try:
        view = await host.turns.trace(wanted)
    except NotFound:
        message = await host.store.message(wanted)
        if message is None or not message.trace_id:
            raise
        view = await host.turns.trace(message.trace_id)
    shown = view.trace.model_dump(mode="json", exclude={"hits"})
    yield {**shown, "sources": _sources(view), "stable_text": view.stable_text}


async def _room(host: Host, agent_id: str, params: Params) -> Room:
    if params.get("new") is True:
        return await host.rooms.create(agent_id, SOURCE)
    try:
        room = await room_of(host, agent_id, params)
    except NotFound:
        return await host.rooms.named(agent_id, SOURCE, text_of(params, "room"))
    return room or await host.rooms.default_room(agent_id, SOURCE)


async def _answer(host: Host, agent: AgentInfo, room: Room, event: Finished) -> dict[str, Any]:
    reply, usage = event.reply, event.usage
    view = await _view(host, reply.trace_id)
    return {
        "text": reply.text,
        "agent": agent.name,
        "room": room.name if room.named_by_person else room.id,
        "model": view.trace.model if view else "",
        "finish": view.trace.finish if view else "",
        "status": reply.status.value,
        "reason": reply.reason,
        "error": view.trace.error if view else "",
        "usage": {
            "prompt_tokens": usage.prompt_tokens,
            "completion_tokens": usage.completion_tokens,
            "cached_tokens": usage.cached_tokens,
            "model_calls": usage.model_calls,
            "cost_usd": usage.cost_usd,
        },
        "timing": {
            "total_ms": round(event.total_ms, 1),
            "own_cpu_ms": round(event.own_cpu_ms, 2),
        },
        "sources": _sources(view) if view else [],
        "trace": reply.trace_id,
        "message": reply.id,
    }


async def _view(host: Host, trace_id: str) -> TraceView | None:
    try:
        return await host.turns.trace(trace_id)
    except AppError:
        # The trace could not be stored (the log says why); the answer itself is whole.
        return None


def _sources(view: TraceView) -> list[dict[str, Any]]:
    return [
        shown_hit(Hit(memory, hit.score)) if memory else _forgotten(hit)
        for hit, memory in view.recalled
    ]


def _forgotten(hit: TraceHit) -> dict[str, Any]:
    return {"id": hit.memory_id, "score": round(hit.score, 4), "forgotten": True}


def public_id(memory: Memory) -> str:
    """Return the id a person knows a memory by: the one it came with when it was imported."""
    return memory.origin_id if memory.source == "import" and memory.origin_id else memory.id


def shown_hit(hit: Hit) -> dict[str, Any]:
    """Return a recalled memory as the command line shows it."""
    memory = hit.memory
    return {
        "id": public_id(memory),
        "score": round(hit.score, 4),
        "author": memory.author,
        "at": memory.at.isoformat(),
        "text": memory.text,
        "memory": memory.id,
    }
