"""Finding with the exact index of the counterparts; the real one is in test_memory."""

import asyncio
from collections.abc import AsyncIterator, Sequence

import pytest

from app.core.errors import NotReady
from app.core.finder import QUERIES, Finder, Wanted
from app.core.indexer import Indexer
from app.core.paths import Paths
from app.store.sqlite import SqliteStore
from tests.counterparts.ports import ExactIndex, WordEmbedder
from tests.counterparts.rows import open_with_rooms, remembered


@pytest.fixture
async def store(home: Paths) -> AsyncIterator[SqliteStore]:
    opened = await open_with_rooms(home)
    yield opened
    await opened.close()


class Sleeping(ExactIndex):
    """Rests until it is asked, and then does not answer before `open` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.open = asyncio.Event()

    @property
    def life(self) -> int:
        return 0

    async def search(
        self, agent_id: str, texts: Sequence[str], limit: int, room_id: str = ""
    ) -> list[list[tuple[str, float]]]:
        await self.open.wait()
        return await super().search(agent_id, texts, limit, room_id)


class Refusing(ExactIndex):
    """Never ready."""

    async def search(
        self, agent_id: str, texts: Sequence[str], limit: int, room_id: str = ""
    ) -> list[list[tuple[str, float]]]:
        raise NotReady("It failed.")


class Unwilling(WordEmbedder):
    async def embed(self, texts: Sequence[str]) -> list[bytes]:
        raise NotReady("It failed.")


async def texts(finder: Finder, query: str, limit: int = 3) -> tuple[list[str], str]:
    hits, note = await finder.find_soon(query, Wanted("ada", "", limit))
    return [hit.memory.text for hit in hits], note


async def test_meaning_and_words_and_what_stands_beside_them(store: SqliteStore) -> None:
    index = ExactIndex()
    indexer = Indexer(store, index.embedder, index)
    talk = ["hello there", "where is the key", "under the blue pot", "thanks", "rain today"]
    await store.add_memories([remembered(text) for text in talk])
    await indexer.settle("ada")
    found, note = await texts(Finder(store, index, indexer), "where is the key")
    assert note == ""
    assert found[0] == "where is the key"
    assert "under the blue pot" in found


async def test_many_queries_answer_in_order(store: SqliteStore) -> None:
    index = ExactIndex()
    finder = Finder(store, index, Indexer(store, index.embedder, index))
    rows = [remembered(f"topic{number}", room_id="attic") for number in range(3)]
    await store.add_memories(rows)
    queries = [f"topic{number % 3}" for number in range(QUERIES + 5)]
    found = await finder.find_all(queries, Wanted("ada", "attic", 1))
    assert [hits[0].memory.text for hits in found] == queries


@pytest.mark.expects_warning("memory.by_words_alone")
async def test_an_index_that_refuses_leaves_the_words(store: SqliteStore) -> None:
    index = Refusing()
    await store.add_memories([remembered("plum jam")])
    finder = Finder(store, index, Indexer(store, index.embedder, index))
    assert await texts(finder, "jam") == (["plum jam"], "Found by words alone: It failed.")


@pytest.mark.expects_warning("memory.by_words_alone")
async def test_an_embedder_that_refuses_leaves_the_words(store: SqliteStore) -> None:
    index = Sleeping()
    await store.add_memories([remembered("plum jam")])
    finder = Finder(store, index, Indexer(store, Unwilling(), index))
    assert await texts(finder, "jam") == (["plum jam"], "Found by words alone: It failed.")


async def test_a_slow_index_is_not_waited_for_and_not_killed(store: SqliteStore) -> None:
    index = Sleeping()
    await store.add_memories([remembered("plum jam")])
    finder = Finder(store, index, Indexer(store, index.embedder, index), 0.05)
    found, note = await texts(finder, "jam")
    assert found == ["plum jam"]
    assert "still starting" in note
    index.open.set()
    await asyncio.sleep(0)


async def test_a_cancelled_turn_stops_asking(store: SqliteStore) -> None:
    index = Sleeping()
    await store.add_memories([remembered("plum jam")])
    finder = Finder(store, index, Indexer(store, index.embedder, index))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await texts(finder, "jam")
    assert not [task for task in asyncio.all_tasks() if task.get_name() == "memory-ask"]
