"""Recall of a LoCoMo file's evidence turns, and what it costs, through the MemoryService itself.

usage: python -m bench.recall LOCOMO_JSON

The file (snap-research/LoCoMo, CC BY-NC 4.0) is an input, never part of this repository. Score:
mean over questions of |evidence turns in the top k| / |evidence turns|; one room per conversation.
"""

import asyncio
import datetime as dt
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.core.events import Bus
from app.core.memory import ImportRow, MemoryService
from app.core.message import OWNER_ID, Message, Room, Speaker, new_id, now
from app.core.paths import Paths
from app.core.settings import SettingsStore
from app.core.stored import StoredAgent
from app.core.workers import Worker
from app.store.recall_client import RecallEmbedder, RecallIndex, recall_spec
from app.store.sqlite import SqliteStore

AGENT = "agent"
DEPTHS = (5, 10, 25, 50)


def turns(conversation: dict[str, Any]) -> Iterator[ImportRow]:
    """Yield the turns in order, half a minute apart, pictures as their captions."""
    for number in range(1, 60):
        said = conversation.get(f"session_{number}")
        if said is None:
            continue
        stated = conversation[f"session_{number}_date_time"].strip()
        start = dt.datetime.strptime(stated, "%I:%M %p on %d %B, %Y").replace(tzinfo=dt.UTC)
        for place, turn in enumerate(said):
            caption = turn.get("blip_caption")
            text = turn["text"] + (f" [image: {caption}]" if caption else "")
            at = start + dt.timedelta(seconds=30 * place)
            yield ImportRow(turn["dia_id"], turn["speaker"], text, at)


def questions(conversation: dict[str, Any]) -> Iterator[tuple[str, set[str]]]:
    """Yield each question that has evidence, with the ids of its evidence turns."""
    for item in conversation["qa"]:
        found = re.findall(r"D:?(\d+):(\d+)", " ".join(item.get("evidence", [])))
        if found:
            yield item["question"], {f"D{int(a)}:{int(b)}" for a, b in found}


class Cost:
    """CPU of this process and of the worker, in milliseconds per item."""

    def __init__(self, worker: Worker) -> None:
        self._worker = worker
        self._mark = (time.process_time() * 1000, worker.cpu_ms)

    def per(self, items: int) -> str:
        own = (time.process_time() * 1000 - self._mark[0]) / items
        helper = (self._worker.cpu_ms - self._mark[1]) / items
        return f"{own + helper:.1f} ms CPU ({own:.1f} here, {helper:.1f} in the worker)"


async def score(
    memory: MemoryService, store: SqliteStore, worker: Worker, file: Path
) -> dict[int, float]:
    conversations = json.loads(await asyncio.to_thread(file.read_bytes))
    count = asked = 0
    cost = Cost(worker)
    for number, conversation in enumerate(conversations):
        await store.save_room(Room(f"room-{number}", AGENT, "", "import", now()))
        rows = list(turns(conversation["conversation"]))
        count += await memory.import_rows(AGENT, f"room-{number}", rows)
    print(f"import: {count} turns, {cost.per(count)} a turn")
    totals = dict.fromkeys(DEPTHS, 0.0)
    cost = Cost(worker)
    for number, conversation in enumerate(conversations):
        wanted = list(questions(conversation))
        found = await memory.search(AGENT, [query for query, _ in wanted], f"room-{number}", 50)
        for (_, evidence), hits in zip(wanted, found, strict=True):
            asked += 1
            ids = [hit.memory.origin_id for hit in hits]
            for depth in DEPTHS:
                totals[depth] += len(evidence & set(ids[:depth])) / len(evidence)
    print(f"search: {asked} questions, {cost.per(asked)} a question, in batches")
    return {depth: 100 * total / asked for depth, total in totals.items()}


async def converse(memory: MemoryService, store: SqliteStore, worker: Worker) -> None:
    """Print what one message costs: both sides committed, embedded and indexed, one recall."""
    await store.save_room(Room("talk", AGENT, "", "chat", now()))
    rounds = 200
    cost = Cost(worker)
    for number in range(rounds):
        text = f"Yesterday I walked {number} miles along the river and met {number + 3} ducks."
        for speaker, author, said in (
            (Speaker.USER, "You", text),
            (Speaker.AGENT, "Eliza", f"That is a long walk, and {number + 3} ducks are a lot."),
        ):
            message = Message(
                new_id(), "talk", AGENT, speaker, OWNER_ID, author, said, now(), "chat"
            )
            await store.commit_message(message)
            await memory.remember(message)
            if speaker is Speaker.USER:
                await memory.recall(AGENT, said, limit=8, exclude={message.id})
    await memory.search(AGENT, ["ducks"], limit=1)
    print(f"message: {cost.per(rounds)} for recall, two commits, two vectors")


async def run(file: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        paths = Paths.under(Path(home))
        paths.create()
        bus = Bus()
        settings = SettingsStore(paths, bus)
        store = await SqliteStore.open(paths)
        worker = Worker(recall_spec(paths, settings.current))
        index = RecallIndex(worker, paths.index)
        memory = MemoryService(store, RecallEmbedder(worker), index, settings, bus)
        await store.save_agent(StoredAgent(AGENT, "Eliza", {}, "shipped", True, now()))
        await memory.start()
        try:
            found = await score(memory, store, worker, file)
            print(" ".join(f"R@{depth} {share:.1f}" for depth, share in found.items()))
            await converse(memory, store, worker)
            print((await memory.check()).reason)
        finally:
            await memory.stop()
            await worker.stop()
            await store.close()


if __name__ == "__main__":
    asyncio.run(run(Path(sys.argv[1])))
