"""What the panes are built of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.panes.pieces import Page, PaneHeader, StateChip, column, empty, label, row
from tests.ui.stage import Stage


def test_a_label_never_reads_markup(stage: Stage) -> None:
    made = label("<b>x</b>", "muted", wrap=True, select=True)
    assert made.textFormat() is Qt.TextFormat.PlainText
    assert made.text() == "<b>x</b>"


def test_a_layout_can_be_emptied(stage: Stage) -> None:
    holder = QWidget()
    layout = column(holder, 4, 2)
    layout.addWidget(QLabel("a"))
    layout.addLayout(row())
    layout.addSpacing(3)
    stage.show(holder)
    empty(layout)
    assert layout.count() == 0
    assert not [each for each in holder.findChildren(QLabel) if each.isVisible()]


def test_a_chip_without_words_is_hidden(stage: Stage) -> None:
    chip = StateChip(stage.theme)
    stage.show(chip)
    chip.say("Ready", "ok")
    assert chip.isVisible()
    chip.say("", "ok")
    assert not chip.isVisible()


def test_header_and_page_hold_what_they_are_given(stage: Stage) -> None:
    header = PaneHeader(stage.theme, "Health")
    assert header.button("Go").text() == "Go"
    page = Page("Health", 300)
    page.body.addWidget(label("x"))
    stage.show(page)
    assert page.accessibleName() == "Health"
