"""The description of a document."""

from __future__ import annotations

from app.core.characters.shape import Shape


def test_two_equal_descriptions_are_equal() -> None:
    assert Shape("1.x", ("name",), (), ()) == Shape("1.x", ("name",), (), ())
