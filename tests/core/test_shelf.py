"""Pictures and the rests of cards: kept per version, bounded, under no name from outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.characters.contents import Container
from app.core.errors import ConfigError, StoreError
from app.core.message import new_id
from app.core.shelf import MAX_PICTURE_BYTES, Shelf

PNG = b"\x89PNG\r\n\x1a\n" + b"one"
OTHER = b"\x89PNG\r\n\x1a\n" + b"other"
ONE, TWO = new_id(), new_id()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "characters")


def shown(shelf: Shelf, agent_id: str = ONE) -> bytes | None:
    picture = shelf.picture(agent_id)
    return picture.read_bytes() if picture else None


def test_an_agent_without_anything_has_nothing(shelf: Shelf) -> None:
    assert shelf.picture(ONE) is None
    assert shelf.rests(ONE) == {}
    shelf.drop(ONE)
    shelf.choose(ONE, None)


def test_a_png_cards_picture_is_its_rest(shelf: Shelf) -> None:
    shelf.keep(ONE, 1, Container.PNG, PNG, PNG)
    assert shown(shelf) == PNG
    assert shelf.rests(ONE) == {Container.PNG: PNG}


def test_a_charx_has_both(shelf: Shelf) -> None:
    shelf.keep(ONE, 1, Container.CHARX, PNG, b"PK rest")
    assert shown(shelf) == PNG
    assert shelf.rests(ONE) == {Container.CHARX: b"PK rest"}


def test_the_newest_counts_and_an_older_version_finds_its_own(shelf: Shelf) -> None:
    shelf.keep(ONE, 1, Container.PNG, PNG, PNG)
    shelf.keep(ONE, 3, Container.CHARX, OTHER, b"PK")
    assert shown(shelf) == OTHER
    assert shelf.rests(ONE) == {Container.CHARX: b"PK"}
    shelf.carry_over(ONE, 2, 4)
    assert shelf.rests(ONE) == {Container.CHARX: b"PK"}
    shelf.keep(ONE, 5, Container.PNG, OTHER, OTHER)
    shelf.carry_over(ONE, 1, 6)
    assert shown(shelf) == PNG
    assert shelf.rests(ONE) == {Container.PNG: PNG}


def test_nothing_is_kept_of_a_file_without_a_picture(shelf: Shelf, tmp_path: Path) -> None:
    shelf.keep(ONE, 1, Container.JSON, b"", b"")
    assert not (tmp_path / "characters").exists()


def test_a_chosen_picture_wins_until_it_is_taken_back(shelf: Shelf, tmp_path: Path) -> None:
    shelf.keep(ONE, 1, Container.FOLDER, PNG, b"")
    mine = tmp_path / "mine.jpg"
    mine.write_bytes(b"\xff\xd8\xff mine")
    shelf.choose(ONE, mine)
    assert shown(shelf) == mine.read_bytes()
    shelf.copy(ONE, TWO)
    assert shown(shelf, TWO) == mine.read_bytes()
    shelf.choose(ONE, None)
    assert shown(shelf) == PNG
    shelf.drop(ONE)
    assert shown(shelf) is None
    shelf.choose(TWO, None)
    assert shown(shelf, TWO) == PNG


def test_what_is_no_picture_is_refused(shelf: Shelf, tmp_path: Path) -> None:
    text = tmp_path / "a.png"
    text.write_text("no picture")
    large = tmp_path / "large.png"
    with large.open("wb") as file:
        file.truncate(MAX_PICTURE_BYTES + 1)
    for path, said in (
        (text, "no PNG or JPEG"),
        (large, "20 MB"),
        (tmp_path / "absent.png", "cannot be read"),
    ):
        with pytest.raises(ConfigError, match=said):
            shelf.choose(ONE, path)
    assert shelf.picture(ONE) is None


def test_an_id_is_never_a_path(shelf: Shelf, tmp_path: Path) -> None:
    shelf.keep("../../out", 1, Container.PNG, PNG, PNG)
    assert shown(shelf, "../../out") == PNG
    assert [path.name for path in tmp_path.iterdir()] == ["characters"]


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "characters").write_text("a file, not a folder")
    with pytest.raises(StoreError, match="library could not be written"):
        Shelf(tmp_path / "characters").keep(ONE, 1, Container.PNG, PNG, PNG)


def test_a_rest_that_cannot_be_read_is_told(shelf: Shelf, tmp_path: Path) -> None:
    (tmp_path / "characters" / ONE / "000001.png").mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be read"):
        shelf.rests(ONE)
