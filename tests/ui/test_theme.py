"""The tokens: contrast by calculation, light and dark, and who follows whom."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton

from app.core.paths import resources
from app.ui.theme import Theme, Tokens, read_sheet, set_role
from tests.ui.stage import Stage

SHEET = read_sheet()
GROUNDS = ("bg", "surface", "sunken")
TEXTS = ("text", "muted", "faint", "accent", "danger", "code_keyword", "code_string",
         "code_number", "code_comment", "code_name")  # fmt: skip


def light(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in QColor(colour).getRgbF()[:3]
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tokens", [SHEET.light, SHEET.dark], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground(tokens: Tokens) -> None:
    low = {
        f"{text} on {ground}": round(contrast(getattr(tokens, text), getattr(tokens, ground)), 2)
        for text in TEXTS
        for ground in GROUNDS
    }
    low |= {
        "text on accent_soft": contrast(tokens.text, tokens.accent_soft),
        "text on warn_soft": contrast(tokens.text, tokens.warn_soft),
        "on_accent on accent": contrast(tokens.on_accent, tokens.accent),
        "on_accent on accent_hover": contrast(tokens.on_accent, tokens.accent_hover),
    }
    assert {name: value for name, value in low.items() if value < 4.5} == {}


@pytest.mark.parametrize("tokens", [SHEET.light, SHEET.dark], ids=["light", "dark"])
def test_dots_and_outlines_reach_three_to_one(tokens: Tokens) -> None:
    low = {
        f"{name} on {ground}": round(contrast(getattr(tokens, name), getattr(tokens, ground)), 2)
        for name in ("ok", "warn", "danger", "info", "control", "accent")
        for ground in GROUNDS
    }
    assert {name: value for name, value in low.items() if value < 3} == {}


def test_a_letter_can_be_read_on_every_avatar() -> None:
    assert [c for c in SHEET.avatars if contrast("#FFFFFF", c) < 4.5] == []


def test_the_person_s_choice_wins_over_the_system(qapp: QApplication) -> None:
    theme = Theme(qapp, "dark")
    told: list[bool] = []
    theme.changed.connect(lambda: told.append(theme.dark))
    assert theme.tokens == SHEET.dark
    theme.choose("light")
    theme.choose("light")
    assert told == [False]
    assert qapp.palette().window().color() == QColor(SHEET.light.bg)
    theme.choose("system")
    assert theme.dark is (qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark)
    theme.deleteLater()


def test_the_system_s_change_is_followed_unless_a_person_chose(qapp: QApplication) -> None:
    theme = Theme(qapp)
    told: list[str] = []
    theme.changed.connect(lambda: told.append("changed"))
    # The offscreen platform has no appearance of its own to change, so the system's word is given
    # here: what is read then is what the system says.
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert told == ["changed"]
    theme.choose("dark")
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert told == ["changed", "changed"]
    assert theme.dark
    theme.deleteLater()


def test_the_stylesheet_names_only_tokens(stage: Stage) -> None:
    source = (resources() / "theme.qss").read_text(encoding="utf-8")
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b", source) == []
    assert "$" not in stage.theme.stylesheet()


def test_sizes_follow_the_system_s_font(stage: Stage) -> None:
    theme = stage.theme
    assert theme.px("small") < theme.px("body") < theme.px("title") < theme.px("figure")
    assert theme.font("title").pixelSize() == theme.px("title")
    assert theme.font("code").pixelSize() == theme.px("small")


def test_a_role_may_be_given_again(stage: Stage) -> None:
    button = QPushButton("x")
    set_role(button, "primary")
    set_role(button, "quiet")
    set_role(button, "quiet")
    assert button.property("role") == "quiet"
    button.deleteLater()
