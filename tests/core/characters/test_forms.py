"""Characters of every form become the same thing."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.characters.character import Character
from app.core.characters.forms import edited, form_of, parse_character, usable_name
from app.core.errors import ConfigError
from app.core.message import is_uuid, stable_id
from tests.core.characters.documents import NEW, NEWEST, OLD


def test_a_first_generation_file_is_read_whole() -> None:
    character = parse_character(OLD)
    assert character.name == "Old Hand"
    assert character.bio == ("Has been here since the first release.",)
    assert character.lore == ("once kept a lighthouse",)
    assert character.message_examples == (
        (("{{user1}}", "Is it late?"), ("Old Hand", "The lamp is lit.")),
    )
    assert character.knowledge == ("Lamps burn oil.",)
    assert character.knowledge_paths == ("notes/harbour.md",)
    assert (character.style_all, character.style_chat, character.style_post) == (
        ("short",),
        ("plain",),
        ("rare",),
    )


def test_a_second_generation_file_is_read_whole() -> None:
    character = parse_character(NEW)
    assert character.id == NEW["id"]
    assert character.bio == ("Came last week.",)
    assert character.system == "Be brief."
    assert character.knowledge == ()
    assert character.knowledge_paths == ("tides.md", "charts")
    assert character.post_examples == ("High water at six.",)
    assert character.templates == {"replyTemplate": "{{text}}"}
    assert character.plugins == ("@elizaos/plugin-sql",)
    assert character.settings["model"] == "small"


def test_a_third_generation_file_is_read_whole() -> None:
    character = parse_character(NEWEST)
    assert character.message_examples == ((("A", "Here?"),),)
    assert character.post_examples == ("Soon.",)
    assert (character.knowledge, character.knowledge_paths) == (("A fact.",), ("a.txt",))


def test_the_same_name_is_the_same_agent_and_a_poor_id_does_not_count() -> None:
    assert parse_character({"name": " Ada "}).id == stable_id("agent", "ada")
    assert parse_character({"name": "Ada", "id": "ada-1"}).id == stable_id("agent", "ada")


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([], "JSON object"),
        ({"bio": "x"}, "no name"),
        ({"name": "   "}, "no name"),
        ({"name": "x" * 121}, "longer than 120"),
    ],
)
def test_what_is_no_character_is_refused(document: Any, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        parse_character(document)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(st.dictionaries(st.sampled_from([*OLD, *NEW, *NEWEST, "secrets"]), json_values))
def test_no_value_under_any_key_breaks_the_reader(document: dict[str, Any]) -> None:
    character = parse_character({**document, "name": "Any"})
    assert isinstance(character, Character)
    assert is_uuid(character.id)


def test_an_edit_changes_what_was_edited_and_nothing_else() -> None:
    changed = edited(OLD, {"name": "  Older \u202e Hand ", "bio": ("Still here.",)})
    assert changed == {**OLD, "name": "Older Hand", "bio": "Still here."}
    with pytest.raises(ConfigError, match="no name"):
        edited(OLD, {"name": "\x00"})


def test_an_id_is_written_in_one_way() -> None:
    given_id = "6F9619FF8B864D01B42D00CF4FC964FF"
    assert parse_character({"name": "A", "id": given_id}).id == NEW["id"]


def test_each_form_is_known_by_its_looks() -> None:
    names = {
        form_of(document).shape(document).form
        for document in (
            OLD,
            NEW,
            NEWEST,
            {"name": "A", "first_mes": "Hello."},
            {"spec": "chara_card_v2", "data": {"name": "A"}},
            {"spec": "chara_card_v3", "data": {"name": "A"}},
            {"SOUL.md": "# Soul"},
        )
    }
    forms = ("0.x", "1.x", "2.x", "Tavern V1", "Tavern V2", "Tavern V3", "OpenClaw")
    assert names == set(forms)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "../../etc/passwd"),
        ("A\x1b[31mB", "A [31mB"),
        ("\u202eevil\u202c", "evil"),
        ("a\nb\t c", "a b c"),
        ("z\u200bero", "zero"),
        ("\U0001f642", "\U0001f642"),
    ],
)
def test_a_name_is_what_can_be_seen(name: str, shown: str) -> None:
    assert usable_name(name) == shown
