import json

import pytest

from app.core.commands import COMMANDS, WITHOUT_HOST, run, run_without_host
from app.core.errors import ConfigError
from tests.counterparts.house import house
from tests.counterparts.ports import ScriptedModel


async def items(stream):
    return [item async for item in stream]


async def test_a_word_nobody_knows_is_said(home):
    async with house(home, ScriptedModel()) as host:
        with pytest.raises(ConfigError, match="does not know"):
            await items(run(host, "fly", {}))


async def test_words_without_parameters_answer_with_json(home):
    async with house(home, ScriptedModel()) as host:
        for word in ("agent list", "health", "models list", "secrets list", "memory list", "raise"):
            json.dumps(await items(run(host, word, {})))


async def test_the_log_can_be_read_without_an_owner(home):
    assert set(COMMANDS) > WITHOUT_HOST
    assert await items(run_without_host(home, "logs", {})) == []
    with pytest.raises(ConfigError):
        run_without_host(home, "health", {})
