"""Characters come in whole or not at all, and overwrite nothing by themselves."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from app.core.arrival import Choices, SameName, SecretsTo
from app.core.errors import ConfigError, StoreError, VaultAbsent
from app.core.host import Host
from app.core.paths import Paths
from app.core.tasks import spawn
from tests.counterparts.house import house
from tests.counterparts.ports import ScriptedModel

KEY = "sk-test-0123456789abcdefghij"
CARD = {
    "name": "Cook / Chef",
    "bio": ["Cooks."],
    "settings": {"secrets": {"OPENAI_API_KEY": KEY, "EMPTY": ""}},
    "unknown": 1,
}
KEYRING = Choices(secrets=SecretsTo.KEYRING)
REPLACE = Choices(same_name=SameName.REPLACE)
BOTH = Choices(same_name=SameName.KEEP_BOTH)


@pytest.fixture
async def host(home: Paths) -> AsyncIterator[Host]:
    async with house(home, ScriptedModel()) as opened:
        yield opened


def file(folder: Path, document: dict[str, Any], name: str = "one.json") -> Path:
    path = folder / name
    path.write_text(json.dumps(document), "utf-8")
    return path


def nowhere(home: Paths, text: str) -> bool:
    """Say whether the text stands in no file of the home."""
    files = [path for path in home.data.parent.rglob("*") if path.is_file()]
    return bool(files) and not any(text.encode() in path.read_bytes() for path in files)


async def test_looking_keeps_nothing_and_says_what_there_is(
    host: Host, home: Paths, tmp_path: Path
) -> None:
    arrival = await host.intake.look(file(tmp_path, CARD))
    assert arrival.report.secrets_found == ("OPENAI_API_KEY",)
    assert (arrival.same, arrival.free_name) == (None, "Cook / Chef")
    assert len(await host.agents.list()) == 3
    assert nowhere(home, "Cook / Chef")


async def test_keys_are_asked_about_and_go_to_the_keyring_alone(
    host: Host, home: Paths, tmp_path: Path
) -> None:
    arrival = await host.intake.look(file(tmp_path, CARD))
    with pytest.raises(ConfigError, match="OPENAI_API_KEY"):
        await host.intake.take_in(arrival, Choices())
    assert len(await host.agents.list()) == 3
    taken = await host.intake.take_in(arrival, KEYRING)
    assert taken.stored == ("Cook / Chef/OPENAI_API_KEY",)
    assert host.vault.values == {"Cook / Chef/OPENAI_API_KEY": KEY}
    assert host.agents.document(taken.agent.id)["unknown"] == 1
    assert nowhere(home, KEY)


async def test_keys_can_be_left_out(host: Host, home: Paths, tmp_path: Path) -> None:
    arrival = await host.intake.look(file(tmp_path, CARD))
    taken = await host.intake.take_in(arrival, Choices(secrets=SecretsTo.LEAVE_OUT))
    assert (taken.stored, taken.left_out) == ((), ("OPENAI_API_KEY",))
    assert host.vault.values == {}
    assert nowhere(home, KEY)


async def test_a_key_of_several_lines_is_kept_in_one(host: Host, tmp_path: Path) -> None:
    block = "-----BEGIN PRIVATE KEY-----\nMIIabc\n-----END PRIVATE KEY-----"
    arrival = await host.intake.look(file(tmp_path, {"name": "A", "bio": block}))
    await host.intake.take_in(arrival, KEYRING)
    assert host.vault.values == {"A/bio": block.replace("\n", "\\n")}


async def test_without_a_keyring_nothing_is_kept_and_no_key_stays_behind(
    host: Host, home: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    two = {**CARD, "secrets": {"ZULU": "second-secret-1"}}
    arrival = await host.intake.look(file(tmp_path, two))
    keep = host.vault.set

    async def second_fails(name: str, value: str) -> None:
        if name.endswith("ZULU"):
            raise VaultAbsent("There is no keyring.")
        await keep(name, value)

    monkeypatch.setattr(host.vault, "set", second_fails)
    with pytest.raises(VaultAbsent, match=r"only be kept in a keyring.*Nothing was imported"):
        await host.intake.take_in(arrival, KEYRING)
    assert host.vault.values == {}
    assert len(await host.agents.list()) == 3


async def test_a_key_the_keyring_cannot_hold_is_named(
    host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def too_long(name: str, value: str) -> None:
        raise ConfigError("The key is too long.")

    monkeypatch.setattr(host.vault, "set", too_long)
    arrival = await host.intake.look(file(tmp_path, CARD))
    with pytest.raises(ConfigError, match=r"cannot hold OPENAI_API_KEY.*leave them out"):
        await host.intake.take_in(arrival, KEYRING)


async def test_a_failed_write_takes_the_keys_back(
    host: Host, home: Paths, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log_watch: Any
) -> None:
    async def refuse(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(host.store, "save_agent", refuse, raising=False)
    arrival = await host.intake.look(file(tmp_path, CARD))
    with pytest.raises(StoreError, match="full"):
        await host.intake.take_in(arrival, KEYRING)
    assert host.vault.values == {}

    async def gone(name: str) -> None:
        raise VaultAbsent("It has gone.")

    monkeypatch.setattr(host.vault, "delete", gone)
    log_watch.expect("intake.key_left")
    with pytest.raises(StoreError):
        await host.intake.take_in(arrival, KEYRING)
    assert not list(home.characters.iterdir())


async def test_a_failed_write_leaves_a_key_that_was_there_as_it_was(
    host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await host.vault.set("Cook / Chef/OPENAI_API_KEY", "the-older-one")

    async def refuse(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(host.store, "save_agent", refuse, raising=False)
    arrival = await host.intake.look(file(tmp_path, CARD))
    with pytest.raises(StoreError):
        await host.intake.take_in(arrival, KEYRING)
    assert host.vault.values == {"Cook / Chef/OPENAI_API_KEY": "the-older-one"}


async def test_a_dialog_closed_while_keys_are_stored_leaves_none(
    host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, begun, go = host.vault.set, asyncio.Event(), asyncio.Event()

    async def slowly(name: str, value: str) -> None:
        begun.set()
        await go.wait()
        await keep(name, value)

    monkeypatch.setattr(host.vault, "set", slowly)
    arrival = await host.intake.look(file(tmp_path, CARD))
    task = spawn(host.intake.take_in(arrival, KEYRING), "test")
    await begun.wait()
    task.cancel()
    go.set()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert host.vault.values == {}
    assert len(await host.agents.list()) == 3


async def test_a_taken_name_is_a_question(host: Host, tmp_path: Path) -> None:
    eliza = {"name": "ELIZA", "bio": ["Somebody else."]}
    arrival = await host.intake.look(file(tmp_path, eliza))
    assert arrival.same is not None
    assert arrival.same.name == "Eliza"
    assert "bio" in {change.field for change in arrival.changes}
    assert arrival.free_name == "ELIZA 2"
    with pytest.raises(ConfigError, match="already an agent called Eliza"):
        await host.intake.take_in(arrival, Choices())
    both = await host.intake.take_in(arrival, BOTH)
    assert both.agent.name == "Eliza 2"
    assert both.agent.id != arrival.same.id
    named = Choices(same_name=SameName.KEEP_BOTH, name="Liz")
    assert (await host.intake.take_in(arrival, named)).agent.name == "Liz"
    with pytest.raises(ConfigError, match="called Liz"):
        await host.intake.take_in(arrival, named)


async def test_replacing_is_a_new_version_of_the_same_agent(host: Host, tmp_path: Path) -> None:
    first = await host.intake.take_in(
        await host.intake.look(file(tmp_path, {"name": "Ada", "bio": "Counts."})), Choices()
    )
    room = await host.rooms.create(first.agent.id)
    arrival = await host.intake.look(file(tmp_path, {"name": "ada", "bio": "Sings."}, "two.json"))
    taken = await host.intake.take_in(arrival, REPLACE)
    assert taken.replaced
    assert (taken.agent.id, taken.agent.name) == (first.agent.id, "ada")
    assert [found.id for found in await host.rooms.list(first.agent.id)] == [room.id]
    versions = await host.library.versions(first.agent.id)
    assert [(v.number, v.note) for v in versions] == [
        (2, "Imported from two.json"),
        (1, "Imported from one.json"),
    ]
    assert (await host.library.undo(first.agent.id)).summary == "Counts."


async def test_the_same_file_again_changes_nothing(host: Host, tmp_path: Path) -> None:
    path = file(tmp_path, CARD)
    await host.intake.take_in(await host.intake.look(path), KEYRING)
    arrival = await host.intake.look(path)
    assert arrival.identical
    again = await host.intake.take_in(arrival, Choices())
    assert again.unchanged
    assert len(await host.agents.list()) == 4


async def test_a_taken_id_is_no_reason_to_refuse(host: Host, tmp_path: Path) -> None:
    eliza = await host.agents.find("Eliza")
    arrival = await host.intake.look(file(tmp_path, {"name": "Twin", "id": eliza.id}))
    taken = await host.intake.take_in(arrival, Choices())
    assert taken.agent.id != eliza.id
    assert host.agents.document(taken.agent.id)["id"] == eliza.id


async def test_a_library_that_cannot_be_written_keeps_nothing(
    host: Host, home: Paths, tmp_path: Path
) -> None:
    soul = tmp_path / "claw"
    soul.mkdir()
    (soul / "SOUL.md").write_text("# Claw\n\nBe brief.\n")
    (soul / "avatar.png").write_bytes(b"\x89PNG\r\n\x1a\n...")
    arrival = await host.intake.look(soul)
    home.characters.rmdir()
    home.characters.write_text("")
    with pytest.raises(StoreError, match="library"):
        await host.intake.take_in(arrival, Choices())
    assert len(await host.agents.list()) == 3
