import json

import pytest

from app.core.commands import run
from app.core.errors import ConfigError, NotFound
from tests.counterparts.house import house
from tests.counterparts.ports import ScriptedModel

CARD = {"name": "Cook / Chef", "bio": ["Cooks."]}


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
