import pytest

from app.core.conversations import NAME_CHARS, Conversations
from app.core.errors import ConfigError, NotFound
from app.core.events import Bus, RoomChanged
from app.core.message import Message, Speaker, Trust, new_id
from app.core.paths import Paths
from app.core.stored import StoredAgent
from app.store.sqlite import SqliteStore
from tests.counterparts.ports import ExactIndex, SteppingClock


@pytest.fixture
async def store(tmp_path):
    paths = Paths.under(tmp_path)
    paths.create()
    opened = await SqliteStore.open(paths)
    clock = SteppingClock()
    for agent in ("a", "b"):
        await opened.save_agent(StoredAgent(agent, agent, {"name": agent}, "x", True, clock.now()))
    yield opened
    await opened.close()


@pytest.fixture
def heard():
    return []


@pytest.fixture
def rooms(store, heard):
    bus = Bus()
    bus.subscribe(heard.append)
    return Conversations(store, ExactIndex(), bus, SteppingClock())


async def say(store, room, text="hello there"):
    message, _ = await store.commit_message(
        Message(
            id=new_id(),
            room_id=room.id,
            agent_id=room.agent_id,
            speaker=Speaker.USER,
            author_id="o",
            author="You",
            text=text,
            at=SteppingClock().now(),
            source="chat",
            trust=Trust.OWNER,
        )
    )
    return message


async def test_several_conversations_with_one_agent(rooms, heard):
    first, second = await rooms.create("a"), await rooms.create("a", name="Turku")
    assert {room.id for room in await rooms.list("a")} == {first.id, second.id}
    assert await rooms.list("b") == []
    assert RoomChanged(first.id) in heard


async def test_the_default_room_is_the_same_every_time(rooms):
    assert (await rooms.default_room("a", "cli")).id == (await rooms.default_room("a", "cli")).id
    assert (await rooms.default_room("a", "cli")).id != (await rooms.default_room("a", "chat")).id


async def test_a_named_room_is_found_by_name_or_id_or_made(rooms):
    made = await rooms.named("a", "cli", "Work")
    assert (await rooms.named("a", "cli", "work")).id == made.id
    assert (await rooms.named("a", "chat", made.id)).id == made.id


async def test_renaming(rooms):
    room = await rooms.create("a")
    assert (await rooms.rename(room.id, "  Packing   list ")).name == "Packing list"
    assert (await rooms.get(room.id)).named_by_person
    with pytest.raises(ConfigError):
        await rooms.rename(room.id, "   ")
    with pytest.raises(ConfigError):
        await rooms.rename(room.id, "x" * 201)
    with pytest.raises(NotFound):
        await rooms.rename("nowhere", "name")


async def test_an_unnamed_room_is_named_after_the_first_thing_said(rooms):
    room = await rooms.create("a")
    await rooms.name_after(
        room, "When does the cathedral concert in Turku begin, and what should I pack?"
    )
    named = await rooms.get(room.id)
    assert named.name.startswith("When does the cathedral concert")
    assert len(named.name) <= NAME_CHARS + 1
    await rooms.name_after(named, "Something else")
    assert (await rooms.get(room.id)).name == named.name


async def test_removing_takes_messages_and_vectors_along(rooms, store):
    room = await rooms.create("a")
    await say(store, room)
    await rooms.remove(room.id)
    assert await rooms.list("a") == []
    assert await store.find_messages("hello") == []
    with pytest.raises(NotFound):
        await rooms.remove(room.id)


async def test_history_and_finding(rooms, store):
    room = await rooms.create("a")
    said = [await say(store, room, f"number {n}") for n in range(5)]
    assert [m.text for m in await rooms.history(room.id, limit=2)] == ["number 3", "number 4"]
    older = await rooms.history(room.id, before_seq=said[3].seq, limit=2)
    assert [m.text for m in older] == ["number 1", "number 2"]
    assert [m.text for m in await rooms.find("number 4")] == ["number 4"]
    assert await rooms.find("   ") == []
