"""The settings as data for the pane: every one has a place, a title and the right editor."""

from __future__ import annotations

import pytest

from app.core.settings import Backend, Settings
from app.ui.models.settings_form import (
    HIDDEN,
    Editor,
    Field,
    bounds,
    choice_words,
    groups,
    parse,
    told,
    value_of,
    written,
)

FIELDS = {(field.section, field.name): field for group in groups() for field in group.fields}


def test_every_setting_is_there_in_its_order_and_explained() -> None:
    expected = [
        (section, name)
        for section, info in Settings.model_fields.items()
        for name in type(getattr(Settings(), section)).model_fields
        if (section, name) not in HIDDEN
    ]
    assert list(FIELDS) == expected
    assert all(field.title and field.description for field in FIELDS.values())
    assert [group.title for group in groups()][:2] == ["General", "Model"]


@pytest.mark.parametrize(
    ("section", "name", "editor"),
    [
        ("general", "start_at_login", Editor.SWITCH),
        ("general", "theme", Editor.CHOICE),
        ("general", "default_agent", Editor.AGENT),
        ("model", "backend", Editor.CHOICE),
        ("model", "local_file", Editor.FILE),
        ("model", "name", Editor.TEXT),
        ("model", "max_reply_tokens", Editor.WHOLE),
        ("model", "temperature", Editor.NUMBER),
    ],
)
def test_a_type_gets_its_editor(section: str, name: str, editor: Editor) -> None:
    assert FIELDS[section, name].editor is editor


def test_ranges_are_read_also_of_what_may_be_empty() -> None:
    assert bounds(FIELDS["model", "max_reply_tokens"]) == "16 to 32768"
    assert bounds(FIELDS["model", "temperature"]) == "0 to 2"
    assert FIELDS["model", "temperature"].optional
    assert bounds(FIELDS["model", "name"]) == ""


def test_values_go_both_ways() -> None:
    settings = Settings()
    assert value_of(settings, FIELDS["model", "backend"]) == Backend.LOCAL.value
    assert written(value_of(settings, FIELDS["model", "temperature"])) == ""
    assert written(300.0) == "300"
    assert written(0.5) == "0.5"
    assert parse(FIELDS["model", "temperature"], " ") is None
    assert parse(FIELDS["model", "temperature"], "0,7") == 0.7
    assert parse(FIELDS["model", "max_reply_tokens"], "12") == 12
    assert parse(FIELDS["model", "max_reply_tokens"], "many") == "many"
    assert parse(FIELDS["model", "name"], " x ") == "x"


def test_every_choice_has_words() -> None:
    for field in FIELDS.values():
        for choice in field.choices:
            assert choice_words(choice) != choice
    assert choice_words("other") == "other"


def test_an_error_stands_without_its_place() -> None:
    field = Field("model", "name", "", "", Editor.TEXT)
    assert told(field, "model.name: input is wrong.") == "Input is wrong."
