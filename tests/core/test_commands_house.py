import json

import pytest

from app.core.commands import run
from app.core.errors import ConfigError
from app.core.events import RaiseWindow
from app.core.logs import LogFile
from tests.counterparts.house import house
from tests.counterparts.ports import ScriptedModel


@pytest.fixture
async def host(home):
    async with house(home, ScriptedModel()) as opened:
        yield opened


async def items(stream):
    return [item async for item in stream]


async def test_health_names_every_part(host):
    (summary,) = await items(run(host, "health", {}))
    assert summary["state"] == "ok"
    assert [item["part"] for item in summary["items"]][:2] == ["database", "model"]
    assert json.dumps(summary)
    while not host.health.last.figures:
        await items(run(host, "health", {}))
    (summary,) = await items(run(host, "health", {}))
    assert summary["figures"]["rss"] > 0


async def test_secrets_go_in_and_only_names_come_out(host):
    await items(run(host, "secrets set", {"name": "A", "value": "hidden"}))
    assert await items(run(host, "secrets list", {})) == [{"name": "A"}]
    assert await items(run(host, "secrets delete", {"name": "A"})) == [{"deleted": "A"}]
    assert await items(run(host, "secrets list", {})) == []


async def test_models_are_listed_with_the_one_in_use(host):
    found = await items(run(host, "models list", {}))
    assert sum(item["current"] for item in found) == 1


async def test_the_window_is_asked_to_the_front(host):
    heard = []
    host.bus.subscribe(heard.append)
    assert await items(run(host, "raise", {})) == [{"raised": True}]
    assert heard == [RaiseWindow()]


async def test_the_log_is_filtered_bounded_and_followed(host, home):
    file = LogFile(home.log_file, 1_000_000)
    for number in range(5):
        file.write(json.dumps({"at": "2026", "level": "info", "event": f"e{number}", "x": 1}))
    found = await items(run(host, "logs", {"limit": 2}))
    assert [item["event"] for item in found] == ["e3", "e4"]
    assert found[0]["fields"] == {"x": 1}
    assert await items(run(host, "logs", {"level": "error"})) == []
    followed = run(host, "logs", {"limit": 1, "follow": True})
    assert (await anext(followed))["event"] == "e4"
    file.write(json.dumps({"at": "2026", "level": "info", "event": "later"}))
    assert (await anext(followed))["event"] == "later"
    await followed.aclose()
    file.close()


async def test_a_level_that_does_not_exist(host):
    with pytest.raises(ConfigError, match="warning"):
        await items(run(host, "logs", {"level": "loud"}))
