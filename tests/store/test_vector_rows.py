from app.store.sqlite import SqliteStore
from tests.counterparts.rows import remembered, said


async def test_vectors_are_missing_until_saved_and_again_for_another_embedder(
    store: SqliteStore,
) -> None:
    rows = [remembered(str(number)) for number in range(3)]
    await store.add_memories(rows)
    assert [row.text for row in await store.without_vector("one", 2)] == ["2", "1"]
    saved = await store.save_vectors("one", [(row.id, b"v") for row in rows] + [("gone", b"v")])
    assert saved == [row.id for row in rows]
    assert await store.without_vector("one", 5) == []
    assert len(await store.without_vector("other", 5)) == 3
    assert await store.vector_totals("one") == (3, 3)
    assert await store.vector_totals("other") == (0, 3)


async def test_an_empty_store_has_no_vectors(store: SqliteStore) -> None:
    assert await store.vector_totals("one") == (0, 0)
    assert await store.vector_sample("ada", "one", 5) == []


async def test_they_come_in_pages_in_rising_order_of_one_agent(store: SqliteStore) -> None:
    messages = [(await store.commit_message(said(str(number))))[0] for number in range(5)]
    other, _ = await store.commit_message(said("x", room_id="shed", agent_id="ben"))
    await store.save_vectors("e", [(row.id, row.id.encode()) for row in (*messages, other)])
    seen, after = [], 0
    while page := await store.vectors("ada", "e", after, 2):
        after = page[-1][0]
        seen += [row for _, row in page]
    assert [(row.id, row.vector, row.room_id) for row in seen] == [
        (row.id, row.id.encode(), "den") for row in messages
    ]
    assert await store.vector_count("ada", "e") == 5
    assert await store.vector_count("ben", "e") == 1
    assert len(await store.vector_sample("ada", "e", 3)) == 3
