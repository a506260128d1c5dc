"""Every field has its words."""

from __future__ import annotations

from app.core.characters.character import FIELDS, Kind
from app.ui.models.character_words import hint, parts, rule, titles
from app.ui.models.field_text import read


def test_every_field_stands_in_one_group_with_a_title_and_one_plain_line() -> None:
    fields = [field for part in parts() for field in part.fields]
    assert sorted(field.name for field in fields) == sorted(FIELDS)
    assert all(field.title and field.about.endswith(".") for field in fields)
    assert all(len(field.about) < 90 for field in fields)
    assert {field.name: field.kind for field in fields} == dict(FIELDS)
    assert titles()["bio"] == "About it"
    assert len(set(titles().values())) == len(FIELDS)


def test_an_example_that_is_shown_can_be_typed() -> None:
    assert read(Kind.TALKS, hint(Kind.TALKS)) == ((("Sam", "Good evening."),),)
    (entry,) = read(Kind.LORE, f"{hint(Kind.LORE)}\ntext")
    assert (entry.keys, entry.also) == (("harbour", "boats"), ("storm",))
    assert read(Kind.TEXTS, hint(Kind.TEXTS)) == {"name": "text"}
    assert hint(Kind.LINE) == ""


def test_what_a_line_has_no_room_for_is_in_the_rule() -> None:
    assert "[Aa]" in rule(Kind.LORE)
    assert rule(Kind.TEXT) == ""
