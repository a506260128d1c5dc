import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.errors import StoreError
from app.core.message import MessageStatus
from app.core.paths import Paths
from app.store.sqlite import SqliteStore
from tests.counterparts.rows import remembered, said


async def test_memories_come_back_in_the_order_asked_without_those_gone(
    store: SqliteStore,
) -> None:
    rows = [remembered(f"fact {number}", meta={"page": str(number)}) for number in range(3)]
    assert await store.add_memories(rows) == 3
    found = await store.memories([rows[2].id, "gone", rows[0].id])
    assert [(row.id, row.meta) for row in found] == [
        (rows[2].id, {"page": "2"}),
        (rows[0].id, {"page": "0"}),
    ]


async def test_an_id_is_added_once(store: SqliteStore) -> None:
    row = remembered("once")
    assert await store.add_memories([row, row]) == 1
    assert await store.add_memories([row, remembered("twice")]) == 1
    assert len(await store.list_memories("ada")) == 2


async def test_a_missing_room_adds_none_of_them(store: SqliteStore) -> None:
    with pytest.raises(StoreError):
        await store.add_memories([remembered("a"), remembered("b", room_id="nowhere")])
    assert await store.list_memories("ada") == []


async def test_the_list_is_newest_first_in_pages_and_by_room(store: SqliteStore) -> None:
    rows = [remembered(str(number)) for number in range(5)]
    await store.add_memories([*rows, remembered("up", room_id="attic")])
    page = await store.list_memories("ada", "den", limit=2)
    assert [row.text for row in page] == ["4", "3"]
    page = await store.list_memories("ada", "den", page[-1].seq, 2)
    assert [row.text for row in page] == ["2", "1"]
    assert [row.text for row in await store.list_memories("ada", limit=1)] == ["up"]


async def test_full_text_knows_word_forms_author_and_date(store: SqliteStore) -> None:
    rows = [remembered("We painted the sunset"), remembered("Nothing much", author="Melanie")]
    await store.add_memories(rows)
    for query, expected in (
        ("paintings", rows[0]),
        ("what did melanie say?", rows[1]),
        ("in March 2026 painting", rows[0]),
    ):
        found = await store.full_text("ada", query, 5)
        assert found[0][0] == expected.id, query
        assert [score for _, score in found] == sorted((s for _, s in found), reverse=True)
    assert await store.full_text("ada", " ?! ", 5) == []
    assert await store.full_text("ada", "the", 5) == [(rows[0].id, pytest.approx(0, abs=2))]


async def test_full_text_can_be_limited_to_a_room(store: SqliteStore) -> None:
    here, there = remembered("honey"), remembered("honey", room_id="attic")
    await store.add_memories([here, there])
    assert [found for found, _ in await store.full_text("ada", "honey", 5, "attic")] == [there.id]
    assert len(await store.full_text("ada", "honey", 5)) == 2


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(owners=st.lists(st.sampled_from(["ada", "ben"]), min_size=1, max_size=6))
async def test_no_agent_ever_sees_what_another_was_told(
    store: SqliteStore, owners: list[str]
) -> None:
    rows = [
        remembered("secret of " + owner, agent_id=owner, room_id=room)
        for owner, room in ((owner, {"ada": "den", "ben": "shed"}[owner]) for owner in owners)
    ]
    await store.add_memories(rows)
    await store.save_vectors("e", [(row.id, b"v") for row in rows])
    mine = {row.id for row in await store.list_memories("ada", limit=10_000)}
    found = {found for found, _ in await store.full_text("ada", "secret ada ben", 10_000)}
    listed = {row.id for _, row in await store.vectors("ada", "e", 0, 10_000)}
    sampled = {row.id for row in await store.vector_sample("ada", "e", 10_000)}
    assert found == listed == sampled == mine
    assert mine.isdisjoint(row.id for row in rows if row.agent_id == "ben")


async def test_neighbours_are_those_of_the_same_room(store: SqliteStore) -> None:
    a, b, other, c = [remembered(text) for text in "abxc"]
    other = remembered("x", id=other.id, room_id="attic")
    await store.add_memories([a, b, other, c])
    assert await store.neighbours([a.id, b.id, c.id, other.id, "gone"]) == {
        a.id: ("", b.id),
        b.id: (a.id, c.id),
        c.id: (b.id, ""),
        other.id: ("", ""),
    }


async def test_forgetting_gives_a_receipt_and_blanks_the_message(store: SqliteStore) -> None:
    message, _ = await store.commit_message(said("my pin is marzipan"))
    extra = remembered("marzipan again")
    await store.add_memories([extra])
    await store.save_vectors("e", [(message.id, b"v")])
    assert await store.remove_memories([message.id, extra.id, "gone"]) == {
        "memories": 2,
        "full text": 2,
        "stored vectors": 1,
        "messages": 1,
    }
    assert await store.full_text("ada", "marzipan", 5) == []
    again, new = await store.commit_message(said("my pin is marzipan", id=message.id))
    assert (again.text, again.status, new) == ("", MessageStatus.SUPERSEDED, False)


async def test_what_is_forgotten_is_in_no_file(store: SqliteStore, home: Paths) -> None:
    word, vector = "quizzaciously", b"\xab\xcd\xef\x12" * 192
    messages = [
        (await store.commit_message(said(f"{word} number {number}")))[0] for number in range(40)
    ]
    await store.commit_message(said("something else"))
    await store.save_vectors("e", [(row.id, vector) for row in messages])
    assert holding(home, word.encode())
    assert holding(home, vector)
    await store.remove_memories([row.id for row in messages])
    assert holding(home, word.encode()[:9]) == []
    assert holding(home, vector[:64]) == []
    assert holding(home, b"something else")


def holding(home: Paths, needle: bytes) -> list[str]:
    """Return the files of the home that hold the bytes."""
    files = [file for file in home.data.rglob("*") if file.is_file()]
    return [file.name for file in files if needle in file.read_bytes()]


async def test_the_full_text_index_agrees_with_the_rows(store: SqliteStore, home: Paths) -> None:
    kept, _ = await store.commit_message(said("alpha"))
    gone, _ = await store.commit_message(said("beta"))
    await store.remove_memories([gone.id])
    await store.close()
    database = sqlite3.connect(home.database)
    database.execute("INSERT INTO memories_fts (memories_fts, rank) VALUES ('integrity-check', 1)")
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    database.close()
    assert kept.seq < gone.seq
