"""What is done with an agent from its card, and what is asked before."""

from __future__ import annotations

from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from app.core.agents import AgentInfo
from app.core.characters.contents import Container, Target
from app.core.errors import AppError
from app.core.message import Room
from app.ui.agents.agent_card import Act
from app.ui.agents.asking import CopyDialog, ask_remove
from app.ui.agents.export import ExportDialog, give
from app.ui.agents.words import free_name
from app.ui.bridge import Bridge
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.core.host import Host


class Doing(QObject):
    """Acts on agents through the host; errors go to the bridge.

    `edit` carries the id of an agent to edit, `changed` says that agents are to be read again,
    `copied` carries the copy, `given` an agent and a `Given`. `dialog` is what is being asked.
    """

    edit = Signal(str)
    changed = Signal()
    copied = Signal(object)
    given = Signal(object, object)

    def __init__(self, host: Host, bridge: Bridge, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._host = host
        self._bridge = bridge
        self._theme = theme
        self._over = over
        self.dialog: QDialog | None = None

    def act(self, act: Act, agent: AgentInfo) -> None:
        """Do what a card wants, or ask first."""
        agents = self._host.agents
        match act:
            case Act.TALK:
                work = self._host.rooms.create(agent.id)
                self._bridge.run(work, "agents.talk", self._talk)
            case Act.EDIT:
                self.edit.emit(agent.id)
            case Act.START:
                self.run(agents.start(agent.id))
            case Act.STOP:
                self.run(agents.stop(agent.id))
            case Act.DUPLICATE:
                self._bridge.run(agents.list(), "agents.list", partial(self._ask_copy, agent))
            case Act.EXPORT:
                usual = self._host.library.container(agent.id)
                self._bridge.run(usual, "agents.container", partial(self._ask_export, agent))
            case Act.REMOVE:
                remove = partial(self._remove, agent.id)
                self._show(ask_remove(self._over, agent.name, remove))

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something to agents and say that they changed."""
        self._bridge.run(work, "agents.act", lambda _nothing: self.changed.emit())

    def _talk(self, room: Room) -> None:
        self._bridge.show_pane.emit("chat")
        self._bridge.open_room.emit(room.id)

    def _remove(self, agent_id: str) -> None:
        self.run(self._host.library.remove(agent_id))

    def _ask_copy(self, agent: AgentInfo, agents: list[AgentInfo]) -> None:
        free = free_name(agent.name, [each.name for each in agents])
        dialog = CopyDialog(agent.name, free, self._over)
        dialog.wanted.connect(partial(self._copy, agent.id))
        dialog.open()
        self._show(dialog)

    def _copy(self, agent_id: str, name: str) -> None:
        work = self._host.library.duplicate(agent_id, name)
        self._bridge.run(work, "agents.duplicate", self._copied, self._not_copied)

    def _copied(self, made: AgentInfo) -> None:
        if self.dialog is not None:
            self.dialog.accept()
        self.copied.emit(made)

    def _not_copied(self, error: AppError) -> None:
        if isinstance(self.dialog, CopyDialog):
            self.dialog.refuse(error)
        else:
            self._bridge.problem.emit(error)

    def _ask_export(self, agent: AgentInfo, container: Container) -> None:
        dialog = ExportDialog(self._theme, agent, container, self._over)
        dialog.wanted.connect(partial(self._give, agent))
        dialog.open()
        self._show(dialog)

    def _give(self, agent: AgentInfo, target: Target, path: Path) -> None:
        work = give(self._host, agent.id, target, path)
        self._bridge.run(work, "agents.export", partial(self.given.emit, agent))

    def _show(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)

    def _closed(self) -> None:
        self.dialog = None
