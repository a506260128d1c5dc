"""A stage for the editor: a whole host with a scripted model, and a character worth editing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QEventLoop as QtLoop
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.core.agents import AgentInfo
from app.core.arrival import Choices
from app.core.errors import AppError
from app.core.paths import Paths
from app.ui.bridge import Bridge
from app.ui.loop import PlainLoop
from app.ui.theme import Theme
from tests.counterparts.fake_host import open_host
from tests.counterparts.ports import ScriptedModel
from tests.ui.stage import Stage

T = TypeVar("T")

MIRA: dict[str, Any] = {
    "spec": "chara_card_v2",
    "spec_version": "2.0",
    "data": {
        "name": "Mira",
        "description": "Keeps a lighthouse.\nSpeaks little.",
        "personality": "Dry.",
        "scenario": "A storm.",
        "first_mes": "The lamp is lit, {{user}}.",
        "mes_example": "<START>\n{{user}}: Lonely?\n{{char}}: The gulls talk.",
        "system_prompt": "Never leave the tower.",
        "creator_notes": "Best at night.",
        "character_book": {
            "entries": [{"keys": ["lamp"], "content": "It burns oil.", "enabled": True}]
        },
        "extensions": {"depth": 4},
    },
}


class EditorStage(Stage):
    """`mira` is a Tavern card in a home whose host is open; `model.script` decides the answers."""

    def __init__(self, app: QApplication, home: Path) -> None:
        self.app = app
        app.setQuitOnLastWindowClosed(False)
        self.loop = PlainLoop(app)
        asyncio.set_event_loop(self.loop)
        # As in the chat's stage: the loop counts as running whoever turns Qt's.
        asyncio._set_running_loop(self.loop)
        paths = Paths.under(home)
        paths.create()
        self.folder = home.parent
        self.model = ScriptedModel()
        self.host = self.run(open_host(paths, self.model))
        self.bus = self.host.bus
        self.store = self.host.store
        self.theme = Theme(app, "light")
        self.bridge = Bridge(self.bus)
        self.problems: list[AppError] = []
        self.bridge.problem.connect(self.problems.append)
        self.widgets: list[QWidget] = []
        # Only what characters need, without background work.
        self.run(self.host.agents.load())
        self.mira = self.take(MIRA)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        task = self.loop.create_task(work)
        while not task.done():
            self.app.processEvents(QtLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
        return task.result()

    def take(self, document: dict[str, Any]) -> AgentInfo:
        """Import a character."""
        file = self.folder / "character.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        arrival = self.run(self.host.intake.look(file))
        return self.run(self.host.intake.take_in(arrival, Choices())).agent  # type: ignore[no-any-return]

    def picture(self, name: str = "picture.png", colour: str = "#336699") -> Path:
        """Draw a picture of one colour."""
        image = QImage(80, 80, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        path = self.folder / name
        assert image.save(str(path))
        return path

    def close(self) -> None:
        for widget in self.widgets:
            widget.close()
            widget.deleteLater()
        self.run(self.bridge.close())
        self.run(self.host.stop())
        self.app.setStyleSheet("")
        self.bridge.deleteLater()
        self.theme.deleteLater()
        self.app.processEvents()
        asyncio._set_running_loop(None)
        self.loop.close()
        asyncio.set_event_loop(None)


def texts(widget: QWidget) -> list[str]:
    """Return what the visible labels say."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
