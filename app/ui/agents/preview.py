"""The live preview: the prompt that the character in the editor gives the model in use."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.characters.character import Character
from app.core.exchange import ModelProfile
from app.core.message import now
from app.ui.agents.prompt_view import PromptView, RoomBar
from app.ui.bridge import Bridge
from app.ui.models.draft import USUAL, PromptText, plain, prompt_text, whole_prompt
from app.ui.panes.pieces import column, label
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.core.models import ModelDesk

TYPING_MS = 250


class PromptPreview(QWidget):
    """Made beside the window, so that a long text holds nothing up; no model is ever loaded."""

    def __init__(self, models: ModelDesk, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._models = models
        self._bridge = bridge
        self._character: Character | None = None
        self._making: asyncio.Task[None] | None = None
        self.figure = label("", "strong")
        self.model = label("", "small", wrap=True)
        self.bar = RoomBar(theme)
        self.note = label("", "small", wrap=True)
        self.view = PromptView(theme)
        self.view.setAccessibleName(self.tr("What the model is told"))
        self.message = QLineEdit()
        self.message.setPlaceholderText(self.tr("Type a message to see the whole prompt"))
        self.message.setAccessibleName(self.tr("A message to see the whole prompt for"))
        self.message.setClearButtonEnabled(True)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.refresh)
        self.message.textChanged.connect(lambda _text: self._typing.start())
        bridge.settings_changed.connect(self.refresh)
        layout = column(self, gap=8)
        layout.setContentsMargins(16, 14, 16, 16)
        layout.addWidget(self.figure)
        layout.addWidget(self.bar)
        layout.addWidget(self.model)
        layout.addWidget(self.note)
        layout.addSpacing(4)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.message)

    def show_character(self, character: Character) -> None:
        """Show this character's prompt from now on."""
        self._character = character
        self.refresh()

    def refresh(self) -> None:
        """Make the prompt again: for another character, model or message."""
        if self._character is None:
            return
        if self._making is not None:
            self._making.cancel()
        profile = self._models.profile or USUAL
        text = self.message.text().strip()
        work = asyncio.to_thread(_making(self._character, profile, text))
        self._making = self._bridge.run(
            work, "agents.prompt", lambda prompt: self._show(prompt, profile, whole=bool(text))
        )

    def _show(self, prompt: PromptText, profile: ModelProfile, *, whole: bool) -> None:
        self._making = None
        count = QLocale().toString
        used, budget = count(prompt.tokens), count(prompt.budget)
        words = self.tr("Whole prompt: about {used} of {all} tokens") if whole else ""
        words = words or self.tr("About {used} of {all} tokens")
        self.figure.setText(words.format(used=used, all=budget))
        self.bar.show_share(prompt.tokens, prompt.budget, full=bool(prompt.lines))
        told = self.tr("As {model} is told.").format(model=profile.label)
        self.model.setText(told if profile.label else self.tr("As most models are told."))
        self.note.setText(self._note(prompt, profile))
        self.note.setVisible(bool(self.note.text()))
        self.view.show_prompt(prompt)

    def _note(self, prompt: PromptText, profile: ModelProfile) -> str:
        notes = []
        if plain(profile):
            notes.append(
                self.tr("A model this small is told only the instruction and three lines about it.")
            )
        if prompt.lines:
            one, many = self.tr("1 part does not fit."), self.tr("{n} parts do not fit.")
            some = many.format(n=QLocale().toString(prompt.lines))
            notes.append(one if prompt.lines == 1 else some)
        if prompt.missing:
            more = self.tr("{n} more letters of them are not shown.")
            notes.append(more.format(n=QLocale().toString(prompt.missing)))
        return " ".join(notes)


def _making(character: Character, profile: ModelProfile, text: str) -> Callable[[], PromptText]:
    if text:
        return lambda: whole_prompt(character, profile, text, now())
    return lambda: prompt_text(character, profile)
