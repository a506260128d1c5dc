"""The icon in the panel: how everything is at a glance, and a short menu.

Without a tray on this desktop nothing here is shown, and `reachable` says so.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QGuiApplication, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.core.ports import HealthReport
from app.ui.bridge import Bridge
from app.ui.models.parts import part_name
from app.ui.models.tray_state import INLINE_AGENTS, TrayState, overall
from app.ui.notify import Note
from app.ui.pace import Pace
from app.ui.tray_picture import ON_UNKNOWN, panel_glyph, tray_icon

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from app.core.agents import AgentInfo
    from app.core.host import Host


LOOK_S = 10.0
"""Seconds after which the panel's colour is looked at again when the state changes."""


class Raisable(Protocol):
    """A window that can be brought to the front."""

    def bring_up(self) -> None:
        """Show, unminimise and raise it."""
        ...

    def show_pane(self, key: str) -> None:
        """Bring a pane to the front."""
        ...


class Tray(QObject):
    """Icon, tooltip and menu over one host. `quit_wanted` is emitted by the menu's last item.

    Shows `starting` until the bridge says that the host has started. `close` takes it away.
    """

    quit_wanted = Signal()

    def __init__(self, window: Raisable, bridge: Bridge) -> None:
        super().__init__(bridge)
        self._window = window
        self._bridge = bridge
        self._host: Host | None = None
        self._started = False
        self._agents: list[AgentInfo] = []
        self._looks: tuple[Any, ...] = ()
        self._state: TrayState | None = None
        self._clicked_room = ""
        self._glyph = ON_UNKNOWN
        self._looked_at = -LOOK_S
        self._drawn: dict[TrayState, QIcon] = {}
        self._pace = Pace(self)
        self._menu = QMenu()
        self._icon = QSystemTrayIcon(self)
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self._open_clicked)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self.repaint)
        self._refresh()
        self._icon.show()

    @property
    def reachable(self) -> bool:
        """Whether the person can see the icon right now."""
        return self._icon.isVisible() and QSystemTrayIcon.isSystemTrayAvailable()

    @property
    def state(self) -> TrayState:
        """What the icon shows."""
        return self._state or TrayState.STARTING

    @property
    def menu(self) -> QMenu:
        """The menu, as the panel shows it."""
        return self._menu

    @property
    def icon(self) -> QSystemTrayIcon:
        """Qt's own icon, for whoever needs its place on the screen."""
        return self._icon

    def attach(self, host: Host) -> None:
        """Show this host from now on; call it once, when the host is made."""
        self._host = host
        self._bridge.started.connect(self._now_started)
        self._pace.due.connect(self.read_agents)
        self._bridge.agent_changed.connect(self._pace.want)
        self._bridge.health_changed.connect(self._refresh)

    def read_agents(self) -> None:
        """Ask for the agents again and show them."""
        if self._host is not None:
            self._bridge.run(self._host.agents.list(), "tray.agents", self._take_agents)

    def repaint(self) -> None:
        """Draw the icon again, in the colour the panel asks for now."""
        self._glyph = panel_glyph(self._icon, os.environ.get("XDG_CURRENT_DESKTOP", ""))
        self._looked_at = time.monotonic()
        self._drawn.clear()
        self._show_state()

    def _show_state(self) -> None:
        """Show the state's icon, drawn once for each colour: an agent at work changes it twice for
        every message."""
        state = self.state
        if state not in self._drawn:
            self._drawn[state] = tray_icon(state, self._glyph)
        self._icon.setIcon(self._drawn[state])

    def show_note(self, note: Note) -> None:
        """Show a note as the tray's own message; a click on it opens the conversation."""
        self._clicked_room = note.room_id
        if QSystemTrayIcon.supportsMessages():
            self._icon.showMessage(note.title, note.text, self._icon.icon())

    def close(self) -> None:
        """Take the icon off the panel."""
        self._icon.hide()
        self._menu.close()

    def _now_started(self) -> None:
        self._started = True
        self.read_agents()

    def _take_agents(self, agents: list[AgentInfo]) -> None:
        self._agents = agents
        self._refresh()

    def _reports(self) -> list[HealthReport]:
        last = self._host.health.last if self._host is not None else None
        return [item.report for item in last.items] if last is not None else []

    def _refresh(self) -> None:
        paused = self._host is not None and self._host.agents.paused
        reports = self._reports()
        state = overall(self._agents, reports, started=self._started, paused=paused)
        if state is not self._state:
            self._state = state
            if time.monotonic() - self._looked_at > LOOK_S:
                self.repaint()
            else:
                self._show_state()
        health = self._health_words()
        self._icon.setToolTip(f"Familiar: {self._state_word(paused)}")
        enabled = tuple((agent.id, agent.name, agent.enabled) for agent in self._agents)
        looks = (enabled, paused, health, self._started)
        # An open menu is left alone while only the icon's state changes.
        if looks != self._looks:
            self._looks = looks
            self._fill(paused, health)

    def _fill(self, paused: bool, health: str) -> None:
        self._menu.clear()
        self._add(self._menu, self.tr("Open Familiar"), self._window.bring_up)
        self._menu.addSeparator()
        if self._started and self._agents:
            self._add_agents(paused)
            words = self.tr("Resume all agents") if paused else self.tr("Pause all agents")
            self._add(self._menu, words, self._pause_or_resume)
            self._menu.addSeparator()
        self._add(self._menu, health, partial(self._show, "health"))
        self._menu.addSeparator()
        self._add(self._menu, self.tr("Quit Familiar"), self.quit_wanted.emit)

    def _add_agents(self, paused: bool) -> None:
        menu = self._menu
        if len(self._agents) > INLINE_AGENTS:
            menu = self._menu.addMenu(self.tr("Agents"))
        for agent in self._agents:
            words = self.tr("Stop {name}") if agent.enabled else self.tr("Start {name}")
            # A name is not a place for a shortcut: Qt would swallow its ampersand.
            name = agent.name.replace("&", "&&")
            action = self._add(menu, words.format(name=name), partial(self._start_or_stop, agent))
            action.setEnabled(not paused)

    def _add(self, menu: QMenu, words: str, act: Callable[[], Any]) -> QAction:
        action = menu.addAction(words)
        action.triggered.connect(lambda _checked=False: act())
        return action

    def _start_or_stop(self, agent: AgentInfo) -> None:
        if self._host is None:
            return
        agents = self._host.agents
        self._run(agents.stop(agent.id) if agent.enabled else agents.start(agent.id))

    def _pause_or_resume(self) -> None:
        if self._host is None:
            return
        agents = self._host.agents
        self._run(agents.resume_all() if agents.paused else agents.pause_all())

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        self._bridge.run(work, "tray.act", lambda _nothing: self.read_agents())

    def _show(self, pane: str) -> None:
        self._window.bring_up()
        self._window.show_pane(pane)

    def _open_clicked(self) -> None:
        self._window.bring_up()
        if self._clicked_room:
            self._bridge.open_room.emit(self._clicked_room)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is not QSystemTrayIcon.ActivationReason.Context:
            self._window.bring_up()

    def _health_words(self) -> str:
        if self._host is None or not self._started:
            return self.tr("Starting")
        last = self._host.health.last
        if last is None or last.worst is None:
            return self.tr("Everything is working")
        report = last.worst.report
        return f"{part_name(report.part)}: {report.reason.rstrip('.')}".replace("&", "&&")

    def _state_word(self, paused: bool) -> str:
        if self.state is TrayState.PAUSED and not paused:
            return self.tr("no agent is running")
        return {
            TrayState.STARTING: self.tr("starting"),
            TrayState.READY: self.tr("ready"),
            TrayState.BUSY: self.tr("answering"),
            TrayState.ATTENTION: self.tr("needs your attention"),
            TrayState.PAUSED: self.tr("paused"),
        }[self.state]
