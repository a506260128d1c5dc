import json

import pytest

from app.core.commands import run
from app.core.errors import ConfigError, NotFound
from app.core.message import MAX_MESSAGE_CHARS
from tests.counterparts.house import house
from tests.counterparts.ports import ScriptedModel


@pytest.fixture
async def host(home):
    async with house(home, ScriptedModel()) as opened:
        yield opened


async def items(stream):
    return [item async for item in stream]


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return str(path)


@pytest.fixture
def history(tmp_path):
    texts = ["I keep bees", "The harbour was foggy", "My sister plays the cello"]
    rows = [
        {"id": f"D1:{n}", "author": "Ann" if n else "Bob", "text": t, "at": f"2024-05-0{n + 1}"}
        for n, t in enumerate(texts)
    ]
    return write(tmp_path / "history.jsonl", rows)


async def bring(host, history, room="Old days"):
    return (await items(run(host, "memory import", {"room": room, "file": history})))[-1]


async def test_history_is_imported_once(host, history):
    receipt = await bring(host, history)
    assert receipt == {
        "agent": "Eliza",
        "room": "Old days",
        "rows": 3,
        "imported": 3,
        "known": 0,
    }
    again = await bring(host, history)
    assert (again["imported"], again["known"]) == (0, 3)


async def test_search_finds_by_the_ids_that_were_imported(host, history):
    await bring(host, history)
    (found,) = await items(run(host, "memory search", {"query": "cello sister", "limit": 1}))
    assert found["id"] == ""
    (hit,) = found["hits"]
    assert hit["id"] == "D1:2"
    assert set(hit) >= {"id", "score", "author", "at", "text"}
    assert hit["at"].startswith("2024-05-03T00:00:00")


async def test_a_batch_answers_each_query_in_order(host, history, tmp_path):
    await bring(host, history)
    queries = [{"id": str(n), "query": "bees"} for n in range(40)] + [{"query": "foggy harbour"}]
    params = {"batch": write(tmp_path / "q.jsonl", queries), "room": "Old days", "limit": 2}
    found = await items(run(host, "memory search", params))
    assert [item["id"] for item in found] == [*(str(n) for n in range(40)), "41"]
    assert found[0]["hits"][0]["id"] == "D1:0"
    assert found[-1]["hits"][0]["id"] == "D1:1"


@pytest.mark.parametrize(
    "params",
    [{}, {"query": " "}, {"query": "a", "batch": "/b"}, {"query": "a", "limit": 0}],
)
async def test_a_search_without_sense_is_refused(host, params):
    with pytest.raises(ConfigError):
        await items(run(host, "memory search", params))


async def test_a_batch_line_without_a_query_is_named(host, tmp_path):
    batch = write(tmp_path / "q.jsonl", [{"id": "1", "query": "a"}, {"id": "2"}])
    with pytest.raises(ConfigError, match="Line 2"):
        await items(run(host, "memory search", {"batch": batch}))


async def test_a_search_makes_no_room(host):
    with pytest.raises(NotFound):
        await items(run(host, "memory search", {"query": "a", "room": "Nowhere"}))
    assert await host.rooms.list() == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"id": "1", "author": "a", "text": "t"}, "Line 1: 'at'"),
        ({"id": "1", "author": "a", "text": "x" * (MAX_MESSAGE_CHARS + 1), "at": "2024"}, "Line 1"),
    ],
)
async def test_a_bad_row_is_named_and_nothing_is_imported(host, tmp_path, row, words):
    row["at"] = row.get("at") and "2024-01-01"
    with pytest.raises(ConfigError, match=words):
        await bring(host, write(tmp_path / "bad.jsonl", [row]))
    assert await host.rooms.list() == []


async def test_an_import_needs_a_room(host, history):
    with pytest.raises(ConfigError, match="--room"):
        await bring(host, history, room="")


async def test_listing_is_newest_first_and_bounded(host, history):
    await bring(host, history)
    found = await items(run(host, "memory list", {"limit": 2}))
    assert [item["id"] for item in found] == ["D1:2", "D1:1"]
    assert len(await items(run(host, "memory list", {"room": "Old days"}))) == 3
    assert found[0]["source"] == "import"


async def test_forgetting_gives_a_receipt_and_is_for_good(host, history):
    await bring(host, history)
    params = {"ids": ["D1:2"], "room": "Old days"}
    (receipt,) = await items(run(host, "memory forget", params))
    assert receipt["forgotten"] == 1
    assert receipt["removed_from"]["memories"] == 1
    (found,) = await items(run(host, "memory search", {"query": "cello sister"}))
    assert all(hit["id"] != "D1:2" for hit in found["hits"])
    with pytest.raises(NotFound, match="Nothing was"):
        await items(run(host, "memory forget", params))


async def test_forgetting_by_author_source_and_room(host, history):
    await bring(host, history)
    await bring(host, history, room="Other")
    (one,) = await items(run(host, "memory forget", {"author": "ann", "room": "Other"}))
    assert one["forgotten"] == 2
    (none,) = await items(run(host, "memory forget", {"source": "discord"}))
    assert none == {"agent": "Eliza", "forgotten": 0, "removed_from": {}}
    (rest,) = await items(run(host, "memory forget", {"source": "import"}))
    assert rest["forgotten"] == 4
    with pytest.raises(ConfigError, match="What should"):
        await items(run(host, "memory forget", {}))


async def test_another_agents_memories_are_not_forgotten_by_mistake(host, history):
    await bring(host, history)
    (row,) = await items(run(host, "memory list", {"limit": 1}))
    with pytest.raises(NotFound):
        await items(run(host, "memory forget", {"agent": "Moderator", "ids": [row["memory"]]}))
