"""The window: painted before there is a host, panes made when first shown."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.errors import AppError
from app.core.events import RaiseWindow
from app.ui.pane import Pane, Row
from app.ui.shortcuts import ShortcutList
from app.ui.window import Window
from tests.ui.stage import Stage

# Qt's offscreen platform says this of raising a window; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

CTRL = Qt.KeyboardModifier.ControlModifier
made: list[str] = []


class Noted(Pane):
    def __init__(self, *parts: object) -> None:
        super().__init__(*parts)  # type: ignore[arg-type]
        made.append(self.key)
        self.acts: list[str] = []

    def act(self, what: str) -> None:
        self.acts.append(what)


class One(Noted):
    key, title, icon = "chat", "Chat", "chat"


class Two(Noted):
    key, title, icon = "two", "Two", "health"


ROWS = (Row("chat", "Chat", "chat", lambda: One), Row("two", "Two", "health", lambda: Two))


@pytest.fixture
def window(stage: Stage) -> Iterator[Window]:
    made.clear()
    window = Window(stage.bridge, stage.theme, ROWS)
    stage.widgets.append(window)
    yield window
    window.hide()


def test_it_is_painted_once_without_a_host(stage: Stage, window: Window) -> None:
    painted: list[bool] = []
    window.painted.connect(lambda: painted.append(True))
    stage.do(window.show)
    stage.wait(lambda: painted)
    window.repaint()
    window.show_pane("two")
    stage.settle()
    assert painted == [True]
    assert made == []


def test_a_pane_is_made_when_it_is_first_shown(stage: Stage, window: Window) -> None:
    stage.do(window.show)
    window.furnish(stage.host)
    assert made == ["chat"]
    window.show_pane("two")
    window.show_pane("chat")
    window.show_pane("two")
    window.show_pane("unknown")
    assert made == ["chat", "two"]
    assert isinstance(window.pane("two"), Two)
    assert window.pane("unknown") is None


def test_keys_lead_to_panes_and_to_the_chat(stage: Stage, window: Window) -> None:
    stage.do(window.show)
    window.furnish(stage.host)
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.rail._buttons["two"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    chat = window.pane("chat")
    assert isinstance(chat, One)
    assert chat.acts == ["new", "search"]
    QTest.keyClick(window, Qt.Key.Key_Slash, CTRL)
    (dialog,) = window.findChildren(ShortcutList)
    dialog.reject()


def test_errors_are_told_and_a_second_start_raises_it(stage: Stage, window: Window) -> None:
    stage.bridge.problem.emit(AppError("Something is missing."))
    assert window.notice._text.text() == "Something is missing."
    stage.bus.publish(RaiseWindow())
    assert window.isVisible()


def test_closing_it_ends_the_application(stage: Stage, window: Window) -> None:
    ended: list[bool] = []
    stage.bridge.quit_wanted.connect(lambda: ended.append(True))
    stage.do(window.show)
    window.close()
    assert ended == [True]
