"""The Agents pane: who there is, how they are, and what can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
)

from app.core.agents import SHIPPED, AgentInfo
from app.core.message import AgentState, Room
from app.ui.bridge import Bridge
from app.ui.models.adding import Added, add_from_file
from app.ui.pace import Pace
from app.ui.pane import Pane
from app.ui.panes.pieces import Page, PaneHeader, card, column, empty, label, line, row
from app.ui.panes.portrait import Portrait
from app.ui.status import Dot
from app.ui.theme import Theme, set_role

if TYPE_CHECKING:
    from app.core.host import Host

TINTS = {
    AgentState.STOPPED: "control",
    AgentState.STARTING: "info",
    AgentState.READY: "ok",
    AgentState.BUSY: "accent",
    AgentState.ATTENTION: "warn",
}


class AgentsPane(Pane):
    """One row per agent. Everything it does goes through the host; the bus tells it to redraw."""

    key = "agents"
    title = "Agents"
    icon = "agents"

    def __init__(self, host: Host, bridge: Bridge, theme: Theme) -> None:
        super().__init__(host, bridge, theme)
        self._shown: list[AgentInfo] = []
        self.dialog: QFileDialog | QMessageBox | None = None
        self.header = PaneHeader(theme, self.tr("Agents"))
        self.pause = self.header.button("")
        self.pause.clicked.connect(self._pause_or_resume)
        self.add = self.header.button(self.tr("Add from a file"))
        self.add.clicked.connect(self._choose_file)
        self.note = label("", "muted", wrap=True)
        self.note.hide()
        page = Page(self.tr("Agents"))
        page.body.addWidget(self.note)
        frame = card()
        self._rows = column(frame)
        self._rows.setContentsMargins(16, 4, 16, 4)
        page.body.addWidget(frame)
        page.body.addStretch(1)
        layout = column(self)
        layout.addWidget(self.header)
        layout.addWidget(page, 1)
        pace = Pace(self)
        pace.due.connect(self.read)
        bridge.agent_changed.connect(pace.want)
        bridge.started.connect(self.read)
        self._fill([])

    def shown(self) -> None:
        """Read the agents again."""
        self.read()

    def read(self) -> None:
        """Ask for the agents and show them."""
        self.bridge.run(self.host.agents.list(), "agents.list", self._take)

    def add_file(self, path: Path) -> None:
        """Add the agent of a character file."""
        self.bridge.run(add_from_file(self.host, path), "agents.add", self._added)

    def _take(self, agents: list[AgentInfo]) -> None:
        if agents != self._shown or not agents:
            self._fill(agents)
        running = sum(agent.state is not AgentState.STOPPED for agent in agents)
        self.header.chip.say(
            self.tr("{n} running").format(n=QLocale().toString(running)),
            "ok" if running else "control",
        )
        paused = self.host.agents.paused
        self.pause.setText(self.tr("Resume all") if paused else self.tr("Pause all"))

    def _fill(self, agents: list[AgentInfo]) -> None:
        self._shown = agents
        self.pause.setVisible(bool(agents))
        empty(self._rows)
        for number, agent in enumerate(agents):
            if number:
                self._rows.addWidget(line())
            self._rows.addWidget(self._row(agent))
        if not agents:
            words = self.tr("Your agents appear here as soon as they have been read.")
            self._rows.addWidget(label(words, "muted", wrap=True))

    def _row(self, agent: AgentInfo) -> QFrame:
        frame = QFrame()
        frame.setAccessibleName(f"{agent.name}: {state_word(agent.state)}")
        layout = QHBoxLayout(frame)
        layout.setContentsMargins(0, 12, 0, 12)
        layout.setSpacing(14)
        portrait = Portrait(self.theme, agent.name, agent.picture)
        layout.addWidget(portrait, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._words(agent), 1)
        buttons = row(gap=8)
        talk = self._button(agent, self.tr("New conversation"), self._talk)
        buttons.addWidget(talk)
        talk.setEnabled(agent.state is not AgentState.STOPPED)
        words = self.tr("Stop") if agent.enabled else self.tr("Start")
        buttons.addWidget(self._button(agent, words, self._start_or_stop))
        if agent.origin != SHIPPED:
            remove = self._button(agent, self.tr("Remove"), self._ask_remove)
            set_role(remove, "danger")
            buttons.addWidget(remove)
        layout.addLayout(buttons)
        return frame

    def _words(self, agent: AgentInfo) -> QVBoxLayout:
        words = column(gap=3)
        top = row(gap=10)
        top.addWidget(label(agent.name, "strong"))
        state = row(gap=6)
        state.addWidget(Dot(self.theme, TINTS[agent.state]))
        state.addWidget(label(state_word(agent.state), "small"))
        top.addLayout(state)
        top.addStretch(1)
        words.addLayout(top)
        words.addWidget(label(agent.summary, "muted", wrap=True))
        if agent.reason:
            words.addWidget(label(agent.reason, "danger", wrap=True))
        return words

    def _button(self, agent: AgentInfo, text: str, act: Callable[[AgentInfo], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(f"{text}: {agent.name}")
        button.clicked.connect(lambda _checked=False: act(agent))
        return button

    def _talk(self, agent: AgentInfo) -> None:
        def made(room: Room) -> None:
            self.bridge.show_pane.emit("chat")
            self.bridge.open_room.emit(room.id)

        self.bridge.run(self.host.rooms.create(agent.id), "agents.talk", made)

    def _start_or_stop(self, agent: AgentInfo) -> None:
        agents = self.host.agents
        self._run(agents.stop(agent.id) if agent.enabled else agents.start(agent.id))

    def _pause_or_resume(self) -> None:
        agents = self.host.agents
        self._run(agents.resume_all() if agents.paused else agents.pause_all())

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        self.bridge.run(work, "agents.act", lambda _nothing: self.read())

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Add an agent"))
        dialog.setNameFilters(
            [self.tr("Characters") + " (*.json *.yaml *.yml)", self.tr("All files") + " (*)"]
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.add_file(Path(name)))
        self._open(dialog)

    def _added(self, added: Added) -> None:
        words = [self.tr("{name} was added.").format(name=added.agent.name)]
        if added.kept:
            words.append(self.tr("Its keys went to your keyring."))
        if added.lost:
            names = ", ".join(added.lost)
            words.append(
                self.tr(
                    "The keyring could not be used, so these keys of the file "
                    "were not kept: {names}."
                ).format(names=names)
            )
        self.note.setText(" ".join(words))
        self.note.show()
        self.read()

    def _ask_remove(self, agent: AgentInfo) -> None:
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.NoIcon)
        question.setWindowTitle(self.tr("Remove an agent"))
        question.setText(self.tr("Remove {name}?").format(name=agent.name))
        question.setInformativeText(
            self.tr(
                "All its conversations and memories are removed with it. This cannot be undone. "
                "Its file on your disk stays."
            )
        )
        remove = question.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        keep = question.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(keep)
        remove.clicked.connect(lambda: self._run(self.host.agents.remove(agent.id)))
        self._open(question)

    def _open(self, dialog: QFileDialog | QMessageBox) -> None:
        self.dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self.dialog = None


def state_word(state: AgentState) -> str:
    """Return the word that stands beside an agent's dot."""
    translate = QCoreApplication.translate
    return {
        AgentState.STOPPED: translate("AgentsPane", "stopped"),
        AgentState.STARTING: translate("AgentsPane", "starting"),
        AgentState.READY: translate("AgentsPane", "ready"),
        AgentState.BUSY: translate("AgentsPane", "answering"),
        AgentState.ATTENTION: translate("AgentsPane", "needs your attention"),
    }[state]
