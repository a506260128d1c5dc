"""A field for texts of any length."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from app.ui.agents.text_box import MAX_LINE, MAX_LINES, TextBox, too_long
from tests.ui.stage import Stage


@pytest.fixture
def box(stage: Stage) -> TextBox:
    made = TextBox(stage.theme, 2)
    holder = QWidget()
    layout = QVBoxLayout(holder)
    # The keyboard is here at first.
    layout.addWidget(QLineEdit())
    layout.addWidget(made)
    stage.show(holder, 400, 600)
    return made


@pytest.mark.parametrize("text", ["", "One.", "a\nb\n", "  no-break\u00a0space ", "🌊\n\n"])
def test_a_text_comes_back_as_it_was(box: TextBox, text: str) -> None:
    box.show_text(text)
    assert box.text == text
    assert box.whole


def test_it_is_as_high_as_its_lines_within_bounds(stage: Stage, box: TextBox) -> None:
    low = box.height()
    stage.do(box.show_text, "\n".join("abcdefg"))
    stage.settle()
    some = box.height()
    assert box.verticalScrollBar().maximum() == 0
    stage.do(box.show_text, "line\n" * 500)
    stage.settle()
    assert low < some < box.height()
    assert box.verticalScrollBar().maximum() >= 500 - MAX_LINES


def test_wrapped_lines_count(stage: Stage, box: TextBox) -> None:
    stage.do(box.show_text, "some words " * 30)
    stage.settle()
    high = box.height()
    stage.do(box.window().resize, 800, 600)
    stage.wait(lambda: box.height() < high)


def test_the_same_text_leaves_the_cursor_where_it_is(box: TextBox) -> None:
    box.show_text("Some text.")
    QTest.keyClick(box, Qt.Key.Key_End)
    box.show_text("Some text.")
    assert box.textCursor().position() == 10


@pytest.mark.parametrize("text", ["x" * 1_000_000, "some words " * 90_000, "line\n" * 200_000])
def test_a_megabyte_is_shown_by_its_beginning_at_once(box: TextBox, text: str) -> None:
    began = time.perf_counter()
    box.show_text(text)
    assert time.perf_counter() - began < 0.5
    assert not box.whole
    assert box.isReadOnly()
    assert box.text is text
    assert len(box.toPlainText()) < 3_000
    box.show_text("short")
    assert box.whole
    assert not box.isReadOnly()


def test_what_is_too_long_is_not_pasted(box: TextBox) -> None:
    refused: list[bool] = []
    box.refused.connect(lambda: refused.append(True))
    mime = QMimeData()
    mime.setText("x" * (MAX_LINE + 1))
    box.insertFromMimeData(mime)
    assert (box.text, refused) == ("", [True])
    mime.setText("y" * 100)
    mime.setHtml("<b>bold</b>")
    box.insertFromMimeData(mime)
    assert box.text == "y" * 100
    box.insertFromMimeData(QMimeData())
    assert box.text == "y" * 100


def test_long_is_a_line_or_the_whole() -> None:
    assert not too_long("word\n" * 10_000)
    assert too_long("word\n" * 200_000)
    assert too_long("x" * (MAX_LINE + 1))


def wheel(box: TextBox) -> bool:
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    box.wheelEvent(event)
    return event.isAccepted()


def test_the_wheel_is_the_pages_until_somebody_is_in_the_field(stage: Stage, box: TextBox) -> None:
    stage.do(box.show_text, "line\n" * 100)
    assert not wheel(box)
    stage.do(box.window().activateWindow)
    stage.do(box.setFocus)
    stage.wait(box.hasFocus)
    assert wheel(box)
    assert box.verticalScrollBar().value() > 0


def test_tab_goes_on_and_json_has_letters_of_one_width(stage: Stage) -> None:
    box = TextBox(stage.theme, code=True)
    assert box.tabChangesFocus()
    assert box.font().family() == stage.theme.font("code").family()
    assert QApplication.font().family() == TextBox(stage.theme).font().family()
