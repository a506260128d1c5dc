"""The first steps: three pages, always a way back, and nothing kept that was not tried."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from app.core.agents import AgentInfo
from app.core.errors import AppError, ConfigError
from app.ui.bridge import Bridge
from app.ui.models.model_choice import candidate, missing
from app.ui.panes.pieces import column, label, row
from app.ui.panes.portrait import Portrait
from app.ui.theme import Theme, set_role
from app.ui.wizard.choice_card import ChoiceCard
from app.ui.wizard.model_page import ModelPage
from app.ui.wizard.page import Glyph, Page

if TYPE_CHECKING:
    from app.core.host import Host


class Wizard(QDialog):
    """Made for one run. Closing it changes nothing; `Skip` is remembered as done."""

    def __init__(
        self, host: Host, bridge: Bridge, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._host = host
        self._bridge = bridge
        self._theme = theme
        self._trial: asyncio.Task[None] | None = None
        self._agents: list[tuple[ChoiceCard, AgentInfo]] = []
        self.setWindowTitle(self.tr("First steps"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        scale = theme.base_px / 13
        self.resize(round(720 * scale), round(560 * scale))
        self.welcome = self._welcome_page()
        self.model = ModelPage(theme)
        self.agents = Page(
            self.tr("Who would you like to talk to first?"),
            self.tr("All of them are there; this one answers when you name nobody."),
            self.tr("Finish"),
        )
        self.pages = QStackedWidget()
        for page in (self.welcome, self.model, self.agents):
            self.pages.addWidget(page)
        self._build_footer()
        layout = column(self)
        layout.addWidget(self.pages, 1)
        layout.addWidget(self._footer)
        self.model.changed.connect(self._clear_error)
        self.model.keyring_wanted.connect(self._ask_keyring)
        bridge.run(host.agents.list(), "wizard.agents", self._take_agents)
        bridge.started.connect(self._read_agents)
        self._show(0)

    @property
    def trying(self) -> bool:
        """Whether a model is being asked for its reply right now."""
        return self._trial is not None

    def go_on(self) -> None:
        """Do what the primary button says."""
        page = self.pages.currentIndex()
        if page == 0:
            self._show(1)
        elif page == 1:
            self._try()
        else:
            self._finish()

    def go_back(self) -> None:
        """Show the page before, or end the trial that is running."""
        if self.trying:
            self._end_trial()
        else:
            self._show(self.pages.currentIndex() - 1)

    def skip(self) -> None:
        """Leave everything as it is and do not come up by itself again."""
        self._keep({"wizard_done": True})

    def done(self, result: int) -> None:
        """End a running trial with the window; what was typed as a key goes with it."""
        self._end_trial()
        self.model.forget_key()
        super().done(result)

    def _welcome_page(self) -> Page:
        page = Page(
            self.tr("Welcome to Familiar"),
            self.tr(
                "Companions that live on your computer, remember what you tell them, and wait "
                "quietly in the tray."
            ),
            self.tr("Begin"),
            Glyph(self._theme),
        )
        for title, text in (
            (
                self.tr("They answer here"),
                self.tr(
                    "A small model is already on this computer. Nothing you write leaves it "
                    "unless you choose a cloud model."
                ),
            ),
            (
                self.tr("They remember"),
                self.tr(
                    "What you tell them is kept in your own home folder and found again when it "
                    "matters. You can look at every memory behind an answer."
                ),
            ),
            (
                self.tr("They go on without the window"),
                self.tr(
                    "Closing the window leaves them in the tray. From there you can pause them "
                    "or quit."
                ),
            ),
        ):
            part = column(gap=3)
            part.addWidget(label(title, "strong"))
            part.addWidget(label(text, "muted", wrap=True))
            page.body.addLayout(part)
            page.body.addSpacing(4)
        return page

    def _build_footer(self) -> None:
        self._footer = QWidget()
        outer = column(self._footer, gap=10)
        outer.setContentsMargins(56, 12, 56, 32)
        self.error = label("", "danger", wrap=True)
        self.error.hide()
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.progress.hide()
        outer.addWidget(self.error)
        outer.addWidget(self.progress)
        buttons: QHBoxLayout = row(gap=10)
        self.step = label("", "muted")
        self.skip_button = QPushButton(self.tr("Skip"))
        set_role(self.skip_button, "link")
        self.skip_button.setAutoDefault(False)
        self.back = QPushButton(self.tr("Back"))
        self.back.setAutoDefault(False)
        self.next = QPushButton()
        self.next.setDefault(True)
        set_role(self.next, "primary")
        self.skip_button.clicked.connect(self.skip)
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        buttons.addWidget(self.step)
        buttons.addStretch(1)
        for button in (self.skip_button, self.back, self.next):
            buttons.addWidget(button)
        outer.addLayout(buttons)

    def _show(self, number: int) -> None:
        self.pages.setCurrentIndex(max(0, number))
        self._clear_error()
        self._refresh()
        self.next.setFocus()

    def _refresh(self) -> None:
        page = self.pages.currentWidget()
        at, count = self.pages.currentIndex() + 1, self.pages.count()
        words = self.tr("Step {number} of {count}").format(number=at, count=count)
        self.step.setText(self.tr("Asking the model for one reply") if self.trying else words)
        self.next.setText(page.next_words if isinstance(page, Page) else "")
        self.next.setEnabled(not self.trying)
        self.back.setText(self.tr("Cancel") if self.trying else self.tr("Back"))
        self.back.setVisible(self.trying or at > 1)
        self.skip_button.setVisible(not self.trying)
        self.progress.setVisible(self.trying)
        self.model.setEnabled(not self.trying)

    def _try(self) -> None:
        filled = self.model.filled
        if sentence := missing(filled):
            self._say(sentence)
            return
        self._clear_error()
        work = self._host.models.adopt(candidate(filled))
        self._trial = self._bridge.run(work, "wizard.trial", self._adopted, self._refused)
        self._refresh()

    def _adopted(self, _reply: str) -> None:
        self._trial = None
        self.model.forget_key()
        self._show(2)

    def _refused(self, error: AppError) -> None:
        self._trial = None
        self.model.forget_key()
        self.model.refused(error)
        self._refresh()
        self._say(error.text)

    def _end_trial(self) -> None:
        trial, self._trial = self._trial, None
        if trial is not None:
            trial.cancel()
            self._refresh()

    def _ask_keyring(self) -> None:
        work = self._host.vault.check()
        self._bridge.run(work, "wizard.keyring", self.model.tell_keyring)

    def _read_agents(self) -> None:
        self._bridge.run(self._host.agents.list(), "wizard.agents", self._take_agents)

    def _take_agents(self, agents: list[AgentInfo]) -> None:
        if self._agents or not agents:
            return
        wanted = self._host.settings.current.general.default_agent.casefold()
        for agent in agents:
            portrait = Portrait(self._theme, agent.name, agent.picture, 36)
            card = ChoiceCard(self._theme, agent.name, "", agent.summary, before=portrait)
            self._agents.append((card, agent))
            self.agents.body.addWidget(card)
            card.setChecked(agent.name.casefold() == wanted)
        if not any(card.isChecked() for card, _ in self._agents):
            self._agents[0][0].setChecked(True)

    def _finish(self) -> None:
        agent = next((agent for card, agent in self._agents if card.isChecked()), None)
        values: dict[str, object] = {"wizard_done": True}
        if agent is not None:
            values["default_agent"] = agent.name
            if not agent.enabled:
                self._bridge.run(self._host.agents.start(agent.id), "wizard.start")
        self._keep(values)

    def _keep(self, values: dict[str, object]) -> None:
        try:
            self._host.settings.change("general", values)
        except ConfigError as error:
            self._say(error.text)
            return
        self.accept()

    def _say(self, sentence: str) -> None:
        self.error.setText(sentence)
        self.error.show()

    def _clear_error(self) -> None:
        self.error.hide()


def open_wizard(host: Host, bridge: Bridge, theme: Theme, parent: QWidget | None = None) -> Wizard:
    """Show the first steps and return them; the window behind waits."""
    wizard = Wizard(host, bridge, theme, parent)
    wizard.open()
    return wizard
