"""The front page of the Agents pane: the gallery, and the way in for one more."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.core.agents import AgentInfo
from app.core.arrival import TakenIn
from app.core.errors import ConfigError
from app.core.message import AgentState
from app.ui.agents.doing import Doing
from app.ui.agents.export import Given
from app.ui.agents.gallery import Gallery
from app.ui.agents.note_bar import NoteBar
from app.ui.agents.pictures import Pictures
from app.ui.agents.summary import summary_of
from app.ui.agents.taking import Taking
from app.ui.agents.words import quoted, told_taken
from app.ui.bridge import Bridge
from app.ui.pace import Pace
from app.ui.panes.pieces import PaneHeader, column
from app.ui.theme import Theme, set_role

if TYPE_CHECKING:
    from app.core.host import Host

PATIENCE_MS = 250
"""A file that is read faster than this is not said to be read."""


class FrontPage(QWidget):
    """One card per agent. The bus tells it to redraw; `edit` carries the id of one to edit."""

    edit = Signal(str)

    def __init__(self, host: Host, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        set_role(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._host = host
        self._bridge = bridge
        self.chooser: QFileDialog | None = None
        self.doing = Doing(host, bridge, theme, self)
        self.taking = Taking(host, bridge, theme, self)
        self.header = PaneHeader(theme, self.tr("Agents"))
        self.pause = self.header.button(self.tr("Pause all"))
        self.pause.hide()
        self.add = self.header.button(self.tr("Add"))
        self.add.setMenu(self._add_menu())
        self.note = NoteBar(theme)
        self.reading = NoteBar(theme)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(PATIENCE_MS)
        self.gallery = Gallery(theme, Pictures(bridge, self))
        layout = column(self)
        layout.addWidget(self.header)
        layout.addWidget(self.reading)
        layout.addWidget(self.note)
        layout.addWidget(self.gallery, 1)
        self._connect()

    def read(self) -> None:
        """Ask for the agents and show them."""
        self._bridge.run(self._host.agents.list(), "agents.list", self._take)

    def reveal(self, agent_id: str) -> None:
        """Read the agents, then bring this one into sight and give it the keyboard."""

        def show(agents: list[AgentInfo]) -> None:
            self._take(agents)
            # Its card has its place only after the layout was made.
            QTimer.singleShot(0, self, partial(self.gallery.reveal, agent_id))

        self._bridge.run(self._host.agents.list(), "agents.list", show)

    def choose_file(self) -> None:
        """Ask for files of characters."""
        dialog = QFileDialog(self, self.tr("Add characters"))
        dialog.setNameFilters(
            [self.tr("Characters") + " (*.json *.png *.charx)", self.tr("All files") + " (*)"]
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._open(dialog)

    def choose_folder(self) -> None:
        """Ask for a folder with a character."""
        dialog = QFileDialog(self, self.tr("Add a folder of OpenClaw"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._open(dialog)

    def _connect(self) -> None:
        self.pause.clicked.connect(self._pause_or_resume)
        self._slow.timeout.connect(self.reading.show)
        self.gallery.wanted.connect(self.doing.act)
        self.gallery.choose.connect(self.choose_file)
        self.doing.edit.connect(self.edit)
        self.doing.changed.connect(self.read)
        self.doing.copied.connect(self._copied)
        self.doing.given.connect(self._given)
        self.taking.reading.connect(self._tell_reading)
        self.taking.taken.connect(self._taken)
        pace = Pace(self)
        pace.due.connect(self.read)
        self._bridge.agent_changed.connect(pace.want)
        self._bridge.started.connect(self.read)

    def _take(self, agents: list[AgentInfo]) -> None:
        self.gallery.show_agents(agents, {agent.id: self._summary(agent) for agent in agents})
        self.pause.setVisible(bool(agents))
        running = sum(agent.state is not AgentState.STOPPED for agent in agents)
        words = self.tr("{n} running").format(n=QLocale().toString(running))
        self.header.chip.say(words if agents else "", "ok" if running else "control")
        paused = self._host.agents.paused
        self.pause.setText(self.tr("Resume all") if paused else self.tr("Pause all"))

    def _summary(self, agent: AgentInfo) -> str:
        try:
            return summary_of(self._host.agents.character(agent.id))
        except ConfigError:
            # Its card says the reason; there is no character to tell of.
            return agent.summary

    def _pause_or_resume(self) -> None:
        agents = self._host.agents
        self.doing.run(agents.resume_all() if agents.paused else agents.pause_all())

    def _add_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("From a file…"), self.choose_file)
        menu.addAction(self.tr("From a folder…"), self.choose_folder)
        return menu

    def _open(self, dialog: QFileDialog) -> None:
        self.chooser = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._chosen)
        dialog.finished.connect(self._chooser_closed)
        dialog.open()

    def _chosen(self, names: list[str]) -> None:
        self.taking.take([Path(name) for name in names])

    def _chooser_closed(self) -> None:
        self.chooser = None

    def _tell_reading(self, name: str) -> None:
        self._slow.stop()
        self.reading.clear()
        if name:
            words = self.tr("Reading {name}…").format(name=quoted(name))
            self.reading.prepare(words, self.tr("Cancel"), self.taking.cancel)
            self._slow.start()

    def _taken(self, taken: TakenIn) -> None:
        self.note.tell(told_taken(taken))
        self.reveal(taken.agent.id)

    def _copied(self, made: AgentInfo) -> None:
        self.note.tell(self.tr("{name} is here.").format(name=quoted(made.name)))
        self.reveal(made.id)

    def _given(self, agent: AgentInfo, given: Given) -> None:
        words = self.tr("{name} is in {file}. Keys are not in it.")
        told = words.format(name=quoted(agent.name), file=quoted(str(given.path)))
        folder = QUrl.fromLocalFile(str(given.path.parent))
        show = partial(QDesktopServices.openUrl, folder)
        self.note.tell(" ".join([told, *given.notes]), self.tr("Show in folder"), show)
