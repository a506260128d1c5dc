"""What `memory …` means."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.core.commands_chat import public_id, shown_hit
from app.core.commands_params import (
    Items,
    Params,
    agent_of,
    file_of,
    json_lines,
    number_of,
    room_of,
    text_of,
    texts_of,
)
from app.core.errors import ConfigError, NotFound
from app.core.memory import ImportRow
from app.core.message import MAX_MESSAGE_CHARS, Memory, is_uuid, stable_id
from app.core.tasks import end, spawn

if TYPE_CHECKING:
    from app.core.host import Host

QUERIES_AT_ONCE = 32
"""Queries of a batch searched together: they share one call of the embedder and the index."""
MOST_HITS = 1_000
PAGE = 500


async def bring(host: Host, params: Params) -> Items:
    """Add history from `file` to the room `room` of an agent; idempotent by id.

    Yields `{"progress", "of"}` while vectors are made, and at last how many rows were new.
    """
    if not text_of(params, "room"):
        raise ConfigError("Which conversation? Name one with --room; it is made when it is new.")
    agent = await agent_of(host, params)
    rows = [_row(number, value) for number, value in await json_lines(file_of(params))]
    room = await host.rooms.named(agent.id, "import", text_of(params, "room"))
    told: asyncio.Queue[tuple[int, int] | None] = asyncio.Queue()

    def progress(done: int, of: int) -> None:
        told.put_nowait((done, of))

    work = spawn(host.memory.import_rows(agent.id, room.id, rows, progress), "memory-import")
    work.add_done_callback(lambda _: told.put_nowait(None))
    try:
        while (step := await told.get()) is not None:
            yield {"progress": step[0], "of": step[1]}
        new = await work
    finally:
        await end(work)
    yield {
        "agent": agent.name,
        "room": room.name or room.id,
        "rows": len(rows),
        "imported": new,
        "known": len(rows) - new,
    }


async def search(host: Host, params: Params) -> Items:
    """Yield `{"id", "hits"}` for `query`, or for each `{"id", "query"}` of the file `batch`."""
    agent = await agent_of(host, params)
    room = await room_of(host, agent.id, params)
    limit = number_of(params, "limit", 10, MOST_HITS)
    queries = await _queries(params)
    for start in range(0, len(queries), QUERIES_AT_ONCE):
        some = queries[start : start + QUERIES_AT_ONCE]
        found = await host.memory.search(
            agent.id, [query for _, query in some], room.id if room else "", limit
        )
        for (query_id, _), hits in zip(some, found, strict=True):
            yield {"id": query_id, "hits": [shown_hit(hit) for hit in hits]}


async def listing(host: Host, params: Params) -> Items:
    """Yield memories, newest first."""
    agent = await agent_of(host, params)
    room = await room_of(host, agent.id, params)
    left = number_of(params, "limit", 50, 1_000_000)
    before = 0
    while left > 0:
        rows = await host.memory.list(agent.id, room.id if room else "", before, min(left, PAGE))
        for row in rows:
            yield _shown(row)
        if not rows:
            return
        left, before = left - len(rows), rows[-1].seq


async def forget(host: Host, params: Params) -> Items:
    """Remove memories by `ids`, or all of an agent that match `room`, `author` and `source`.

    Yields a receipt: how many rows each place gave up.
    """
    agent = await agent_of(host, params)
    room = await room_of(host, agent.id, params)
    ids = texts_of(params, "ids")
    wanted = {name: text_of(params, name) for name in ("author", "source")}
    if ids:
        chosen = [_internal(agent.id, room.id if room else "", memory_id) for memory_id in ids]
        rows = await host.store.memories(chosen)
        missing = len(set(chosen)) - len(rows)
        if missing or any(row.agent_id != agent.id for row in rows):
            raise NotFound(
                f"{max(missing, 1)} of these are no memories of {agent.name}. Nothing was "
                "forgotten; 'familiar memory list' shows the ids."
            )
    elif room or any(wanted.values()):
        rows = await _matching(host, agent.id, room.id if room else "", _filter(wanted))
    else:
        raise ConfigError("What should be forgotten? Give ids, a room, an author or a source.")
    receipt = await host.memory.forget([row.id for row in rows]) if rows else {}
    yield {"agent": agent.name, "forgotten": len(rows), "removed_from": receipt}


async def _matching(
    host: Host, agent_id: str, room_id: str, wanted: Callable[[Memory], bool]
) -> list[Memory]:
    found: list[Memory] = []
    before = 0
    while rows := await host.memory.list(agent_id, room_id, before, PAGE):
        found += [row for row in rows if wanted(row)]
        before = rows[-1].seq
    return found


def _filter(wanted: dict[str, str]) -> Callable[[Memory], bool]:
    author, source = wanted["author"].casefold(), wanted["source"].casefold()

    def matches(memory: Memory) -> bool:
        return (not author or memory.author.casefold() == author) and (
            not source or memory.source.casefold() == source
        )

    return matches


async def _queries(params: Params) -> list[tuple[str, str]]:
    batch, query = text_of(params, "batch"), text_of(params, "query")
    if bool(batch) == bool(query.strip()):
        raise ConfigError("Give either a question to search for or --batch with a file of them.")
    if query.strip():
        return [("", query)]
    found = []
    for number, value in await json_lines(file_of(params, "batch")):
        question = value.get("query")
        if not isinstance(question, str) or not question.strip():
            raise ConfigError(f"Line {number} has no 'query'.")
        found.append((str(value.get("id", number)), question))
    return found


def _row(number: int, value: dict[str, Any]) -> ImportRow:
    try:
        row = ImportRow.parse(value)
    except ConfigError as error:
        raise ConfigError(f"Line {number}: {error.text}") from error
    if len(row.text) > MAX_MESSAGE_CHARS:
        raise ConfigError(f"Line {number} has more than {MAX_MESSAGE_CHARS:,} characters.")
    return row


def _internal(agent_id: str, room_id: str, given: str) -> str:
    """Return the store's id for one a person gave: imported rows are known by the foreign id."""
    if is_uuid(given) or not room_id:
        return given
    return stable_id("memory", agent_id, room_id, given)


def _shown(memory: Memory) -> dict[str, Any]:
    return {
        "id": public_id(memory),
        "memory": memory.id,
        "author": memory.author,
        "at": memory.at.isoformat(),
        "text": memory.text,
        "source": memory.source,
        "trust": memory.trust.value,
        "kind": memory.kind.value,
        "room": memory.room_id,
    }
