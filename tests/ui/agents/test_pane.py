"""The Agents pane: files that are dropped on it, and the editor in the gallery's place."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from app.ui.agents.pane import AgentsPane
from tests.ui.agents.arrivals import card, eliza
from tests.ui.stage import Stage

# Qt's offscreen platform says this of a window over another; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
OFFERED = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


@pytest.fixture
def pane(stage: Stage) -> AgentsPane:
    made = AgentsPane(stage.host, stage.bridge, stage.theme)
    stage.show(made)
    stage.load()
    stage.do(made.shown)
    stage.wait(lambda: len(made.front.gallery.cards) == 3)
    return made


def dragged(*urls: QUrl) -> QMimeData:
    what = QMimeData()
    what.setUrls(list(urls))
    return what


def enter(stage: Stage, pane: AgentsPane, what: QMimeData) -> QDragEnterEvent:
    event = QDragEnterEvent(QPoint(50, 90), OFFERED, what, LEFT, NONE)
    stage.do(QApplication.sendEvent, pane, event)
    return event


def drop(stage: Stage, pane: AgentsPane, what: QMimeData) -> QDropEvent:
    event = QDropEvent(QPointF(50, 90), OFFERED, what, LEFT, NONE)
    stage.do(QApplication.sendEvent, pane, event)
    return event


def test_a_file_over_the_pane_shows_where_it_may_fall(
    stage: Stage, pane: AgentsPane, tmp_path: Path
) -> None:
    event = enter(stage, pane, dragged(QUrl.fromLocalFile(str(card(tmp_path)))))
    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction
    assert pane.drop_area.isVisible()
    stage.do(QApplication.sendEvent, pane, QDragLeaveEvent())
    assert not pane.drop_area.isVisible()


def test_what_is_dropped_is_shown_before_it_is_kept(
    stage: Stage, pane: AgentsPane, tmp_path: Path
) -> None:
    what = dragged(QUrl.fromLocalFile(str(card(tmp_path))))
    enter(stage, pane, what)
    event = drop(stage, pane, what)
    assert event.isAccepted()
    assert event.dropAction() is Qt.DropAction.CopyAction
    assert not pane.drop_area.isVisible()
    stage.wait(lambda: pane.front.taking.dialog)
    assert pane.front.taking.dialog is not None
    assert pane.front.taking.dialog.arrival.file.character.name == "Mira"
    assert len(pane.front.gallery.cards) == 3
    stage.do(pane.front.taking.dialog.reject)


@pytest.mark.parametrize("address", ["https://cards.invalid/mira.png", "file://other/mira.png"])
def test_an_address_elsewhere_is_not_taken(stage: Stage, pane: AgentsPane, address: str) -> None:
    assert not enter(stage, pane, dragged(QUrl(address))).isAccepted()
    assert not pane.drop_area.isVisible()


def test_the_editor_takes_the_place_of_the_gallery_and_back(
    stage: Stage, pane: AgentsPane, tmp_path: Path
) -> None:
    first, second = pane.front.gallery.cards[:2]
    stage.do(first.edit.click)
    assert pane.editing
    assert pane.editor is not None
    what = dragged(QUrl.fromLocalFile(str(eliza(tmp_path))))
    assert not enter(stage, pane, what).isAccepted()
    stage.do(pane.editor.closed.emit)
    assert not pane.editing
    stage.wait(lambda: pane.window().focusWidget() is first)
    editor = pane.editor
    stage.do(second.edit.click)
    assert pane.editing
    assert pane.editor is editor
    stage.do(pane.editor.closed.emit)
    stage.wait(lambda: pane.window().focusWidget() is second)


def test_what_is_saved_is_shown_on_the_card(stage: Stage, pane: AgentsPane) -> None:
    first = pane.front.gallery.cards[0]
    stage.do(first.edit.click)
    assert pane.editor is not None
    stage.run(stage.host.library.edit(first.agent.id, {"bio": ("Sails now.",)}))
    stage.do(pane.editor.saved.emit)
    stage.wait(lambda: first.accessibleDescription() == "Sails now.")
