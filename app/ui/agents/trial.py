"""The test chat beside the editor: the character as it stands there, tried out at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import aclosing
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QWidget

from app.core.characters.character import Character
from app.core.errors import AppError
from app.core.message import Delta, Failed, Speaker, new_id
from app.core.persona import filled
from app.core.rehearsal import Rehearsal, RehearsalEvent, Rehearsed
from app.ui.agents.trial_reply import ROOM, TrialReply
from app.ui.agents.words import quoted
from app.ui.bridge import Bridge
from app.ui.chat.blocks import blocks_of
from app.ui.chat.composer import Composer
from app.ui.chat.dialogs import LinkDialog
from app.ui.chat.item import Item, draft
from app.ui.chat.markdown import Block
from app.ui.chat.message import GUTTER, OwnMessage
from app.ui.chat.message_view import MessageView, in_order
from app.ui.panes.pieces import column, empty, label, row
from app.ui.theme import Theme, set_role

EDGE = 16
DRAW_MS = 66
NEAR = 24

View = TypeVar("View", bound=MessageView)

Latest = Callable[[], Awaitable[Character]]
"""Gives the character as it stands in the editor at this moment."""


class TrialChat(QWidget):
    """Talks to the draft. Nothing of it is kept; Start over forgets what was said."""

    def __init__(self, rehearsal: Rehearsal, latest: Latest, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._rehearsal = rehearsal
        self._latest = latest
        self._bridge = bridge
        self._theme = theme
        self._name = ""
        self._character: Character | None = None
        self._last = ""
        self._views: list[MessageView] = []
        self._greeting: TrialReply | None = None
        self._reply: TrialReply | None = None
        self._talking: asyncio.Task[None] | None = None
        self._queue: list[str] = []
        self._following = True
        note = self.tr("It answers as it stands here, saved or not. Nothing of this is remembered.")
        self.again = QPushButton(self.tr("Start over"))
        set_role(self.again, "quiet")
        self.again.clicked.connect(self.start_over)
        self._list = column(gap=10)
        self._scroll = self._scrolling()
        self.composer = Composer(theme)
        self.composer.sent.connect(self.say)
        self.composer.stopped.connect(rehearsal.stop)
        self.composer.recalled.connect(lambda: self.composer.take_up(self._last))
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.setInterval(DRAW_MS)
        self._drawing.timeout.connect(self._draw)
        top = row(gap=8)
        top.setContentsMargins(EDGE, 12, EDGE - 6, 4)
        top.addWidget(label(note, "small", wrap=True), 1)
        top.addWidget(self.again, 0, Qt.AlignmentFlag.AlignTop)
        foot = row()
        foot.setContentsMargins(EDGE, 0, EDGE, EDGE)
        foot.addWidget(self.composer)
        layout = column(self)
        layout.addLayout(top)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(foot)

    @property
    def writing(self) -> bool:
        """Whether a reply is being written."""
        return self._reply is not None

    def show_character(self, character: Character) -> None:
        """Show whom one talks to now; its greeting stands first until something was said."""
        self._character = character
        self._name = character.name
        self.composer.address(quoted(character.name))
        if len(self._views) > (self._greeting is not None):
            return
        text = filled(character.greeting, character, "you")
        if self._greeting is not None and not text:
            self._clear()
        if text:
            if self._greeting is None:
                self._greeting = self._put(TrialReply(self._theme, self._name, live=False))
            self._greeting.rename(self._name)
            self._whole(self._greeting, text)

    def say(self, text: str) -> None:
        """Say something; what is said while a reply is being written waits for its end."""
        if self.writing:
            self._queue.append(text)
            return
        self._last = text
        self._following = True
        self._put(OwnMessage(self._theme, Item(draft(ROOM, Speaker.USER, "", text, new_id()))))
        self._reply = self._put(TrialReply(self._theme, self._name))
        self.composer.set_writing(writing=True)
        self._talking = self._bridge.follow(self._talk(text), "agents.trial", self._hear)

    def stop(self) -> bool:
        """Stop the reply being written; False when there is none."""
        self._rehearsal.stop()
        return self.writing

    def forget(self) -> None:
        """Be empty, and know no character: another one comes."""
        self._character = None
        self.start_over()

    def start_over(self) -> None:
        """Forget everything said here; a reply being written is stopped."""
        if self._talking is not None:
            self._talking.cancel()
            self._talking = None
        self._rehearsal.reset()
        self._queue.clear()
        self._reply = None
        self.composer.set_writing(writing=False)
        self._clear()
        if self._character is not None:
            self.show_character(self._character)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give every message the new width."""
        super().resizeEvent(event)
        for view in self._views:
            view.fit(self._measure())

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Go through the messages as they are read, before the field below them."""
        in_order(self.again, self._views)
        return super().focusNextPrevChild(forward)

    async def _talk(self, text: str) -> AsyncGenerator[RehearsalEvent, None]:
        try:
            character = await self._latest()
        except AppError as error:
            yield Failed(error)
            return
        async with aclosing(self._rehearsal.say(character, text)) as events:
            async for event in events:
                yield event

    def _hear(self, event: RehearsalEvent) -> None:
        reply = self._reply
        if reply is None:
            return
        match event:
            case Delta(text=text):
                reply.add(text)
                if not self._drawing.isActive():
                    self._drawing.start()
                return
            case Rehearsed(text=text, reason=reason):
                self._whole(reply, text)
                reply.settle()
                self._tell(reason, "small")
            case Failed(error=error):
                self._views.remove(reply)
                self._list.removeWidget(reply)
                reply.hide()
                reply.deleteLater()
                self._tell(error.text, "danger")
                if not self.composer.text:
                    self.composer.take_up(self._last)
        self._end()

    def _end(self) -> None:
        self._reply = self._talking = None
        self.composer.set_writing(writing=False)
        if self._queue:
            self.say(self._queue.pop(0))

    def _draw(self) -> None:
        if self._reply is not None:
            self._reply.grow()

    def _whole(self, view: TrialReply, text: str) -> None:
        """Show a text that does not grow; a long one is read in a thread."""
        view.say(text)

        def done(blocks: tuple[Block, ...]) -> None:
            if view in self._views and view.item.message.text == text:
                view.show_blocks(blocks)
                view.refresh()

        self._bridge.run(blocks_of(text), "agents.render", done)

    def _tell(self, sentence: str, role: str) -> None:
        if sentence:
            said: QLabel = label(quoted(sentence), role, wrap=True)
            said.setContentsMargins(GUTTER, 0, EDGE, 0)
            self._list.addWidget(said)

    def _put(self, view: View) -> View:
        view.fit(self._measure())
        self._views.append(view)
        self._list.addWidget(view)
        view.link.connect(lambda address: LinkDialog(self._theme, address, self).open())
        return view

    def _clear(self) -> None:
        self._views.clear()
        self._greeting = None
        empty(self._list)

    def _measure(self) -> int:
        return max(160, self.width() - 2 * EDGE)

    def _scrolling(self) -> QScrollArea:
        page = QWidget()
        around = column(page)
        # The scroll bar has its place at the right of the messages, so that it moves nothing.
        around.setContentsMargins(EDGE, 8, 0, 12)
        around.addLayout(self._list)
        around.addStretch(1)
        area = QScrollArea()
        area.setWidget(page)
        for ground in (page, area.viewport()):
            ground.setAutoFillBackground(False)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(self.tr("What was said in this trial"))
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(self._stretched)
        return area

    def _scrolled(self, value: int) -> None:
        self._following = value >= self._scroll.verticalScrollBar().maximum() - NEAR

    def _stretched(self) -> None:
        if self._following:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.maximum())
