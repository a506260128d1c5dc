"""The memory service over the real store, the real worker process, Chroma and embedder."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import ConfigError, StoreError
from app.core.events import MessageStored, RoomChanged
from app.core.memory import ImportRow, MemoryService
from app.core.message import MessageStatus
from app.core.paths import Paths
from app.core.ports import HealthState
from app.core.settings import SettingsStore
from app.core.workers import Worker
from app.store.embedding import aside_of, folder_of
from app.store.recall_client import RecallEmbedder, RecallIndex, recall_spec
from tests.counterparts.moody_index import Moody
from tests.counterparts.remembering import Rig, remembering
from tests.counterparts.rows import START, answered, said

FACTS = (
    "My daughter Ida plays the violin.",
    "We moved to Lisbon in spring.",
    "I am allergic to walnuts.",
    "The car needs new tyres.",
)


@pytest.fixture
async def rig(home: Paths) -> AsyncIterator[Rig]:
    async with remembering(home) as made:
        yield made


def history(*texts: str) -> list[ImportRow]:
    return [ImportRow(f"D1:{number}", "Robin", text, START) for number, text in enumerate(texts, 1)]


async def recalled(rig: Rig, query: str, agent: str = "ada", **wanted: Any) -> list[str]:
    result = await rig.memory.recall(agent, query, **{"limit": 3, **wanted})
    return [hit.memory.text for hit in result.hits]


async def until(rig: Rig, part: str) -> None:
    """Wait until the health report says `part`."""
    async with asyncio.timeout(60):
        while part not in (await rig.memory.check()).reason:
            await asyncio.sleep(0.05)


async def test_what_was_told_is_recalled_by_meaning_even_after_the_helper_rested(
    rig: Rig,
) -> None:
    assert await rig.memory.import_rows("ada", "den", history(*FACTS)) == 4
    assert (await recalled(rig, "Which food is dangerous for me?"))[0] == FACTS[2]
    assert (await rig.memory.check()).reason == "4 of 4 vectors, self-query 100%."
    await rig.worker.stop()
    assert (await rig.memory.check()).state is HealthState.OFF
    result = await rig.memory.recall("ada", "Where is our home now?", limit=1)
    assert [hit.memory.text for hit in result.hits] == [FACTS[1]]
    assert (result.note, result.ms > 0) == ("", True)


async def test_a_message_is_found_by_meaning_right_after_the_helper_started(rig: Rig) -> None:
    for text in FACTS:
        message, _ = await rig.store.commit_message(said(text))
        await rig.memory.remember(message)
    assert rig.worker.pid is None
    assert (await recalled(rig, "music lessons", limit=1)) == [FACTS[0]]


async def test_nothing_to_recall_starts_no_helper(rig: Rig) -> None:
    message, _ = await rig.store.commit_message(said("hello"))
    assert await recalled(rig, "hello", exclude={message.id}) == []
    assert await recalled(rig, "hello", limit=0) == []
    assert await recalled(rig, "  ") == []
    assert rig.worker.pid is None


async def test_the_same_history_is_imported_once_and_other_rooms_are_other_history(
    rig: Rig,
) -> None:
    steps: list[tuple[int, int]] = []
    rows = history(*FACTS)
    assert await rig.memory.import_rows("ada", "den", rows, lambda *at: steps.append(at)) == 4
    assert steps[-1] == (4, 4)
    assert await rig.memory.import_rows("ada", "den", rows) == 0
    assert await rig.memory.import_rows("ada", "attic", rows) == 4
    ((first, *_),) = await rig.memory.search("ada", ["walnuts"], "attic", 3)
    assert (first.memory.origin_id, first.memory.room_id) == ("D1:3", "attic")
    assert len(await rig.memory.list("ada")) == 8
    with pytest.raises(StoreError):
        await rig.memory.import_rows("ada", "nowhere", rows)


async def test_no_agent_and_no_other_room_sees_it(rig: Rig) -> None:
    await rig.memory.import_rows("ada", "den", history(*FACTS))
    await rig.memory.import_rows("ben", "shed", history("Ben likes rain."))
    assert await recalled(rig, "walnuts violin Lisbon", "ben") == ["Ben likes rain."]
    assert await recalled(rig, "walnuts", room_id="attic") == []
    assert set(await recalled(rig, "rain walnuts", limit=9)) == set(FACTS)


@pytest.mark.expects_warning("worker.died", "memory")
async def test_killed_while_indexing_it_repairs_itself_and_words_answer_meanwhile(
    rig: Rig,
) -> None:
    rows = [
        ImportRow(f"n{number}", "Robin", f"Entry {number} about topic {number % 17}.", START)
        for number in range(260)
    ]
    await rig.memory.import_rows("ada", "den", rows)
    for round_ in range(3):
        more = [replace(row, id=f"{row.id}-{round_}") for row in rows[:60]]
        importing = asyncio.gather(rig.memory.import_rows("ada", "attic", more))
        await asyncio.sleep(0.1 + 0.1 * round_)
        if rig.worker.pid:
            os.kill(rig.worker.pid, signal.SIGKILL)
        await importing
        assert await recalled(rig, "Entry 7 topic") != []
    found = await rig.memory.search("ada", [row.text for row in rows[:40]], "den", 5)
    await until(rig, "440 of 440 vectors, self-query 100%")
    assert await rig.index.count("ada") == 440
    hit = sum(
        row.text in {hit.memory.text for hit in hits}
        for row, hits in zip(rows[:40], found, strict=True)
    )
    assert hit == 40


@pytest.mark.expects_warning("memory")
async def test_a_corrupted_folder_is_put_aside_and_filled_again(rig: Rig, home: Paths) -> None:
    await rig.memory.import_rows("ada", "den", history(*FACTS))
    await rig.worker.stop()
    place = folder_of(home.index, "ada")
    (place / "chroma.sqlite3").write_bytes(b"garbage" * 5000)
    result = await rig.memory.recall("ada", "walnuts", limit=1)
    assert [hit.memory.text for hit in result.hits] == [FACTS[2]]
    async with asyncio.timeout(60):  # nothing says when: the last report was a good one too
        while await recalled(rig, "music lessons", limit=1) != [FACTS[0]]:
            await asyncio.sleep(0.05)
    await until(rig, "4 of 4 vectors, self-query 100%")
    assert aside_of(place).exists()


async def test_an_index_that_lost_its_vectors_but_counts_right_is_noticed(
    rig: Rig, home: Paths, log_watch: Any
) -> None:
    log_watch.expect("memory")
    rows = [ImportRow(str(n), "Robin", f"Fact number {n}", START) for n in range(60)]
    await rig.memory.import_rows("ada", "den", rows)
    strange = [
        replace(row, vector=row.vector[2:] + row.vector[:2])
        for _, row in await rig.store.vectors("ada", rig.embedder.name, 0, 100)
    ]
    await rig.index.add("ada", strange)
    await rig.index.flush()
    await rig.worker.stop()
    await rig.memory.search("ada", ["fact"], limit=1)
    assert "memory.index_unsound" in {entry["event"] for entry in log_watch.events}
    assert (await rig.memory.check()).reason == "60 of 60 vectors, self-query 100%."


@pytest.mark.expects_warning("memory", "worker")
async def test_without_a_helper_the_words_answer(home: Paths, tmp_path: Path) -> None:
    async with remembering(home) as rig:
        spec = replace(recall_spec(home, rig_settings(rig).current), args={})
        broken = Worker(spec)
        memory = MemoryService(
            rig.store,
            RecallEmbedder(broken),
            RecallIndex(broken, home.index),
            rig_settings(rig),
            rig.bus,
        )
        try:
            assert await memory.import_rows("ada", "den", history(*FACTS)) == 4
            result = await memory.recall("ada", "walnuts", limit=1)
            assert [hit.memory.text for hit in result.hits] == [FACTS[2]]
            assert result.note.startswith("Found by words alone: ")
            ((hit, *_),) = await memory.search("ada", ["violin"])
            assert hit.memory.text == FACTS[0]
            assert (await memory.check()).state is HealthState.DEGRADED
        finally:
            await memory.stop()
            await broken.stop()


def rig_settings(rig: Rig) -> SettingsStore:
    return SettingsStore(rig.paths, rig.bus)


async def test_forgetting_leaves_the_text_and_its_vector_in_no_file(rig: Rig, home: Paths) -> None:
    heard: list[object] = []
    rig.bus.subscribe(heard.append)
    word = "Zanzibarian"
    secret, _ = await rig.store.commit_message(said(f"My hideout is {word} cave."))
    await rig.memory.import_rows("ada", "den", history(*FACTS))
    (row,) = [
        row
        for _, row in await rig.store.vectors("ada", rig.embedder.name, 0, 9)
        if row.id == secret.id
    ]
    assert holding(home, word.encode())
    receipt = await rig.memory.forget([secret.id, "unknown"])
    assert receipt == {
        "memories": 1,
        "full text": 1,
        "stored vectors": 1,
        "messages": 1,
        "vector index": 1,
    }
    assert heard == [RoomChanged("den")]
    result = await rig.memory.recall("ada", "walnuts", limit=1)
    assert [hit.memory.text for hit in result.hits] == [FACTS[2]]
    assert result.note == "The memory index is being filled again."
    await until(rig, "4 of 4 vectors, self-query 100%")
    await rig.index.flush()
    for needle in (word, word.lower(), word[:8].lower()):
        assert holding(home, needle.encode()) == []
    assert holding(home, row.vector[:128]) == []
    assert word not in str(await recalled(rig, f"{word} cave hideout", limit=9))
    assert (await recalled(rig, "Which food is dangerous for me?"))[0] == FACTS[2]


def holding(home: Paths, needle: bytes) -> list[str]:
    files = [file for file in home.data.parent.rglob("*") if file.is_file()]
    return [file.name for file in files if needle in file.read_bytes()]


async def test_a_replaced_reply_leaves_the_index(rig: Rig) -> None:
    question, _ = await rig.store.commit_message(said("What do you like?"))
    reply, _ = await rig.store.commit_message(answered(question, "I like walnuts."))
    await rig.memory.search("ada", ["x"])
    assert await rig.index.count("ada") == 2
    await rig.store.set_status(reply.id, MessageStatus.SUPERSEDED)
    rig.bus.publish(MessageStored(replace(reply, status=MessageStatus.SUPERSEDED)))
    async with asyncio.timeout(20):
        while await rig.index.count("ada") != 1:
            await asyncio.sleep(0.02)


async def test_an_index_that_breaks_over_a_replaced_reply_is_doubted(rig: Rig, home: Paths) -> None:
    index = Moody()
    index.faults = [StoreError("The memory index is damaged.")]
    memory = MemoryService(rig.store, index.embedder, index, rig_settings(rig), rig.bus)
    rig.bus.publish(MessageStored(said(status=MessageStatus.SUPERSEDED)))
    async with asyncio.timeout(20):
        while (await memory.check()).state is not HealthState.DEGRADED:
            await asyncio.sleep(0.01)
    await memory.stop()


async def test_a_removed_agents_index_is_deleted(rig: Rig, home: Paths) -> None:
    await rig.memory.import_rows("ada", "den", history(*FACTS))
    await rig.store.remove_agent("ada")
    await rig.memory.drop_index("ada")
    assert not folder_of(home.index, "ada").exists()


async def test_a_closed_store_is_reported(rig: Rig) -> None:
    await rig.store.close()
    assert (await rig.memory.check()).state is HealthState.DOWN


def test_a_line_of_history_is_read_with_its_time_zone() -> None:
    line = {"id": "D1:1", "author": "Ann", "text": "hi", "at": "2023-05-08T13:56:00+02:00"}
    assert ImportRow.parse(line).at.isoformat() == "2023-05-08T11:56:00+00:00"
    assert ImportRow.parse({**line, "at": "2023-05-08T13:56:00"}).at.utcoffset() is not None


@pytest.mark.parametrize(
    ("change", "named"),
    [({"id": ""}, "'id'"), ({"author": 3}, "'author'"), ({"at": "yesterday"}, "'at'")],
)
def test_a_wrong_line_is_named(change: dict[str, Any], named: str) -> None:
    line = {"id": "1", "author": "Ann", "text": "hi", "at": "2023-05-08", **change}
    with pytest.raises(ConfigError, match=named):
        ImportRow.parse(line)
