"""What `character …` and `agent add` mean, as items."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from app.core.commands import run
from app.core.commands_params import Items
from app.core.errors import ConfigError
from app.core.host import Host
from app.core.paths import Paths
from tests.core.test_intake import CARD, KEY, file
from tests.counterparts.house import house
from tests.counterparts.ports import ScriptedModel


@pytest.fixture
async def host(home: Paths) -> AsyncIterator[Host]:
    async with house(home, ScriptedModel()) as opened:
        yield opened


async def items(stream: Items) -> list[dict[str, Any]]:
    return [item async for item in stream]


@pytest.mark.parametrize("word", ["agent add", "character import"])
async def test_a_file_with_keys_is_taken_in_when_it_is_said_where_they_go(
    host: Host, tmp_path: Path, word: str
) -> None:
    wanted = {"file": str(file(tmp_path, CARD))}
    stream = run(host, word, wanted)
    refused = await anext(stream)
    assert (refused["refused"], refused["keys"]) == ("keys", ["OPENAI_API_KEY"])
    with pytest.raises(ConfigError, match="nothing was imported"):
        await anext(stream)
    (item,) = await items(run(host, word, {**wanted, "secrets": "keyring"}))
    assert (item["name"], item["secrets"]) == ("Cook / Chef", ["Cook / Chef/OPENAI_API_KEY"])
    assert host.vault.values == {"Cook / Chef/OPENAI_API_KEY": KEY}
    (again,) = await items(run(host, word, wanted | {"secrets": "keyring"}))
    assert again["unchanged"]


async def test_a_taken_name_shows_what_is_different(host: Host, tmp_path: Path) -> None:
    wanted = {"file": str(file(tmp_path, {"name": "Eliza", "bio": "Somebody else."}))}
    stream = run(host, "character import", wanted)
    refused = await anext(stream)
    assert refused["refused"] == "same name"
    assert "+ Somebody else." in refused["changes"]["bio"]
    with pytest.raises(ConfigError, match="nothing was overwritten"):
        await anext(stream)
    (item,) = await items(run(host, "character import", {**wanted, "same_name": "keep-both"}))
    assert item["name"] == "Eliza 2"
    (item,) = await items(run(host, "character import", {**wanted, "same_name": "replace"}))
    assert (item["name"], item["replaced"]) == ("Eliza", True)


async def test_an_unknown_answer_is_refused(host: Host, tmp_path: Path) -> None:
    wanted = {"file": str(file(tmp_path, CARD)), "secrets": "paper"}
    with pytest.raises(ConfigError, match="'secrets' is one of refuse, keyring, leave-out"):
        await items(run(host, "character import", wanted))


async def test_a_character_is_given_back(host: Host, tmp_path: Path) -> None:
    (item,) = await items(run(host, "character export", {"agent": "Eliza"}))
    assert json.loads(item["text"])["name"] == "Eliza"
    assert (item["container"], item["file_name"]) == ("json", "eliza.json")
    target = tmp_path / "out.json"
    (item,) = await items(
        run(host, "character export", {"agent": "Eliza", "form": "eliza", "to": str(target)})
    )
    assert (item["file"], item["text"]) == (str(target), "")
    assert json.loads(target.read_text("utf-8"))["name"] == "Eliza"


async def test_history_undo_and_a_copy(host: Host) -> None:
    eliza = await host.agents.find("Eliza")
    await host.library.edit(eliza.id, {"username": "liz"})
    newest, first = await items(run(host, "character history", {"agent": "Eliza"}))
    assert (newest["number"], newest["note"]) == (2, "Edited")
    assert list(newest["changes"]) == ["username"]
    assert first["note"] == "Came with Familiar"
    await items(run(host, "character undo", {"agent": "Eliza"}))
    assert host.agents.character(eliza.id).username != "liz"
    await items(run(host, "character undo", {"agent": "Eliza", "to": 2}))
    assert host.agents.character(eliza.id).username == "liz"
    (copy,) = await items(run(host, "character duplicate", {"agent": "Eliza", "name": "Liz"}))
    assert copy["name"] == "Liz"
