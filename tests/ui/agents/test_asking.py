"""What the gallery asks before it acts."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.core.errors import ConfigError
from app.ui.agents.asking import CopyDialog, ask_remove
from tests.ui.agents.arrivals import button
from tests.ui.stage import Stage

# Qt's offscreen platform says this of a window over another; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def copy(stage: Stage) -> CopyDialog:
    window = QWidget()
    stage.show(window)
    dialog = CopyDialog("Ada", "Ada 2", window)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    stage.do(dialog.open)
    return dialog


def test_a_copy_has_a_free_name_that_can_be_typed_over(stage: Stage, copy: CopyDialog) -> None:
    heard: list[str] = []
    copy.wanted.connect(heard.append)
    assert copy.name.selectedText() == "Ada 2"
    copy.name.setText("  Bea ")
    stage.do(copy.copy.click)
    assert heard == ["Bea"]
    assert not copy.copy.isEnabled()
    stage.do(copy.reject)


def test_a_copy_without_a_name_is_not_made(stage: Stage, copy: CopyDialog) -> None:
    stage.do(copy.name.setText, "  ")
    assert not copy.copy.isEnabled()
    stage.do(button(copy, "Cancel").click)
    assert not copy.isVisible()


def test_a_refusal_keeps_the_name_that_was_typed(stage: Stage, copy: CopyDialog) -> None:
    copy.name.setText("Eliza")
    stage.do(copy.copy.click)
    stage.do(copy.refuse, ConfigError("There is already an agent called Eliza."))
    assert copy.error.isVisible()
    assert copy.name.text() == "Eliza"
    assert copy.copy.isEnabled()
    stage.do(copy.copy.click)
    assert not copy.error.isVisible()
    stage.do(copy.reject)


@pytest.mark.parametrize(("answer", "removed"), [("Remove", [True]), ("Keep", [])])
def test_removing_is_asked_and_keeping_is_the_default(
    stage: Stage, answer: str, removed: list[bool]
) -> None:
    window = QWidget()
    stage.show(window)
    done: list[bool] = []
    box = stage.do(ask_remove, window, "Ada", lambda: done.append(True))
    assert box.text() == "Remove Ada?"
    assert box.textFormat() == Qt.TextFormat.PlainText
    assert box.defaultButton().text() == "Keep"
    stage.do(next(b for b in box.buttons() if b.text() == answer).click)
    assert done == removed
