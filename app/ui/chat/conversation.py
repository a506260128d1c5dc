"""The middle of the chat pane: header, what was said, and where the person writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.core.message import Message
from app.ui.bridge import Bridge
from app.ui.chat.column import ReadingColumn
from app.ui.chat.composer import Composer
from app.ui.chat.empty import EmptyPage
from app.ui.chat.find import FindBar
from app.ui.chat.header import Header
from app.ui.chat.item import Item
from app.ui.chat.message import GUTTER
from app.ui.chat.session import Session
from app.ui.theme import Theme, set_role

if TYPE_CHECKING:
    from app.core.agents import AgentInfo

PAGES_TO_GO = 40
"""At most so many pages of history are read to reach a message that was found."""


class Conversation(QWidget):
    """Shows one `Session`. `answered` when the newest reply may have another trace now.

    `escaped` comes when Esc found nothing to stop or close here.
    """

    answered = Signal()
    escaped = Signal()

    def __init__(self, bridge: Bridge, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.session: Session | None = None
        self.header = Header(theme)
        self.finder = FindBar(theme)
        self.column = ReadingColumn(bridge, theme)
        self.empty = EmptyPage(theme)
        self.composer = Composer(theme)
        self._agent: AgentInfo | None = None
        self._goal: tuple[Message, str, int] | None = None
        self._early: list[str] = []
        self._pages = QStackedLayout()
        self._pages.addWidget(self.column)
        self._pages.addWidget(self.empty)
        self._build(theme)
        self.finder.chosen.connect(self.go_to)
        self.finder.closed.connect(self._end_find)
        self.column.filled.connect(self._go_on)
        self.composer.sent.connect(self._send)
        self.composer.stopped.connect(self._stop)
        self.composer.escaped.connect(self.close_something)
        self.composer.recalled.connect(self._take_up_last)
        for keys, slot in (("Ctrl+F", self.finder.begin), ("Esc", self.close_something)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        self.show_session(None, None)

    def show_session(self, session: Session | None, agent: AgentInfo | None) -> None:
        """Show another conversation; the draft of the one before is kept with it.

        What was written or sent while none was open yet belongs to the first that opens.
        """
        early = self.composer.text if self.session is None else ""
        self._leave()
        self.session = session
        self._agent = agent
        self._goal = None
        self.finder.end()
        if session is not None:
            self.header.show_agent(session.agent)
            self.composer.address(session.agent)
            self.composer.take_up(early or session.draft)
            session.writing_changed.connect(self._follow)
            session.changed.connect(self._item_changed)
            session.prepended.connect(self._follow)
            self.column.show_session(session)
            self.composer.setFocus()
            self._send_early()
        self._follow()

    def go_to(self, message: Message, words: str) -> None:
        """Bring a message into view, reading history until it is there."""
        self._goal = (message, words, PAGES_TO_GO)
        self._go_on()

    def close_something(self) -> None:
        """Esc: stop the reply, else close the find bar, else let the pane close something."""
        if self.session is not None and self.session.writing:
            self._stop()
        elif self.finder.isVisible():
            self.finder.end()
        else:
            self.escaped.emit()

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt's name
        """Go through header, messages and composer in the order in which they are read."""
        self.column.in_order(self.header.end)
        moved = super().focusNextPrevChild(forward)
        now = QApplication.focusWidget()
        if now is not None and self.column.isAncestorOf(now):
            self.column.ensureWidgetVisible(now)
        return moved

    def _build(self, theme: Theme) -> None:
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 0, 20, 16)
        self.composer.setMaximumWidth(theme.size.measure + GUTTER)
        foot.addStretch(1)
        foot.addWidget(self.composer, 1000)
        foot.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addWidget(self.finder)
        layout.addLayout(self._pages, 1)
        layout.addLayout(foot)

    def _leave(self) -> None:
        old = self.session
        if old is not None:
            old.draft = self.composer.text
            old.writing_changed.disconnect(self._follow)
            old.changed.disconnect(self._item_changed)
            old.prepended.disconnect(self._follow)

    def _follow(self) -> None:
        """Show what the session's state asks for."""
        session = self.session
        self.composer.set_writing(writing=session is not None and session.writing)
        if session is None:
            self.empty.nobody()
        elif self._agent is not None:
            self.empty.greet(self._agent.name, self._agent.summary, self._agent.greeting)
        blank = session is None or (session.complete and not session.items)
        self._pages.setCurrentWidget(self.empty if blank else self.column)
        last = session.last_reply if session else None
        self.header.set_why(possible=last is not None and bool(last.message.trace_id))
        self.header.show_memories(last.recalled if last else None)

    def _item_changed(self, item: Item) -> None:
        self._follow()
        if not item.own and not item.live:
            self.answered.emit()

    def _send(self, text: str) -> None:
        if self.session is None:
            self._early.append(text)
            return
        self.session.send(text)
        self.column.to_end()

    def _send_early(self) -> None:
        """Send what was written before there was a conversation: the program was still opening."""
        early, self._early = self._early, []
        for text in early:
            self._send(text)

    def _stop(self) -> None:
        if self.session is not None:
            self.session.stop()

    def _take_up_last(self) -> None:
        items = self.session.items if self.session else []
        last = next((item for item in reversed(items) if item.own), None)
        if last is not None:
            self.composer.take_up(last.message.text)

    def _end_find(self) -> None:
        self.column.unmark()
        self.composer.setFocus()

    def _go_on(self) -> None:
        """Reveal the message that is wanted, or read the page before."""
        if self._goal is None or self.session is None:
            return
        message, words, pages = self._goal
        items = self.session.items
        item = next((i for i in items if i.message.id == message.id), None)
        if item is not None and self.column.view_of(item) is not None:
            self._goal = None
            self.column.reveal(item, words)
        elif item is None and pages and not self.session.complete:
            self._goal = (message, words, pages - 1)
            self.session.load_more()
