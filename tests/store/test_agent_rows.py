from dataclasses import replace
from datetime import timedelta

import pytest

from app.core.errors import StoreError
from app.core.message import MessageStatus
from app.store.agent_rows import KEPT_VERSIONS
from app.store.sqlite import SqliteStore
from tests.counterparts.rows import START, agent, answered, remembered, room, said


async def test_an_agent_comes_back_whole_and_can_be_changed(store: SqliteStore) -> None:
    changed = agent("ada", name="Ada L.", enabled=False, origin="/x.json", character={"a": [1]})
    await store.save_agent(changed)
    assert changed in await store.agents()


async def test_rooms_come_latest_first_with_what_was_said_last(store: SqliteStore) -> None:
    first, _ = await store.commit_message(said("in the attic", room_id="attic"))
    second, _ = await store.commit_message(said("in the den"))
    await store.commit_message(answered(second, "gone", status=MessageStatus.SUPERSEDED))
    rooms = await store.rooms("ada")
    assert [(found.id, found.last_text, found.last_at) for found in rooms] == [
        ("den", "in the den", second.at),
        ("attic", "in the attic", first.at),
    ]
    assert {found.id for found in await store.rooms()} == {"den", "attic", "shed"}


async def test_saving_a_room_again_renames_it_and_keeps_its_messages(store: SqliteStore) -> None:
    await store.commit_message(said("kept"))
    await store.save_room(room(name="Den", named_by_person=True, created=START + timedelta(days=1)))
    (found,) = [one for one in await store.rooms("ada") if one.id == "den"]
    assert (found.name, found.named_by_person, found.created) == ("Den", True, START)
    assert found.last_text == "kept"


async def test_a_room_needs_its_agent(store: SqliteStore) -> None:
    with pytest.raises(StoreError, match="no longer exists"):
        await store.save_room(room("lost", "nobody"))


async def test_removing_a_room_removes_all_of_it_and_nothing_else(store: SqliteStore) -> None:
    mine, _ = await store.commit_message(said("marmalade"))
    other, _ = await store.commit_message(said("marmalade", room_id="attic"))
    extra = remembered("marmalade")
    await store.add_memories([extra])
    await store.save_trace("t", "den", START, b"x")
    assert set(await store.remove_room("den")) == {mine.id, extra.id}
    assert await store.messages("den") == []
    assert await store.trace("t") is None
    assert [found for found, _ in await store.full_text("ada", "marmalade", 9)] == [other.id]


async def test_removing_an_agent_removes_its_rooms_and_leaves_others(store: SqliteStore) -> None:
    await store.commit_message(said("gone"))
    kept, _ = await store.commit_message(said("kept", room_id="shed", agent_id="ben"))
    await store.remove_agent("ada")
    assert [found.id for found in await store.agents()] == ["ben"]
    assert [found.id for found in await store.rooms()] == ["shed"]
    assert await store.messages("shed") == [replace(kept)]
    assert await store.list_memories("ada") == []


async def test_every_change_of_a_character_is_a_version(store: SqliteStore) -> None:
    await store.save_agent(agent("ada", character={"a": 1}))
    assert await store.versions("ada") == []
    await store.save_agent(agent("ada", character={"a": 1}), START, "first")
    await store.save_agent(agent("ada", character={"a": 1}), START, "the same")
    await store.save_agent(agent("ada", character={"a": 2}, enabled=False), START, "second")
    newest, first = await store.versions("ada")
    assert (newest.number, newest.at, newest.note, newest.character) == (
        2,
        START,
        "second",
        {"a": 2},
    )
    assert (first.number, first.note) == (1, "first")


async def test_old_versions_go_but_never_the_first(store: SqliteStore) -> None:
    for number in range(1, KEPT_VERSIONS + 6):
        await store.save_agent(agent("ada", character={"a": number}), START, str(number))
    numbers = [version.number for version in await store.versions("ada")]
    assert numbers == [*range(KEPT_VERSIONS + 5, 5, -1), 1]
    await store.remove_agent("ada")
    assert await store.versions("ada") == []
