"""Characters are changed in versions that can be undone, copied, and given back without loss."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.core.agents import EDITED, SHIPPED, AgentInfo
from app.core.arrival import Choices
from app.core.characters.contents import Container, Target
from app.core.characters.reading import load_character
from app.core.errors import ConfigError, NotFound, StoreError
from app.core.events import AgentChanged, Fact
from app.core.host import Host
from app.core.message import Incoming
from app.core.paths import Paths
from tests.core.characters.documents import OLD
from tests.core.test_intake import file
from tests.counterparts.house import house
from tests.counterparts.ports import ScriptedModel

TAVERN = {
    "spec": "chara_card_v2",
    "spec_version": "2.0",
    "data": {
        "name": "Mira",
        "description": "Keeps a lighthouse.",
        "first_mes": "The lamp is lit.",
        "tags": ["sea"],
        "extensions": {"depth": 4},
    },
}


@pytest.fixture
async def host(home: Paths) -> AsyncIterator[Host]:
    async with house(home, ScriptedModel()) as opened:
        yield opened


async def taken(host: Host, path: Path) -> AgentInfo:
    return (await host.intake.take_in(await host.intake.look(path), Choices())).agent


async def test_an_edit_is_a_version_and_holds_at_once(host: Host, tmp_path: Path) -> None:
    agent = await taken(host, file(tmp_path, OLD))
    heard: list[Fact] = []
    host.bus.subscribe(heard.append)
    changed = await host.library.edit(agent.id, {"bio": ("Sails now.",), "topics": ("wind",)})
    assert changed.summary == "Sails now."
    assert host.agents.character(agent.id).topics == ("wind",)
    assert AgentChanged(agent.id, agent.state) in heard
    newest, first = await host.library.versions(agent.id)
    assert (newest.number, newest.note) == (2, "Edited")
    assert [change.field for change in newest.changes] == ["bio", "topics"]
    assert first.changes == ()
    assert host.agents.document(agent.id) == {**OLD, "bio": "Sails now.", "topics": ["wind"]}


async def test_nothing_changed_is_no_version(host: Host, tmp_path: Path) -> None:
    agent = await taken(host, file(tmp_path, OLD))
    await host.library.edit(agent.id, {"name": "Old Hand"})
    assert len(await host.library.versions(agent.id)) == 1


async def test_undo_goes_back_step_by_step(host: Host, tmp_path: Path) -> None:
    agent = await taken(host, file(tmp_path, OLD))
    for bio in ("Two.", "Three."):
        await host.library.edit(agent.id, {"bio": (bio,)})
    assert (await host.library.undo(agent.id)).summary == "Two."
    assert (await host.library.undo(agent.id)).summary == OLD["bio"]
    with pytest.raises(ConfigError, match="nothing to undo"):
        await host.library.undo(agent.id)
    assert (await host.library.restore(agent.id, 3)).summary == "Three."
    assert (await host.library.undo(agent.id)).summary == "Two."
    assert len(await host.library.versions(agent.id)) == 7
    with pytest.raises(NotFound, match="no version 99"):
        await host.library.restore(agent.id, 99)


async def test_bad_edits_change_nothing(host: Host, tmp_path: Path) -> None:
    agent = await taken(host, file(tmp_path, OLD))
    for values, said in (
        ({"colour": "red"}, "no field called colour"),
        ({"name": " "}, "no name"),
        ({"name": "eliza"}, "already an agent called Eliza"),
        ({"bio": ("my key is sk-test-0123456789abcdefghij",)}, "There is a key in the text"),
    ):
        with pytest.raises(ConfigError, match=said):
            await host.library.edit(agent.id, values)
    assert host.agents.document(agent.id) == OLD
    assert len(await host.library.versions(agent.id)) == 1


async def test_a_renamed_default_agent_stays_the_default(host: Host) -> None:
    eliza = await host.agents.find("Eliza")
    await host.library.edit(eliza.id, {"name": "Liz"})
    assert host.settings.current.general.default_agent == "Liz"


async def test_a_shipped_agent_that_was_edited_is_not_updated_until_it_is_put_back(
    home: Paths,
) -> None:
    async with house(home, ScriptedModel()) as host:
        eliza = await host.agents.find("Eliza")
        info = await host.library.edit(eliza.id, {"bio": ("Mine now.",)})
        assert (info.origin, info.shipped) == (EDITED, True)
        with pytest.raises(ConfigError, match="comes with Familiar"):
            await host.library.remove(eliza.id)
    async with house(home, ScriptedModel()) as host:
        assert (await host.agents.find("Eliza")).summary == "Mine now."
        assert (await host.library.undo(eliza.id)).origin == SHIPPED


async def test_a_copy_is_another_agent_of_the_same_character(host: Host, tmp_path: Path) -> None:
    agent = await taken(host, file(tmp_path, OLD))
    copied = await host.library.duplicate(agent.id)
    assert (copied.name, copied.id != agent.id) == ("Old Hand 2", True)
    assert host.agents.document(copied.id) == {**OLD, "name": "Old Hand 2"}
    assert (await host.library.duplicate(agent.id, "Third")).name == "Third"
    with pytest.raises(ConfigError, match="already an agent called Third"):
        await host.library.duplicate(agent.id, "third")
    shipped = await host.library.duplicate((await host.agents.find("Eliza")).id)
    assert not shipped.shipped


async def test_an_export_is_what_came_in(host: Host, tmp_path: Path) -> None:
    for number, document in enumerate((OLD, TAVERN)):
        source = file(tmp_path, document, f"{number}.json")
        agent = await taken(host, source)
        target = tmp_path / f"{number}-out.json"
        done = await host.library.export(agent.id, path=target)
        assert done.container is Container.JSON
        assert json.loads(target.read_text("utf-8")) == document
        with pytest.raises(ConfigError, match="there already"):
            await host.library.export(agent.id, path=target)
        assert json.loads((await host.library.export(agent.id)).body) == document


async def test_an_export_for_eliza_is_another_file(host: Host, tmp_path: Path) -> None:
    agent = await taken(host, file(tmp_path, TAVERN))
    done = await host.library.export(agent.id, Target.ELIZA)
    found = json.loads(done.body)
    assert found["name"] == "Mira"
    assert found["id"] == agent.id
    assert done.notes


async def test_a_disk_that_refuses_an_export_is_told(host: Host, tmp_path: Path) -> None:
    eliza = await host.agents.find("Eliza")
    with pytest.raises(StoreError, match="could not be written"):
        await host.library.export(eliza.id, path=tmp_path / "no" / "such" / "folder.json")


async def test_a_picture_is_chosen_told_and_taken_back(host: Host, tmp_path: Path) -> None:
    eliza = await host.agents.find("Eliza")
    heard: list[Fact] = []
    host.bus.subscribe(heard.append)
    picture = tmp_path / "eliza.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n...")
    await host.library.set_picture(eliza.id, picture)
    shown = (await host.agents.find("Eliza")).picture
    assert shown is not None
    assert shown.read_bytes() == picture.read_bytes()
    assert AgentChanged(eliza.id, eliza.state) in heard
    await host.library.set_picture(eliza.id, None)
    assert (await host.agents.find("Eliza")).picture is None


async def test_removing_takes_everything_along(host: Host, home: Paths, tmp_path: Path) -> None:
    folder = tmp_path / "claw"
    folder.mkdir()
    (folder / "SOUL.md").write_text("# Claw\n\nBe brief.\n")
    (folder / "avatar.png").write_bytes(b"\x89PNG\r\n\x1a\n...")
    agent = await taken(host, folder)
    assert await host.library.container(agent.id) is Container.FOLDER
    room = await host.rooms.create(agent.id)
    async for _ in host.turns.receive(Incoming("Claw", "Marmalade", room.id)):
        pass
    await host.library.remove(agent.id)
    assert not list(home.characters.iterdir())
    assert await host.library.versions(agent.id) == []
    with pytest.raises(NotFound):
        host.agents.document(agent.id)


async def test_a_folder_comes_back_as_a_folder(host: Host, tmp_path: Path) -> None:
    folder = tmp_path / "claw"
    (folder / "memory").mkdir(parents=True)
    (folder / "SOUL.md").write_text("# Claw\n\nBe brief.\n")
    (folder / "memory" / "2026-01-02.md").write_text("- It rained.\n")
    agent = await taken(host, folder)
    out = tmp_path / "out"
    await host.library.export(agent.id, path=out)
    assert load_character(out).document == load_character(folder).document
    text = json.loads((await host.library.export(agent.id)).body)
    assert text["SOUL.md"].startswith("# Claw")


async def test_a_version_that_cannot_be_read_is_shown_without_changes(
    host: Host, home: Paths, tmp_path: Path
) -> None:
    from dataclasses import replace
    from datetime import UTC, datetime

    agent = await taken(host, file(tmp_path, OLD))
    (row,) = [row for row in await host.store.agents() if row.id == agent.id]
    await host.store.save_agent(replace(row, character={"bio": 1}), datetime.now(UTC), "odd")
    odd, first = await host.library.versions(agent.id)
    assert (odd.changes, first.changes) == ((), ())
