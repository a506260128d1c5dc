"""What the editor asks of the host."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import AppError, ConfigError, NotFound
from app.core.message import AgentState
from app.ui.agents.desk import CharacterDesk
from app.ui.models.draft import Draft
from tests.ui.agents.editing import EditorStage


class Heard:
    """Everything a desk said."""

    def __init__(self, desk: CharacterDesk) -> None:
        self.loaded: list[tuple[Any, Any]] = []
        self.unreadable: list[AppError] = []
        self.gone = 0
        self.drafted: list[Draft] = []
        self.states: list[AgentState] = []
        self.pictures: list[tuple[str, Path | None]] = []
        self.versions: list[list[int]] = []
        self.refused: list[AppError] = []
        desk.loaded.connect(lambda character, typed: self.loaded.append((character, typed)))
        desk.unreadable.connect(self.unreadable.append)
        desk.gone.connect(self._go)
        desk.drafted.connect(self.drafted.append)
        desk.informed.connect(lambda info: self.states.append(info.state))
        desk.pictured.connect(lambda name, path: self.pictures.append((name, path)))
        desk.versions_read.connect(lambda found: self.versions.append([v.number for v in found]))
        desk.refused.connect(self.refused.append)

    def _go(self) -> None:
        self.gone += 1


@pytest.fixture
def work(desk: EditorStage) -> CharacterDesk:
    return CharacterDesk(desk.host, desk.bridge, desk.bridge)


@pytest.fixture
def heard(desk: EditorStage, work: CharacterDesk) -> Heard:
    made = Heard(work)
    desk.do(work.open, desk.mira.id)
    desk.wait(lambda: made.versions and made.pictures)
    return made


def test_opening_tells_the_character_its_versions_and_how_it_is(
    work: CharacterDesk, heard: Heard
) -> None:
    ((character, typed),) = heard.loaded
    assert (character.name, typed) == ("Mira", {})
    assert heard.versions == [[1]]
    assert heard.states == [AgentState.READY]
    assert heard.pictures == [("Mira", None)]
    assert work.name == "Mira"
    assert "creator_notes" in work.kept


def test_a_draft_comes_once_nothing_was_typed_for_a_moment(
    desk: EditorStage, work: CharacterDesk, heard: Heard
) -> None:
    for text in ("S", "Sa", "Sails."):
        desk.do(work.want_draft, {"bio": text})
    desk.wait(lambda: heard.drafted)
    (draft,) = heard.drafted
    assert draft.character.bio == ("Sails.",)


def test_saving_is_one_version_and_tells_the_texts_it_was_made_of(
    desk: EditorStage, work: CharacterDesk, heard: Heard
) -> None:
    done: list[Draft] = []

    def twice() -> None:
        work.save({"bio": "Sails."}, done.append)
        work.save({"bio": "Sails."}, done.append)

    desk.do(twice)
    desk.wait(lambda: done and len(heard.versions) == 2)
    assert heard.loaded[1][0].bio == ("Sails.",)
    assert heard.loaded[1][1] == {"bio": "Sails."}
    assert heard.versions[1] == [2, 1]
    assert (len(done), len(heard.loaded)) == (1, 2)


def test_what_is_wrong_is_not_saved(desk: EditorStage, work: CharacterDesk, heard: Heard) -> None:
    done: list[Draft] = []
    desk.do(work.save, {"bio": "Sails.", "name": ""}, done.append)
    desk.wait(lambda: done)
    assert set(done[0].wrong) == {"name"}
    assert len(heard.loaded) == 1
    desk.do(work.save, {"bio": "Sails."}, done.append)
    desk.wait(lambda: len(done) == 2)


def test_what_the_library_refuses_is_told(
    desk: EditorStage, work: CharacterDesk, heard: Heard
) -> None:
    desk.do(work.save, {"name": "Eliza"}, lambda _draft: None)
    desk.wait(lambda: heard.refused)
    assert "already an agent called Eliza" in heard.refused[0].text
    assert desk.problems == []


def test_undoing_and_restoring_are_versions_too(
    desk: EditorStage, work: CharacterDesk, heard: Heard
) -> None:
    done: list[str] = []
    desk.do(work.undo, lambda: done.append("undo"))
    desk.wait(lambda: heard.refused)
    assert "nothing to undo" in heard.refused[0].text
    desk.do(work.save, {"bio": "Sails."}, lambda _draft: done.append("save"))
    desk.wait(lambda: done == ["save"])
    desk.do(work.undo, lambda: done.append("undo"))
    desk.wait(lambda: done == ["save", "undo"])
    assert heard.loaded[-1][0].bio == ("Keeps a lighthouse.", "Speaks little.")
    desk.do(work.restore, 2, lambda: done.append("restore"))
    desk.wait(lambda: done == ["save", "undo", "restore"])
    assert heard.loaded[-1][0].bio == ("Sails.",)
    desk.wait(lambda: heard.versions[-1] == [4, 3, 2, 1])


def test_a_change_from_elsewhere_is_told_and_a_state_is_no_change(
    desk: EditorStage, work: CharacterDesk, heard: Heard
) -> None:
    desk.do(desk.host.agents.mark, desk.mira.id, AgentState.BUSY)
    desk.wait(lambda: heard.states[-1] is AgentState.BUSY)
    assert len(heard.loaded) == 1
    desk.run(desk.host.library.edit(desk.mira.id, {"bio": ("Elsewhere.",)}))
    desk.wait(lambda: len(heard.loaded) == 2)
    assert heard.loaded[1][1] == {}
    before = len(heard.states)
    eliza = desk.run(desk.host.agents.find("Eliza"))
    desk.do(desk.host.agents.mark, eliza.id, AgentState.BUSY)
    assert len(heard.states) == before


def test_a_picture_is_told_when_it_is_another_one(
    desk: EditorStage, work: CharacterDesk, heard: Heard
) -> None:
    desk.do(work.set_picture, desk.picture())
    desk.wait(lambda: heard.pictures[-1][1] is not None)
    count = len(heard.pictures)
    desk.do(desk.host.agents.mark, desk.mira.id, AgentState.BUSY)
    desk.wait(lambda: heard.states[-1] is AgentState.BUSY)
    assert len(heard.pictures) == count
    desk.do(work.set_picture, desk.picture(colour="#993333"))
    desk.wait(lambda: len(heard.pictures) > count)
    desk.do(work.set_picture, desk.folder / "character.json")
    desk.wait(lambda: heard.refused)


def test_an_agent_that_is_gone_is_told(
    desk: EditorStage, work: CharacterDesk, heard: Heard
) -> None:
    desk.run(desk.host.library.remove(desk.mira.id))
    desk.wait(lambda: heard.gone == 1)
    with pytest.raises(NotFound):
        desk.run(CharacterDesk(desk.host, desk.bridge, desk.bridge).draft({}))


def test_a_document_that_cannot_be_read_is_told(
    desk: EditorStage, work: CharacterDesk, heard: Heard
) -> None:
    from dataclasses import replace
    from datetime import UTC, datetime

    (row,) = [row for row in desk.run(desk.store.agents()) if row.id == desk.mira.id]
    desk.run(desk.store.save_agent(replace(row, character={"bio": 1}), datetime.now(UTC), "odd"))
    desk.host.agents._characters.pop(desk.mira.id)
    desk.run(desk.host.agents.load())
    desk.do(work.open, desk.mira.id)
    desk.wait(lambda: heard.unreadable)
    assert isinstance(heard.unreadable[0], ConfigError)
    assert work.kept == {}
    with pytest.raises(ConfigError, match="no name"):
        desk.run(work.draft({}))
    desk.do(work.want_draft, {})
    desk.run(asyncio.sleep(0.35))
    assert heard.drafted == []


def test_once_closed_it_says_nothing_more(
    desk: EditorStage, work: CharacterDesk, heard: Heard
) -> None:
    done: list[Draft] = []

    def leave() -> None:
        work.want_draft({"bio": "x"})
        work.save({"bio": "Kept."}, done.append)
        work.close()

    desk.do(leave)
    desk.run(asyncio.sleep(0.4))
    assert (done, heard.drafted, len(heard.loaded)) == ([], [], 1)
    assert desk.host.agents.character(desk.mira.id).bio == ("Kept.",)
