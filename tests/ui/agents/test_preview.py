"""The prompt as it is typed."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from app.core.characters.forms import parse_character
from app.core.errors import ConfigError
from app.core.exchange import ModelProfile, PromptStyle
from app.ui.agents.preview import PromptPreview
from tests.ui.agents.editing import MIRA, EditorStage

CHARACTER = parse_character(MIRA)


@pytest.fixture
def preview(desk: EditorStage) -> PromptPreview:
    made = PromptPreview(desk.host.models, desk.bridge, desk.theme)
    desk.show(made, 420, 600)
    desk.do(made.show_character, CHARACTER)
    desk.wait(lambda: made.view.text)
    return made


def use(desk: EditorStage, **changes: object) -> None:
    """Give the desk's model another profile."""
    profile: ModelProfile = desk.model.profile
    desk.model.profile = replace(profile, **changes)  # type: ignore[arg-type]


def test_it_shows_what_the_model_in_use_is_told(desk: EditorStage, preview: PromptPreview) -> None:
    assert "Never leave the tower." in preview.view.text
    assert preview.figure.text().startswith("About ")
    assert preview.figure.text().replace(",", "").endswith("of 6000 tokens")
    assert preview.model.text() == "As Scripted is told."
    assert preview.note.isHidden()
    assert desk.model.requests == []


def test_it_follows_the_character(desk: EditorStage, preview: PromptPreview) -> None:
    other = CHARACTER.model_copy(update={"system": "Be brief."})
    desk.do(preview.show_character, other)
    desk.wait(lambda: "Be brief." in preview.view.text)
    assert "tower" not in preview.view.text


def test_what_does_not_fit_is_counted(desk: EditorStage, preview: PromptPreview) -> None:
    use(desk, stable_tokens=120)
    desk.do(desk.bridge.settings_changed.emit)
    desk.wait(lambda: "do not fit" in preview.note.text())
    assert preview.note.isVisible()
    use(desk, stable_tokens=6_000)
    desk.do(desk.bridge.settings_changed.emit)
    desk.wait(preview.note.isHidden)


def test_one_part_is_told_as_one(desk: EditorStage, preview: PromptPreview) -> None:
    desk.do(preview.show_character, parse_character({"name": "L", "lore": ["x" * 100_000]}))
    desk.wait(lambda: "1 part does not fit" in preview.note.text())
    assert "more letters" in preview.note.text()


def test_a_tiny_model_is_said_to_be_told_little(desk: EditorStage, preview: PromptPreview) -> None:
    use(desk, style=PromptStyle.PLAIN)
    desk.do(desk.bridge.settings_changed.emit)
    desk.wait(lambda: "three lines about it" in preview.note.text())
    assert "Answer briefly" in preview.view.text


def test_without_a_model_it_shows_what_most_are_told(
    desk: EditorStage, preview: PromptPreview
) -> None:
    def refuse(*_: object) -> None:
        raise ConfigError("No model.")

    desk.host.models._builder = refuse
    desk.do(lambda: desk.host.settings.change("model", {"name": "none"}))
    desk.wait(lambda: "most models" in preview.model.text())
    assert "Never leave the tower." in preview.view.text


def test_a_message_shows_the_whole_prompt(desk: EditorStage, preview: PromptPreview) -> None:
    desk.do(preview.message.setText, "Who lit the lamp?")
    desk.wait(lambda: "Who lit the lamp?" in preview.view.text)
    assert "[system]" in preview.view.text
    assert "It burns oil." in preview.view.text
    assert preview.figure.text().startswith("Whole prompt")
    desk.do(preview.message.clear)
    desk.wait(lambda: "[system]" not in preview.view.text)


def test_a_long_text_holds_nothing_up(desk: EditorStage, preview: PromptPreview) -> None:
    long = CHARACTER.model_copy(update={"lore": ("word " * 200_000,), "bio": ("line",) * 50_000})
    began = time.perf_counter()
    desk.do(preview.show_character, long)
    assert time.perf_counter() - began < 0.2
    desk.wait(lambda: "do not fit" in preview.note.text())


def test_before_there_is_a_character_nothing_is_made(desk: EditorStage) -> None:
    empty = PromptPreview(desk.host.models, desk.bridge, desk.theme)
    desk.do(empty.refresh)
    assert empty.view.text == ""
    empty.deleteLater()
