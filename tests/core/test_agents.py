import json
from pathlib import Path

import pytest

from app.core.agents import Agents
from app.core.errors import ConfigError, NotFound, NotReady
from app.core.events import AgentChanged, Bus
from app.core.message import AgentState
from app.core.paths import Paths, shipped_characters
from app.core.shelf import Shelf
from app.store.sqlite import SqliteStore
from tests.counterparts.ports import SteppingClock


@pytest.fixture
async def store(tmp_path):
    paths = Paths.under(tmp_path)
    paths.create()
    opened = await SqliteStore.open(paths)
    yield opened
    await opened.close()


@pytest.fixture
def heard():
    return []


@pytest.fixture
async def agents(store, heard):
    return await loaded(store, heard)


async def loaded(store, heard=None, shipped=None):
    bus = Bus()
    bus.subscribe((heard if heard is not None else []).append)
    made = Agents(
        store, bus, SteppingClock(), shipped or shipped_characters(), Shelf(Path("nowhere"))
    )
    await made.load()
    return made


async def test_the_shipped_agents_are_there_and_ready_at_once(agents):
    infos = await agents.list()
    assert infos[0].name == "Eliza"
    assert len(infos) == 3
    assert {info.state for info in infos} == {AgentState.READY}
    assert all(info.summary for info in infos)


async def test_finding_by_name_in_any_case_or_by_id(agents):
    eliza = await agents.find(" eLIZA ")
    assert (await agents.find(eliza.id)).name == "Eliza"
    with pytest.raises(NotFound, match="Eliza"):
        await agents.find("Nobody")


async def test_stopping_is_remembered_across_restarts(agents, store, heard):
    eliza = await agents.find("Eliza")
    await agents.stop(eliza.id)
    await agents.stop(eliza.id)
    assert heard.count(AgentChanged(eliza.id, AgentState.STOPPED)) == 1
    with pytest.raises(NotReady, match="stopped"):
        agents.must_answer(eliza.id)
    again = await loaded(store)
    assert (await again.find("Eliza")).state == AgentState.STOPPED
    await again.start(eliza.id)
    assert again.must_answer(eliza.id).name == "Eliza"


async def test_pausing_all_and_resuming(agents):
    eliza = await agents.find("Eliza")
    await agents.pause_all()
    assert agents.paused
    with pytest.raises(NotReady, match="paused"):
        agents.must_answer(eliza.id)
    assert (await agents.find("Eliza")).state == AgentState.STOPPED
    await agents.resume_all()
    assert (await agents.find("Eliza")).state == AgentState.READY


async def test_adding_never_overwrites(agents, store):
    info = await agents.add({"name": "Rex", "bio": "A dog."}, "/somewhere/rex.json")
    assert (info.name, info.summary, info.state) == ("Rex", "A dog.", AgentState.READY)
    with pytest.raises(ConfigError, match="already an agent"):
        await agents.add({"name": "REX"}, "elsewhere")
    other = await agents.add({"name": "Other", "id": info.id}, "elsewhere")
    assert other.id != info.id
    with pytest.raises(ConfigError):
        await agents.add({"bio": "nameless"}, "elsewhere")
    again = await loaded(store)
    assert (await again.find("Rex")).origin == "/somewhere/rex.json"


async def test_removing_takes_it_away_but_not_a_shipped_one(agents, store):
    rex = await agents.add({"name": "Rex"}, "x")
    await agents.remove(rex.id)
    with pytest.raises(NotFound):
        await agents.find("Rex")
    with pytest.raises(NotFound):
        agents.character(rex.id)
    with pytest.raises(NotFound):
        await agents.start(rex.id)
    with pytest.raises(ConfigError, match="comes with Familiar"):
        await agents.remove((await agents.find("Eliza")).id)
    assert len(await store.agents()) == 3


async def test_a_shipped_agent_is_updated_with_the_program_and_keeps_its_switch(store, tmp_path):
    folder = tmp_path / "shipped"
    folder.mkdir()
    (folder / "one.json").write_text(json.dumps({"name": "One", "bio": ["old"]}))
    first = await loaded(store, shipped=folder)
    one = await first.find("One")
    await first.stop(one.id)
    (folder / "one.json").write_text(json.dumps({"name": "One", "bio": ["new"]}))
    second = await loaded(store, shipped=folder)
    info = await second.find("One")
    assert (info.summary, info.enabled) == ("new", False)


async def test_states_are_told_once_with_their_reason(agents, heard):
    eliza = await agents.find("Eliza")
    agents.mark(eliza.id, AgentState.ATTENTION, "The key was refused.")
    agents.mark(eliza.id, AgentState.ATTENTION, "The key was refused.")
    info = await agents.find("Eliza")
    assert (info.state, info.reason) == (AgentState.ATTENTION, "The key was refused.")
    assert heard.count(AgentChanged(eliza.id, AgentState.ATTENTION)) == 1
    agents.mark("unknown", AgentState.BUSY)


async def test_an_unreadable_character_needs_attention_and_keeps_nobody_away(store):
    from app.core.stored import StoredAgent

    await store.save_agent(
        StoredAgent("bad", "Bad", {"bio": "no name"}, "x", True, SteppingClock().now())
    )
    agents = await loaded(store)
    assert (await agents.find("Bad")).state == AgentState.ATTENTION
    with pytest.raises(ConfigError):
        agents.must_answer("bad")
    assert len(await agents.list()) == 4


async def test_another_character_is_a_version_of_the_same_agent(agents, store, heard):
    rex = await agents.add({"name": "Rex", "bio": "A dog."}, "x", "first")
    changed = await agents.replace(rex.id, {"name": "Max", "bio": "A cat."}, "second")
    assert (changed.id, changed.name, changed.summary) == (rex.id, "Max", "A cat.")
    assert agents.document(rex.id) == {"name": "Max", "bio": "A cat."}
    assert heard[-1] == AgentChanged(rex.id, AgentState.READY)
    assert [version.note for version in await store.versions(rex.id)] == ["second", "first"]
    with pytest.raises(ConfigError, match="called Eliza"):
        await agents.replace(rex.id, {"name": "eliza"}, "third")
    with pytest.raises(NotFound):
        agents.document("nobody")


async def test_a_new_character_ends_the_trouble_with_the_old_one(agents):
    eliza = await agents.find("Eliza")
    agents.mark(eliza.id, AgentState.ATTENTION, "Unreadable.")
    info = await agents.replace(eliza.id, {"name": "Eliza", "bio": "b"}, "mended")
    assert (info.state, info.reason) == (AgentState.READY, "")


async def test_a_greeting_is_told_with_its_placeholders_filled(agents):
    info = await agents.add({"name": "Mira", "greeting": "{{char}} says hello, {{user}}."}, "x")
    assert info.greeting == "Mira says hello, you."
    assert (await agents.find("Eliza")).greeting == ""
