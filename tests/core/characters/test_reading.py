"""A file is read by what it holds, whatever its name says; a bad one is told in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.core.characters.contents import Container
from app.core.characters.json_text import MAX_BYTES
from app.core.characters.reading import MAX_CARD_BYTES, load_character
from app.core.errors import ConfigError


def write(folder: Path, document: Any, name: str = "one.json") -> Path:
    file = folder / name
    file.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    return file


def test_a_json_file_is_read_whole(tmp_path: Path) -> None:
    document = {"name": "Ada", "bio": ["Counts."], "unknown": {"deep": [1, None]}}
    loaded = load_character(write(tmp_path, document, "ada.txt"))
    assert loaded.document == document
    assert (loaded.character.name, loaded.container) == ("Ada", Container.JSON)
    assert (loaded.warnings, loaded.picture, loaded.rest) == ((), b"", b"")


def test_every_mending_is_said_once(tmp_path: Path) -> None:
    loaded = load_character(write(tmp_path, '{"name": "B", "x": [NaN, NaN], "y": "\\ud83d"}'))
    assert loaded.document == {"name": "B", "x": [None, None], "y": "\ufffd"}
    assert len(loaded.warnings) == 2


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    large.write_bytes(b" " * (MAX_BYTES + 1))
    larger = tmp_path / "larger.json"
    with larger.open("wb") as file:
        file.truncate(MAX_CARD_BYTES + 1)
    for path, said in (
        (large, "larger than 5 MB"),
        (larger, "larger than 30 MB"),
        (tmp_path / "absent.json", "no file"),
        (tmp_path, "SOUL.md"),
        (tmp_path / "nul\x00.json", "no name of a file"),
        (write(tmp_path, '"just a text"'), "JSON object"),
        (write(tmp_path, "[]"), "JSON object"),
    ):
        with pytest.raises(ConfigError, match=said):
            load_character(path)


def test_a_secret_never_stands_in_a_representation(tmp_path: Path) -> None:
    loaded = load_character(write(tmp_path, {"name": "A", "secrets": {"KEY": "hush-hush"}}))
    assert "hush-hush" not in repr(loaded)
