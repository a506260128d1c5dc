"""A character goes back into what it came in, and no file is ever overwritten."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.core.characters.contents import Container
from app.core.characters.reading import load_character
from app.core.characters.saving import container_for, container_of, packed, save
from app.core.errors import ConfigError, StoreError

TAVERN = {"spec": "chara_card_v2", "spec_version": "2.0", "data": {"name": "Mira"}}
ELIZA = {"name": "Eliza", "bio": ["x"]}
CLAW = {"SOUL.md": "# Claw\n\nBe brief.\n"}


def test_the_container_follows_from_form_and_rest() -> None:
    png, charx = {Container.PNG: b"x"}, {Container.CHARX: b"x"}
    assert container_for(TAVERN, png) is Container.PNG
    assert container_for(TAVERN, charx) is Container.CHARX
    assert container_for(TAVERN, {}) is Container.JSON
    assert container_for(ELIZA, png) is Container.JSON
    assert container_for(CLAW, {}) is Container.FOLDER


def test_a_name_can_ask_for_another() -> None:
    assert container_of(Path("a.PNG"), Container.JSON) is Container.PNG
    assert container_of(Path("a.charx"), Container.JSON) is Container.CHARX
    assert container_of(Path("a.json"), Container.FOLDER) is Container.JSON
    assert container_of(Path("a"), Container.FOLDER) is Container.FOLDER


def test_a_charx_is_made_of_any_tavern_character(tmp_path: Path) -> None:
    save(TAVERN, Container.CHARX, {}, tmp_path / "mira.charx")
    loaded = load_character(tmp_path / "mira.charx")
    assert (loaded.document, loaded.container) == (TAVERN, Container.CHARX)


def test_what_cannot_be_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Only characters in Tavern's form"):
        packed(ELIZA, Container.PNG, {})
    with pytest.raises(ConfigError, match="picture"):
        packed(TAVERN, Container.PNG, {})
    with pytest.raises(ConfigError, match="folder of texts"):
        packed(CLAW, Container.FOLDER, {})


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "eliza.json"
    save(ELIZA, Container.JSON, {}, path)
    with pytest.raises(ConfigError, match="there already"):
        save(TAVERN, Container.JSON, {}, path)
    assert json.loads(path.read_text("utf-8")) == ELIZA


@pytest.mark.parametrize("name", ["nul\x00", "no/such/folder/x.json"])
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="could not be written"):
        save(ELIZA, Container.JSON, {}, tmp_path / name)
