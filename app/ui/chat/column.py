"""The reading column: every message of a conversation, at a measure that reads well.

Text that grows never moves what is being read: the view follows the end only while it stands
there. Older pages are put above without a jump.
"""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.bridge import Bridge
from app.ui.chat.blocks import blocks_of
from app.ui.chat.item import Item
from app.ui.chat.markdown import Block
from app.ui.chat.message import GUTTER, AgentMessage, OwnMessage
from app.ui.chat.message_view import MessageView, in_order
from app.ui.chat.session import Session
from app.ui.theme import Theme, set_role

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

DRAW_MS = 66
"""Growing text is drawn at most this often: 15 times a second."""

SLICE_S = 0.02
"""Older messages are put on the screen for this long before the loop gets its turn."""

SIDE = 20
"""Space beside the text; the scroll bar has its place in it, so that it moves nothing."""

MOST, KEPT = 80, 40
"""With more messages than `MOST`, and the reader at the end, only the newest `KEPT` stay."""

NEAR = 24
"""The view stands at the end when at most this many pixels are below it."""


class ReadingColumn(QScrollArea):
    """Shows one `Session` at a time. `link` is an address the person chose."""

    link = Signal(str)
    filled = Signal()

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._bridge = bridge
        self._theme = theme
        self._session: Session | None = None
        self._views: dict[Item, MessageView] = {}
        self._dirty: set[Item] = set()
        self._following = True
        self._anchor: tuple[MessageView, int] | None = None
        self._last: MessageView | None = None
        self._filling: asyncio.Task[None] | None = None
        self._page = QWidget()
        set_role(self._page, "surface")
        self._list = QVBoxLayout(self._page)
        self._list.setSpacing(10)
        self._list.addStretch(1)
        self.setWidget(self._page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pause = DRAW_MS
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw)
        bar = self.verticalScrollBar()
        bar.valueChanged.connect(self._scrolled)
        bar.rangeChanged.connect(self._stretched)

    def show_session(self, session: Session) -> None:
        """Show another conversation, at its end."""
        if self._session is session:
            return
        self._leave()
        self._session = session
        self._following = True
        for signal, slot in self._wires(session):
            signal.connect(slot)
        if session.items:
            self._put_above()
        else:
            session.load_more()

    def view_of(self, item: Item) -> MessageView | None:
        """Return the widget of an item, if it is on the screen."""
        return self._views.get(item)

    def reveal(self, item: Item, words: str) -> None:
        """Bring a message into the middle of the view and mark the words in it."""
        self.unmark()
        view = self._views.get(item)
        if view is None:
            return
        self._following = False
        view.mark(words)
        middle = view.y() + min(view.height(), self.viewport().height()) // 2
        self.verticalScrollBar().setValue(middle - self.viewport().height() // 2)

    def in_order(self, after: QWidget) -> None:
        """Let Tab go from `after` through what is shown, from the oldest to the newest."""
        in_order(after, sorted(self._views.values(), key=lambda view: view.y()))

    def unmark(self) -> None:
        """Take all marks away."""
        for view in self._views.values():
            view.mark("")

    def to_end(self) -> None:
        """Go to the newest message and follow it from now on."""
        self._following = True
        self._stretched()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Give every message the new measure, keeping what is being read in its place."""
        super().resizeEvent(event)
        if event.size().width() == event.oldSize().width():
            return
        self._margins()
        for view in self._views.values():
            view.fit(self._measure())

    def _measure(self) -> int:
        return max(200, min(self.width() - 2 * SIDE, self._theme.size.measure + GUTTER))

    def _margins(self) -> None:
        side = max(SIDE, (self.width() - self._measure()) // 2)
        self._list.setContentsMargins(side, 20, 0, 16)

    def _wires(self, session: Session) -> list[tuple[SignalInstance, Callable[..., None]]]:
        return [
            (session.prepended, self._put_above),
            (session.appended, self._append),
            (session.grew, self._grow),
            (session.changed, self._change),
            (session.removed, self._remove),
            (session.released, self._release),
        ]

    def _leave(self) -> None:
        if self._filling is not None:
            self._filling.cancel()
        if self._session is not None:
            for signal, slot in self._wires(self._session):
                signal.disconnect(slot)
        self._release(list(self._views))

    def _make(self, item: Item) -> MessageView:
        view: MessageView = (OwnMessage if item.own else AgentMessage)(self._theme, item)
        view.link.connect(self.link)
        if self._session is not None:
            view.retry.connect(self._session.retry)
            view.resume.connect(self._session.resume)
        view.fit(self._measure())
        self._views[item] = view
        return view

    def _put_above(self) -> None:
        if self._filling is not None and not self._filling.done():
            self._filling.cancel()
        self._filling = self._bridge.run(self._fill(), "chat.fill")

    async def _fill(self) -> None:
        """Put what is missing above, newest first, in slices: the loop is never held for long."""
        self._margins()
        since = time.monotonic()
        for item in reversed(list(self._session.items) if self._session else []):
            if item in self._views:
                continue
            view = self._make(item)
            if isinstance(view, AgentMessage):
                view.show_blocks(await blocks_of(item.message.text))
                view.fit(self._measure())
            self._list.insertWidget(self._place(item), view)
            if time.monotonic() - since > SLICE_S:
                await asyncio.sleep(0)
                since = time.monotonic()
        self._mark_last()
        self._filling = None
        self.filled.emit()
        if self._session is not None and self._views and not self.verticalScrollBar().maximum():
            self._session.load_more()

    def _place(self, item: Item) -> int:
        """Return the layout position of an item: after the last shown item that is older."""
        session = self._session
        if session is None or item not in session.items:
            return self._list.count() - 1
        for older in reversed(session.items[: session.items.index(item)]):
            if older in self._views:
                return self._list.indexOf(self._views[older]) + 1
        return 0

    def _append(self, item: Item) -> None:
        self._margins()
        view = self._make(item)
        self._list.insertWidget(self._list.count() - 1, view)
        if isinstance(view, AgentMessage) and item.message.text:
            self._whole(item, view)
        self._mark_last()
        if self._following and len(self._views) > MOST and self._session is not None:
            self._session.release(KEPT)

    def _grow(self, item: Item) -> None:
        self._dirty.add(item)
        if not self._timer.isActive():
            self._timer.start(self._pause)

    def _draw(self) -> None:
        """Draw what grew; a slow drawing is repeated less often, so that typing stays quick."""
        began = time.monotonic()
        for item in self._dirty:
            view = self._views.get(item)
            if isinstance(view, AgentMessage) and item.live:
                view.grow()
        self._dirty.clear()
        self._pause = max(DRAW_MS, round((time.monotonic() - began) * 8_000))

    def _change(self, item: Item) -> None:
        view = self._views.get(item)
        if view is None:
            return
        self._dirty.discard(item)
        if isinstance(view, AgentMessage) and item.message.text:
            self._whole(item, view)
        view.refresh()
        self._mark_last()
        if not item.own and not item.live:
            self._announce(view, item)

    def _whole(self, item: Item, view: AgentMessage) -> None:
        """Draw a text that will not grow now: whole, and with coloured code."""

        def done(blocks: Sequence[Block]) -> None:
            if self._views.get(item) is view:
                view.show_blocks(blocks)

        self._bridge.run(blocks_of(item.message.text), "chat.render", done)

    def _remove(self, item: Item) -> None:
        self._release([item])
        self._mark_last()

    def _release(self, items: list[Item]) -> None:
        for item in items:
            view = self._views.pop(item, None)
            if view is None:
                continue
            if self._anchor is not None and self._anchor[0] is view:
                self._anchor = None
            if self._last is view:
                self._last = None
            self._dirty.discard(item)
            self._list.removeWidget(view)
            view.hide()
            view.deleteLater()

    def _mark_last(self) -> None:
        last = self._session.last_reply if self._session else None
        view = self._views.get(last) if last is not None else None
        if self._last is not None and self._last is not view:
            self._last.set_last(False)
        self._last = view
        if view is not None:
            view.set_last(True)

    def _announce(self, view: MessageView, item: Item) -> None:
        """Tell a screen reader the reply, once, when it is whole."""
        text = item.error.text if item.error is not None else item.message.text
        words = self.tr("{name}: {text}").format(name=item.message.author, text=text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(view, words))

    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        self._following = value >= bar.maximum() - NEAR
        top = next((v for v in self._views.values() if v.y() <= value < v.y() + v.height()), None)
        if top is not None:
            self._anchor = (top, value - top.y())
        near_top = value < self.viewport().height() and bool(self._views)
        if self._session is not None and near_top and self._filling is None:
            self._session.load_more()

    def _stretched(self) -> None:
        """Stay at the end, or with what is being read when the height changed above it."""
        bar = self.verticalScrollBar()
        if self._following:
            bar.setValue(bar.maximum())
        elif self._anchor is not None:
            view, above = self._anchor
            bar.setValue(view.y() + above)
