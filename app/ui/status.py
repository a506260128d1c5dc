"""The strip at the bottom: the worst of health in words, who is running, which model, how fast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from app.core.events import ModelActivity
from app.core.message import AgentState
from app.core.ports import HealthState
from app.ui.bridge import Bridge
from app.ui.pace import Pace
from app.ui.theme import Theme, set_role

if TYPE_CHECKING:
    from app.core.agents import AgentInfo
    from app.core.host import Host

DOT = {
    HealthState.OK: "ok",
    HealthState.OFF: "control",
    HealthState.DEGRADED: "warn",
    HealthState.DOWN: "danger",
}
"""The token of the dot beside a state; a word always stands next to it."""


class Dot(QWidget):
    """An 8 px dot in a token's colour. Never alone: a word stands beside it."""

    def __init__(self, theme: Theme, tint: str = "ok", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._tint = tint
        self.setFixedSize(8, 8)
        theme.changed.connect(self.update)

    def show_tint(self, tint: str) -> None:
        """Take another colour."""
        self._tint = tint
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour(self._tint))
        painter.drawEllipse(0, 0, 8, 8)


class StatusStrip(QFrame):
    """Says only what is known: an entry that nothing is known about is not shown."""

    def __init__(self, theme: Theme, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "strip")
        self.setFixedHeight(max(theme.size.strip, theme.px("small") + 14))
        self._bridge = bridge
        self._host: Host | None = None
        self._speed = ""
        self._dot = Dot(theme, "control")
        self._health = self._entry("health")
        self._agents = self._entry("agents")
        self._model = self._entry("settings")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 10, 0)
        layout.setSpacing(4)
        layout.addWidget(self._dot)
        layout.addWidget(self._health)
        layout.addSpacing(8)
        layout.addWidget(self._agents)
        layout.addStretch(1)
        layout.addWidget(self._model)
        self._say(self._health, self.tr("Starting"))
        self._agents_pace = Pace(self)
        self._agents_pace.due.connect(self.refresh_agents)
        self._model_pace = Pace(self)
        self._model_pace.due.connect(self.refresh_model)

    def attach(self, host: Host) -> None:
        """Show this host from now on."""
        self._host = host
        self._bridge.health_changed.connect(self.refresh_health)
        self._bridge.agent_changed.connect(self._agents_pace.want)
        self._bridge.settings_changed.connect(self.refresh_model)
        self._bridge.model_activity.connect(self._hear_speed)
        self._bridge.started.connect(self.refresh)

    def refresh(self) -> None:
        """Read everything again."""
        self.refresh_health()
        self.refresh_agents()
        self.refresh_model()

    def refresh_health(self) -> None:
        """Show the worst item, or that all is well."""
        last = self._host.health.last if self._host else None
        if last is None:
            return
        worst = last.worst
        self._dot.show_tint(DOT[last.state])
        if worst is None:
            self._say(self._health, self.tr("Everything is working"))
        else:
            self._say(self._health, f"{worst.report.part.capitalize()}: {worst.report.reason}")

    def refresh_agents(self) -> None:
        """Count the running agents."""
        if self._host:
            self._bridge.run(self._host.agents.list(), "status.agents", self._count)

    def refresh_model(self) -> None:
        """Name the model and where it runs."""
        profile = self._host.models.profile if self._host else None
        if profile is None:
            self._say(self._model, "")
            return
        where = self.tr("{model} on this computer") if profile.local else "{model}"
        text = where.format(model=profile.label)
        self._say(self._model, f"{text} · {self._speed}" if self._speed else text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Shorten the sentences to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _entry(self, pane: str) -> QPushButton:
        button = QPushButton()
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self._bridge.show_pane.emit(pane))
        button.hide()
        return button

    def _say(self, button: QPushButton, text: str) -> None:
        if text == button.toolTip():
            return
        button.setToolTip(text)
        button.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        """Shorten what has no room; the tooltip has it whole, and who runs goes first."""
        left = self.width() - 80
        wide = {b: _wide(b) for b in (self._health, self._agents, self._model)}
        tight = sum(wide.values()) > left
        shares = {self._health: 0.55, self._agents: 0.0, self._model: 0.45}
        for button, share in shares.items():
            others = sum(wide[b] for b in (self._health, self._model) if b is not button)
            most = max(round(left * share), left - others) if tight else wide[button]
            text, end = button.toolTip(), Qt.TextElideMode.ElideRight
            button.setText(button.fontMetrics().elidedText(text, end, most) if tight else text)
            button.setVisible(bool(text) and not (tight and button is self._agents))

    def _count(self, agents: list[AgentInfo]) -> None:
        running = sum(agent.state is not AgentState.STOPPED for agent in agents)
        many = self.tr("{n} agents running").format(n=QLocale().toString(running))
        self._say(self._agents, self.tr("1 agent running") if running == 1 else many)

    def _hear_speed(self, fact: ModelActivity) -> None:
        number = QLocale().toString(round(fact.tokens_per_second))
        self._speed = self.tr("{number} tokens a second").format(number=number)
        self._model_pace.want()


def _wide(button: QPushButton) -> int:
    return button.fontMetrics().horizontalAdvance(button.toolTip()) + 4
