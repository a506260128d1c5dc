"""The report on a card: every part is used, or kept with the reason."""

from __future__ import annotations

from typing import Any

from app.core.characters.tavern_shape import MAX_ROWS, WHY_KEPT, shape
from tests.core.characters.tavern_cards import V1, V2, V3


def kept(key: str) -> str:
    return f"{key} ({WHY_KEPT[key]})"


def test_the_first_version_is_told() -> None:
    found = shape({**V1, "chat": "c", "mood": "calm"})
    assert found.form == "Tavern V1"
    assert found.mapped == (
        "name",
        "description -> bio",
        "personality",
        "scenario",
        "first_mes -> greeting",
        "mes_example -> message_examples",
    )
    assert found.kept == (kept("chat"), "mood")
    assert found.warnings == ()


def test_the_second_version_is_told_with_its_book() -> None:
    found = shape({**V2, "avatar": "none", "tags": ["sea"]})
    assert found.form == "Tavern V2"
    assert found.mapped[-4:] == (
        "system_prompt -> system",
        "post_history_instructions -> closing",
        "character_book (2 entries) -> knowledge",
        "character_book (1 entry) -> lorebook",
    )
    assert found.kept == (
        kept("avatar"),
        kept("tags"),
        kept("alternate_greetings"),
        kept("creator"),
        kept("creator_notes"),
        kept("character_version"),
        kept("extensions.depth_prompt"),
        "extensions.fav (another program's own)",
    )
    assert found.warnings == ("character_book: 1 entry kept unused: switched off.",)


def test_the_third_version_is_told() -> None:
    found = shape(V3)
    assert found.form == "Tavern V3"
    assert "nickname" in found.mapped
    assert kept("assets") in found.kept
    assert not any(row.startswith("group_only_greetings") for row in found.kept)


def test_an_empty_note_at_a_depth_is_not_worth_a_word() -> None:
    blank = {"depth_prompt": {"prompt": "", "depth": 4}}
    assert shape({"first_mes": "x", "extensions": blank}).kept == ()


def test_fields_in_the_extension_and_pygmalions_names_are_told() -> None:
    extra = {"familiar": {"topics": ["tides"], "lore": []}}
    found = shape({"char_name": "A", "char_persona": "p", "extensions": extra, "data": 1})
    assert found.mapped == (
        "char_name -> name",
        "char_persona -> bio",
        "extensions.familiar.topics -> topics",
    )
    assert found.kept == ("data",)


def test_warnings_say_what_cannot_be_used() -> None:
    entries = [{"keys": ["/x/"], "content": "t"}, {"content": ""}, {"content": ""}, 5]
    data = {
        "first_mes": "Roll {{roll:6}} for {{ User }} and {{Char}}.",
        "mes_example": "{{char}}: It is {{time}}.",
        "name": "Ada",
        "character_book": {
            "entries": [*entries, {"content": "{{pick::a,b}}", "keys": ["k"]}],
        },
    }
    found = shape({"spec": "chara_card_v4", "data": data, "name": "Bob", "first_mes": 5})
    assert found.warnings == (
        "The card calls itself chara_card_v4; it is read as the third version.",
        "There is no description, so the agent knows only its name about itself.",
        "The card says twice and differently: name, first_mes. What is under data counts.",
        "character_book: 1 entry kept unused: found by regular expressions only, which are not run "
        "here.",
        "character_book: 2 entries kept unused: without a text.",
        "character_book: 1 entry kept unused: not an entry at all.",
        "Placeholders that cannot be filled here: {{roll}}, {{time}}.",
    )


def test_a_book_that_is_none_is_told() -> None:
    found = shape({**V1, "character_book": "a text"})
    assert found.warnings == ("character_book is not a lorebook, so it is kept unused.",)
    assert shape({**V1, "character_book": None}).warnings == ()


def test_hostile_keys_are_told_in_one_line_and_not_without_end() -> None:
    odd: dict[str, Any] = {f"key {number}": 1 for number in range(MAX_ROWS + 5)}
    found = shape({**V1, "a\n\u202eb" + "c" * 500: 1, **odd})
    assert found.kept[0] == "a b" + "c" * 77
    assert found.kept[-1] == "6 more"
    assert len(found.kept) == MAX_ROWS + 1


def test_placeholders_are_told_five_at_most() -> None:
    found = shape({**V1, "scenario": "".join(f"{{{{odd{number}}}}}" for number in range(9))})
    (warning,) = found.warnings
    assert warning.count("{{") == 5
