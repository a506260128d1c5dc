"""The Settings pane, generated from the typed settings; a bad value keeps the old one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from app.core.agents import AgentInfo
from app.core.errors import ConfigError
from app.ui.bridge import Bridge
from app.ui.models.settings_form import Editor, Group, groups, told, value_of
from app.ui.pane import Pane
from app.ui.panes.keys_card import KeysCard
from app.ui.panes.pieces import Page, PaneHeader, card, column, label, line
from app.ui.panes.setting_row import SettingRow
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.core.host import Host

WIDTH = 760
"""Wide enough for a sentence beside its control, narrow enough to be read."""


class SettingsPane(Pane):
    """Every change is written at once, whole or not at all."""

    key = "settings"
    title = "Settings"
    icon = "settings"

    def __init__(self, host: Host, bridge: Bridge, theme: Theme) -> None:
        super().__init__(host, bridge, theme)
        self.rows: list[SettingRow] = []
        header = PaneHeader(theme, self.tr("Settings"))
        self.again = header.button(self.tr("Run the first steps again"))
        self.again.clicked.connect(self.open_wizard)
        page = Page(self.tr("Settings"), WIDTH * theme.base_px // 13)
        if host.settings.problem:
            page.body.addWidget(self._warning(host.settings.problem))
        for group in groups():
            page.body.addLayout(self._section(group))
        self.keys = KeysCard(host, bridge, theme)
        keys = column(gap=8)
        keys.addWidget(label(self.tr("Keys"), "title"))
        keys.addWidget(self.keys)
        page.body.addLayout(keys)
        page.body.addStretch(1)
        layout = column(self)
        layout.addWidget(header)
        layout.addWidget(page, 1)
        bridge.settings_changed.connect(self.show_all)
        self.show_all()

    def shown(self) -> None:
        """Read what may have changed outside: the agents, and the keys where one is in use."""
        self.bridge.run(self.host.agents.list(), "settings.agents", self._take_agents)
        if self.host.settings.current.model.secret:
            self.keys.read()

    def row(self, section: str, name: str) -> SettingRow:
        """Return the row of a setting. Raises StopIteration for an unknown one."""
        return next(r for r in self.rows if (r.field.section, r.field.name) == (section, name))

    def show_all(self) -> None:
        """Show what is in force."""
        for each in self.rows:
            if not each.error.isVisibleTo(self):
                each.show_value(value_of(self.host.settings.current, each.field))

    def open_wizard(self) -> None:
        """Run the first steps again."""
        from app.ui.wizard.window import open_wizard  # noqa: PLC0415 - seldom needed

        open_wizard(self.host, self.bridge, self.theme, self.window())

    def _section(self, group: Group) -> QVBoxLayout:
        part = column(gap=4)
        part.addWidget(label(group.title, "title"))
        part.addWidget(label(group.description, "muted", wrap=True))
        part.addSpacing(4)
        frame = card()
        inside = column(frame)
        inside.setContentsMargins(16, 4, 16, 4)
        for number, field in enumerate(group.fields):
            made = SettingRow(field, self.theme)
            made.wanted.connect(partial(self._change, made))
            self.rows.append(made)
            if number:
                inside.addWidget(line())
            inside.addWidget(made)
        part.addWidget(frame)
        return part

    def _change(self, changed: SettingRow, value: object) -> None:
        field = changed.field
        changed.error.hide()
        try:
            self.host.settings.change(field.section, {field.name: value})
        except ConfigError as error:
            changed.refuse(told(field, error.text))

    def _take_agents(self, agents: list[AgentInfo]) -> None:
        for each in self.rows:
            if each.field.editor is Editor.AGENT:
                each.offer([agent.name for agent in agents])

    def _warning(self, text: str) -> QFrame:
        frame = card()
        frame.setProperty("role", "warning")
        column(frame, 16).addWidget(label(text, wrap=True))
        return frame
