"""What is found in a file."""

from __future__ import annotations

import pytest

from app.core.characters.contents import Container, Contents, file_name


def test_contents_never_show_what_is_in_them() -> None:
    shown = repr(Contents({"secrets": {"K": "hush"}}, Container.PNG, (), b"hush", b"hush"))
    assert "hush" not in shown
    assert "png" in shown


@pytest.mark.parametrize(
    ("name", "container", "file"),
    [
        ("Old Hand", Container.JSON, "old-hand.json"),
        ("../../etc", Container.PNG, "etc.png"),
        ("\U0001f642", Container.JSON, "character.json"),
        ("Claw", Container.FOLDER, "claw"),
        ("x" * 200, Container.CHARX, "x" * 60 + ".charx"),
    ],
)
def test_a_file_name_is_one_everywhere(name: str, container: Container, file: str) -> None:
    assert file_name(name, container) == file
