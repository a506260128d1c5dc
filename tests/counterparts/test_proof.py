"""The judges of the proof see what they are there for."""

from __future__ import annotations

import base64
import sqlite3
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.counterparts import cards
from tests.counterparts.leaks import leaks
from tests.counterparts.making import MARKERS, ROUND
from tests.counterparts.proof import faults
from tests.counterparts.variations import KINDS, variations

KEY = f"sk-ant-api03-{MARKERS[0].upper()}abcdef".encode()


def in_database(folder: Path) -> None:
    database = sqlite3.connect(folder / "a.db")
    database.execute("create table notes (a, b)")
    text = base64.b64encode(b'{"name": "' + KEY + b'"}')
    database.execute("insert into notes values (1, ?)", (zlib.compress(text),))
    database.commit()
    database.close()


@pytest.mark.parametrize(
    "plant",
    [
        lambda folder: (folder / "a").write_bytes(b"x" * 99 + KEY),
        lambda folder: (folder / "a").write_bytes(KEY.decode().encode("utf-16")),
        lambda folder: (folder / "a").write_bytes(b"x: " + base64.b64encode(b"aa" + KEY)),
        lambda folder: (folder / "a").write_bytes(zlib.compress(KEY)),
        lambda folder: (folder / "a").write_bytes(cards.charx(None, [("n", KEY)])),
        lambda folder: (folder / "a").write_bytes(cards.png(cards.text_chunk("n", KEY, "zTXt"))),
        lambda folder: (folder / "a").write_bytes(
            cards.charx(None, [("n.png", cards.png_card({"data": KEY.decode()}, "iTXt"))])
        ),
        lambda folder: (folder / f"{MARKERS[0]}.txt").touch(),
        in_database,
    ],
)
def test_a_key_is_found_wherever_it_is(tmp_path: Path, plant: Callable[[Path], object]) -> None:
    assert list(leaks(tmp_path)) == []
    plant(tmp_path)
    assert len(list(leaks(tmp_path))) == 1


@pytest.mark.parametrize(
    ("text", "clear"),
    [
        ("ada.json is not valid JSON: unterminated string at line 2, column 7.", True),
        ("The file is nested more than 64 levels deep.", True),
        ('The character has no name. Give it one: "name": "…".', True),
        ("", False),
        ("No full stop", False),
        ("One thing. Another thing. A third thing.", False),
        ("It is too long" * 30 + ".", False),
        ("A name with \x1b[31m in it.", False),
        ("KeyError: there is no such thing.", False),
        ("'NoneType' has no such thing.", False),
    ],
)
def test_a_clear_sentence_is_known_from_another(text: str, clear: bool) -> None:
    assert (list(faults(text)) == []) is clear


def test_the_same_seed_makes_the_same_files(tmp_path: Path) -> None:
    made = []
    for run in ("one", "two"):
        found = []
        for variation in variations(tmp_path / run, 2 * ROUND, 3):
            plain = variation.path.is_file() and variation.path.stat().st_size < 10**7
            content = variation.path.read_bytes() if plain else b""
            found.append((variation.what, variation.must, content))
        made.append(found)
    assert made[0] == made[1]
    assert len(KINDS) == ROUND
    assert len({what for what, _, _ in made[0]}) == 2 * ROUND
