"""A whole chat pane over a real host, whose model says what a test wants."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEventLoop as QtLoop
from PySide6.QtWidgets import QApplication, QWidget

from app.core.errors import AppError
from app.core.paths import Paths
from app.ui.bridge import Bridge
from app.ui.chat.item import Item
from app.ui.chat.message import AgentMessage
from app.ui.chat.message_view import MessageView
from app.ui.chat.pane import ChatPane
from app.ui.loop import PlainLoop
from app.ui.theme import Theme
from tests.counterparts.fake_host import open_host
from tests.counterparts.ports import ScriptedModel
from tests.ui.stage import Stage

T = TypeVar("T")
QEventLoopFlags = QtLoop.ProcessEventsFlag


class ChatStage(Stage):
    """A pane on the screen with its host started; `model.script` decides the answers."""

    def __init__(self, app: QApplication, home: Path) -> None:
        self.app = app
        self.loop = PlainLoop(app)
        asyncio.set_event_loop(self.loop)
        # asyncio's loop counts as running for the whole test, whoever turns Qt's: this stage,
        # or pytest-qt before and after it.
        asyncio._set_running_loop(self.loop)
        paths = Paths.under(home)
        paths.create()
        self.model = ScriptedModel()
        self.host = self.run(open_host(paths, self.model))
        self.bus = self.host.bus
        self.store = self.host.store
        self.theme = Theme(app, "light")
        self.bridge = Bridge(self.bus)
        self.problems: list[AppError] = []
        self.bridge.problem.connect(self.problems.append)
        self.widgets: list[QWidget] = []
        self.wanted: list[str] = []
        self.bridge.show_pane.connect(self.wanted.append)
        # Only what a conversation needs, without background work.
        self.run(self.host.agents.load())
        self.pane = self.do(self._make)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        task = self.loop.create_task(work)
        while not task.done():
            self.app.processEvents(QEventLoopFlags.WaitForMoreEvents, 20)
        return task.result()

    def begin(self, width: int = 1120, height: int = 700) -> ChatPane:
        """Show the pane with its first conversation open."""
        self.show(self.pane, width, height)
        self.do(self.bridge.tell_started)
        self.wait(lambda: self.pane.talk.session and self.pane.talk.session.complete)
        return self.pane

    def say(self, text: str) -> Item:
        """Send a text as the person does, wait for the outcome, and return the reply's item."""
        self.do(self.pane.talk.composer.sent.emit, text)
        self.wait(lambda: not self.session.writing)
        self.settle()
        return self.items[-1]

    @property
    def session(self):  # type: ignore[no-untyped-def]
        assert self.pane.talk.session is not None
        return self.pane.talk.session

    @property
    def items(self) -> list[Item]:
        return list(self.session.items)

    def view(self, item: Item) -> MessageView:
        view = self.pane.talk.column.view_of(item)
        assert view is not None
        return view

    def reply_view(self, item: Item) -> AgentMessage:
        view = self.view(item)
        assert isinstance(view, AgentMessage)
        return view

    def close(self) -> None:
        for widget in self.widgets:
            widget.close()
        self.run(self.bridge.close())
        self.run(self.host.stop())
        self.pane.deleteLater()
        self.app.setStyleSheet("")
        self.bridge.deleteLater()
        self.theme.deleteLater()
        self.app.processEvents()
        asyncio._set_running_loop(None)
        self.loop.close()
        asyncio.set_event_loop(None)

    def _make(self) -> ChatPane:
        return ChatPane(self.host, self.bridge, self.theme)


@pytest.fixture
def chat(qapp: QApplication, tmp_path: Path) -> Iterator[ChatStage]:
    made = ChatStage(qapp, tmp_path / "home")
    yield made
    made.close()
