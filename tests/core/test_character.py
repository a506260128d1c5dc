"""Characters of every form become the same thing, and a bad file is told in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.character import (
    MAX_FILE_BYTES,
    Character,
    check_character,
    load_character,
    parse_character,
)
from app.core.errors import ConfigError
from app.core.message import is_uuid, stable_id
from app.core.paths import shipped_characters

OLD = {
    "name": "Old Hand",
    "bio": "Has been here since the first release.",
    "lore": ["once kept a lighthouse"],
    "clients": ["telegram"],
    "modelProvider": "openai",
    "TWITTER_POLL_INTERVAL": 120,
    "knowledge": ["Lamps burn oil.", "notes/harbour.md"],
    "messageExamples": [
        [
            {"user": "{{user1}}", "content": {"text": "Is it late?"}},
            {"user": "Old Hand", "content": {"text": "The lamp is lit.", "action": "CONTINUE"}},
        ]
    ],
    "style": {"all": ["short"], "chat": ["plain"], "post": ["rare"]},
}
NEW = {
    "id": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff",
    "name": "New Hand",
    "username": "newhand",
    "system": "Be brief.",
    "bio": ["Came last week.", "  "],
    "topics": ["tides"],
    "adjectives": ["quick"],
    "knowledge": [{"path": "tides.md"}, {"directory": "charts", "shared": True}],
    "messageExamples": [[{"name": "{{name1}}", "content": {"text": "Hi"}}]],
    "postExamples": ["High water at six."],
    "templates": {"replyTemplate": "{{text}}"},
    "plugins": ["@elizaos/plugin-sql"],
    "settings": {"model": "small", "secrets": {}},
}
NEWEST = {
    "name": "Newest Hand",
    "bio": ["Comes tomorrow."],
    "message_examples": [{"examples": [{"name": "A", "content": {"text": "Here?"}}]}],
    "post_examples": ["Soon."],
    "knowledge": [{"item": {"case": "path", "value": "a.txt"}}, {"id": "1", "content": "A fact."}],
}


def write(folder: Path, document: Any, name: str = "one.json") -> Path:
    file = folder / name
    file.write_text(document if isinstance(document, str) else json.dumps(document), "utf-8")
    return file


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
    assert (character.model_extra or {})["TWITTER_POLL_INTERVAL"] == 120


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


def test_a_byte_order_mark_and_both_halves_of_a_letter_are_fine(tmp_path: Path) -> None:
    file = write(tmp_path, '\ufeff{"name": "Smile \\ud83d\\ude42", "bio": "b"}')
    loaded = load_character(file)
    assert loaded.character.name == "Smile 🙂"
    assert loaded.warnings == ()


def test_what_json_does_not_allow_is_mended_and_said(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        '{"name": "A", "name": "B", "bio": "half \\ud83d", "settings": {"t": NaN, "u": 1e999}}',
    )
    loaded = load_character(file)
    assert loaded.character.name == "B"
    assert loaded.character.bio == ("half \ufffd",)
    assert loaded.document["settings"] == {"t": None, "u": None}
    told = " ".join(loaded.warnings)
    assert "name stands twice" in told
    assert "surrogate" in told
    assert "NaN" in told
    json.dumps(loaded.document).encode("utf-8")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"name": "A",\n "bio": }', "line 2"),
        ("", "line 1"),
        ("[" * 100_000, "nested too deeply"),
        ('{"name": "A", "x": ' + "[" * 80 + "]" * 80 + "}", "64 levels"),
        ('{"name": "A", "x": ' + "9" * 5000 + "}", "too long to read"),
        ('"just a text"', "JSON object"),
    ],
)
def test_a_broken_file_is_one_sentence(tmp_path: Path, content: str, said: str) -> None:
    file = write(tmp_path, content)
    with pytest.raises(ConfigError, match=said):
        load_character(file)
    report = check_character(file)
    assert not report.ok
    assert said in report.warnings[0]


def test_what_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    latin = tmp_path / "latin.json"
    latin.write_bytes(b'{\n"name": "Andr\xe9"}')
    large = tmp_path / "large.json"
    large.write_bytes(b" " * (MAX_FILE_BYTES + 1))
    for file, said in (
        (latin, "UTF-8 text .line 2"),
        (large, "larger than 5 MB"),
        (tmp_path / "absent.json", "no file"),
        (tmp_path, "cannot be read"),
    ):
        with pytest.raises(ConfigError, match=said):
            load_character(file)


def test_the_report_names_what_is_mapped_kept_and_secret(tmp_path: Path) -> None:
    document = {**OLD, "settings": {"secrets": {"TELEGRAM_BOT_TOKEN": "12345"}}}
    file = write(tmp_path, document)
    report = check_character(file).to_json()
    assert report == {
        "file": str(file),
        "ok": True,
        "format": "0.x",
        "name": "Old Hand",
        "mapped": [
            *("name", "bio", "lore", "knowledge", "messageExamples", "style", "settings"),
            "messageExamples.user -> name",
            "messageExamples.content.action -> actions",
            "knowledge -> facts",
        ],
        "kept_unknown": ["clients", "modelProvider", "TWITTER_POLL_INTERVAL"],
        "secrets_found": ["TELEGRAM_BOT_TOKEN"],
        "warnings": ["knowledge names files or folders (1); an import does not open them."],
    }
    assert "12345" not in json.dumps(report)
    assert file.read_text("utf-8") == json.dumps(document)


@pytest.mark.parametrize(("document", "form"), [(OLD, "0.x"), (NEW, "1.x"), (NEWEST, "2.x")])
def test_the_report_knows_the_form(tmp_path: Path, document: Any, form: str) -> None:
    assert check_character(write(tmp_path, document)).format == form


def test_the_shipped_agents_are_whole_and_short() -> None:
    files = sorted(shipped_characters().glob("*.json"))
    assert [file.stem for file in files] == ["eliza", "moderator", "researcher"]
    for file in files:
        report = check_character(file)
        assert (report.ok, report.format) == (True, "1.x")
        assert (report.kept_unknown, report.secrets_found, report.warnings) == ((), (), ())
        assert len(file.read_text("utf-8")) < 4_500  # about 900 tokens in the fullest prompt
