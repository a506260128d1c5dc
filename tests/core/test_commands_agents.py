import json

import pytest

from app.core.commands import run
from app.core.errors import ConfigError, NotFound, StoreError, VaultAbsent
from tests.counterparts.house import house
from tests.counterparts.ports import ScriptedModel

KEY = "sk-test-0123456789abcdefghij"
CARD = {
    "name": "Cook / Chef",
    "bio": ["Cooks."],
    "settings": {"secrets": {"OPENAI_API_KEY": KEY, "EMPTY": ""}},
    "unknown": 1,
}


@pytest.fixture
async def host(home):
    async with house(home, ScriptedModel()) as opened:
        yield opened


@pytest.fixture
def card(tmp_path):
    file = tmp_path / "cook.json"
    file.write_text(json.dumps(CARD))
    return str(file)


async def items(stream):
    return [item async for item in stream]


async def test_the_shipped_agents_are_listed(host):
    found = await items(run(host, "agent list", {}))
    assert {item["name"] for item in found} == {"Eliza", "Moderator", "Researcher"}
    assert all(item["state"] == "ready" and item["summary"] for item in found)


@pytest.mark.parametrize("word", ["agent add", "character import"])
async def test_a_character_file_becomes_an_agent_and_its_keys_go_to_the_keyring(
    host, home, card, word
):
    (item,) = await items(run(host, word, {"file": card}))
    assert item["name"] == "Cook / Chef"
    assert item["secrets"] == ["Cook / Chef/OPENAI_API_KEY"]
    assert host.vault.values == {"Cook / Chef/OPENAI_API_KEY": KEY}
    (kept,) = home.characters.iterdir()
    assert json.loads(kept.read_text())["unknown"] == 1
    for file in home.data.rglob("*"):
        assert not file.is_file() or KEY.encode() not in file.read_bytes()
    with pytest.raises(ConfigError, match="already an agent"):
        await items(run(host, word, {"file": card}))
    assert list(home.characters.iterdir()) == [kept]


async def test_without_a_keyring_a_file_with_keys_is_refused_whole(host, home, card):
    async def refuse(name, value):
        raise VaultAbsent("There is no keyring.")

    host.vault.set = refuse
    with pytest.raises(VaultAbsent, match="Nothing was imported"):
        await items(run(host, "agent add", {"file": card}))
    assert not list(home.characters.iterdir())
    assert len(await host.agents.list()) == 3


async def test_a_taken_id_leaves_nothing_in_the_library(host, home, tmp_path):
    eliza = await host.agents.find("Eliza")
    file = tmp_path / "twin.json"
    file.write_text(json.dumps({"name": "Twin", "id": eliza.id}))
    with pytest.raises(ConfigError, match="same id"):
        await items(run(host, "agent add", {"file": str(file)}))
    assert not list(home.characters.iterdir())


async def test_a_library_that_cannot_be_written(host, home, card):
    home.characters.rmdir()
    home.characters.write_text("")
    with pytest.raises(StoreError, match="library"):
        await items(run(host, "agent add", {"file": card}))


async def test_agents_are_stopped_started_and_removed(host, home, card):
    await items(run(host, "agent add", {"file": card}))
    (item,) = await items(run(host, "agent stop", {"agent": "cook / chef"}))
    assert item["state"] == "stopped"
    (item,) = await items(run(host, "agent start", {"agent": "cook / chef"}))
    assert item["state"] == "ready"
    (item,) = await items(run(host, "agent remove", {"agent": "cook / chef"}))
    assert item["removed"] == "Cook / Chef"
    assert not list(home.characters.iterdir())
    with pytest.raises(NotFound):
        await items(run(host, "agent stop", {"agent": "cook / chef"}))


async def test_what_ships_can_only_be_stopped_and_a_name_is_needed(host):
    with pytest.raises(ConfigError, match="comes with"):
        await items(run(host, "agent remove", {"agent": "Eliza"}))
    with pytest.raises(ConfigError, match="Which agent"):
        await items(run(host, "agent stop", {}))
