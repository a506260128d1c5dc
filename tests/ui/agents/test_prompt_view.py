"""The words of a prompt, and how much room they take."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage

from app.ui.agents.prompt_view import PromptView, RoomBar
from app.ui.models.draft import PromptText
from tests.ui.stage import Stage

WHOLE = PromptText("You are Mira.\nYou keep a light.", 20, 100)
CUT = PromptText("You are Mira. 🌊\r\nBe brief.", 90, 100, "Background:\n- Much.", 2)


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name().upper()
        for x in range(0, image.width(), 3)
        for y in range(image.height())
    }


def test_it_is_plain_text_to_read_and_to_copy(stage: Stage) -> None:
    view = PromptView(stage.theme)
    view.show_prompt(PromptText("<b>You</b> are <img src='x'>", 1, 2))
    assert view.toPlainText() == "<b>You</b> are <img src='x'>"
    assert view.isReadOnly()
    assert view.tabChangesFocus()


def test_what_did_not_fit_is_dimmed_below_a_line(stage: Stage) -> None:
    view = PromptView(stage.theme)
    stage.show(view, 300, 300)
    stage.do(view.show_prompt, WHOLE)
    line = stage.theme.tokens.control
    assert view.extraSelections() == []
    assert line not in colours(view.viewport().grab().toImage())
    stage.do(view.show_prompt, CUT)
    (dimmed,) = view.extraSelections()
    assert dimmed.cursor.selectedText().split() == ["Background:", "-", "Much."]
    assert dimmed.format.foreground().color() == stage.theme.colour("faint")
    assert line in colours(view.viewport().grab().toImage())
    stage.do(stage.theme.choose, "dark")
    (dimmed,) = view.extraSelections()
    assert dimmed.format.foreground().color() == QColor(stage.theme.tokens.faint)
    stage.do(view.show_prompt, WHOLE)
    assert view.extraSelections() == []


def test_what_is_being_read_stays_where_it_is(stage: Stage) -> None:
    view = PromptView(stage.theme)
    stage.show(view, 300, 200)
    lines = [f"Line {number}." for number in range(200)]
    stage.do(view.show_prompt, PromptText("\n".join(lines), 1, 2))
    view.verticalScrollBar().setValue(900)
    stage.do(view.show_prompt, PromptText("\n".join([*lines, "One more."]), 1, 2))
    assert view.verticalScrollBar().value() == 900
    assert view.text.endswith("One more.")


def test_the_bar_shows_the_share_and_warns_when_it_is_full(stage: Stage) -> None:
    bar = RoomBar(stage.theme)
    stage.show(bar, 100, 4)

    def at(x: int) -> str:
        return bar.grab().toImage().pixelColor(x, 2).name().upper()

    tokens = stage.theme.tokens
    bar.show_share(50, 100, full=False)
    assert (at(40), at(60)) == (tokens.accent, tokens.border)
    bar.show_share(500, 100, full=True)
    assert at(90) == tokens.warn
    bar.show_share(0, 0, full=False)
    assert at(50) == tokens.border
