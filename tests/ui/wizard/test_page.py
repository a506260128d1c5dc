"""A page asks one question."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from app.ui.wizard.page import Glyph, Page
from tests.ui.stage import Stage


def test_a_page_has_a_question_a_sentence_and_a_word_to_go_on(stage: Stage) -> None:
    page = Page("Who?", "One of them.", "Go on", Glyph(stage.theme))
    page.body.addWidget(QLabel("Me"))
    stage.show(page, 500, 300)
    assert page.accessibleName() == "Who?"
    assert page.next_words == "Go on"
    assert [label.text() for label in page.findChildren(QLabel)] == ["Who?", "One of them.", "Me"]


def test_the_glyph_is_drawn_in_the_accent(stage: Stage) -> None:
    glyph = Glyph(stage.theme, 44)
    stage.show(glyph, 44, 44)
    assert glyph.grab().toImage().pixelColor(22, 34) == stage.theme.colour("accent")
