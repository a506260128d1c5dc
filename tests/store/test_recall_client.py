"""Embedder and index through the real worker process."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator

import pytest

from app.core.errors import StoreError, WorkerError
from app.core.paths import Paths
from app.core.ports import Embedder, HealthState, IndexRow, VectorIndex
from app.core.settings import Settings
from app.core.workers import Worker
from app.store.embedding import aside_of, folder_of
from app.store.recall_client import RecallEmbedder, RecallIndex, recall_spec


@pytest.fixture
async def worker(home: Paths) -> AsyncIterator[Worker]:
    started = Worker(recall_spec(home, Settings()))
    yield started
    await started.stop()


async def row(embedder: Embedder, text: str, room: str = "den") -> IndexRow:
    (vector,) = await embedder.embed([text])
    return IndexRow(text, vector, room)


async def test_they_fulfil_their_ports_and_start_the_worker_when_asked(
    home: Paths, worker: Worker
) -> None:
    embedder, index = RecallEmbedder(worker), RecallIndex(worker, home.index)
    assert isinstance(embedder, Embedder)
    assert isinstance(index, VectorIndex)
    assert index.life == 0
    await index.flush()
    await index.remove("ada", ["x"])
    assert (await embedder.check()).state is HealthState.OFF
    assert worker.pid is None

    sea = await row(embedder, "We sailed across the bay.")
    assert index.life == worker.pid
    assert len(sea.vector) == embedder.width * 2
    await index.add("ada", [sea, await row(embedder, "The oven is broken.", "attic")])
    ((best, *_), (other, *_)) = await index.search("ada", ["boat trip", "kitchen"], 5)
    assert (best[0], other[0]) == ("We sailed across the bay.", "The oven is broken.")
    assert [found for found, _ in (await index.search("ada", ["boat"], 5, "attic"))[0]] == [
        "The oven is broken."
    ]
    assert await index.nearest("ada", [sea]) == [[sea.id]]
    await index.remove("ada", [sea.id])
    assert await index.ids("ada") == ["The oven is broken."]
    await index.flush()
    await index.set_aside("ada")
    assert await index.count("ada") == 0
    assert (await index.check()).state is HealthState.OK


async def test_dropping_leaves_nothing_on_the_disk_with_or_without_a_worker(
    home: Paths, worker: Worker
) -> None:
    embedder, index = RecallEmbedder(worker), RecallIndex(worker, home.index)
    place = folder_of(home.index, "ada")
    for kill in (False, True):
        await index.add("ada", [await row(embedder, "secret")])
        await index.flush()
        aside_of(place).mkdir()
        assert place.exists()
        if kill:
            await worker.stop()
        await index.drop("ada")
        assert not place.exists()
        assert not aside_of(place).exists()


@pytest.mark.expects_warning("worker.died")
async def test_a_worker_that_dies_is_a_worker_error_and_the_next_call_starts_another(
    home: Paths, worker: Worker
) -> None:
    embedder, index = RecallEmbedder(worker), RecallIndex(worker, home.index)
    kept = await row(embedder, "kept")
    await index.add("ada", [kept])
    await index.flush()
    assert worker.pid
    os.kill(worker.pid, signal.SIGSTOP)  # so that the answer cannot come before the end
    asking = asyncio.gather(index.search("ada", ["x"], 5), return_exceptions=True)
    await asyncio.sleep(0.05)
    os.kill(worker.pid, signal.SIGKILL)
    (answer,) = await asking
    assert isinstance(answer, WorkerError)
    assert await index.count("ada") == 1


async def test_a_broken_folder_is_a_store_error_and_the_index_then_empty(
    home: Paths, worker: Worker
) -> None:
    index = RecallIndex(worker, home.index)
    place = folder_of(home.index, "ada")
    place.mkdir(parents=True)
    (place / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    with pytest.raises(StoreError, match="damaged"):
        await index.search("ada", ["hello"], 5)
    assert await index.search("ada", ["hello"], 5) == [[]]


async def test_the_worker_is_told_its_limits(home: Paths) -> None:
    spec = recall_spec(home, Settings())
    assert (spec.name, spec.idle_s) == ("recall", 300.0)
    assert spec.env["OMP_WAIT_POLICY"] == "passive"
