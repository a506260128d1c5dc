"""One open conversation as the window sees it: what was said, and what is being written."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import AppError, NotReady
from app.core.events import AgentChanged
from app.core.message import (
    OWNER_ID,
    Accepted,
    ActionFinished,
    ActionStarted,
    AgentState,
    Delta,
    Failed,
    Finished,
    Incoming,
    Message,
    MessageStatus,
    Recalled,
    Room,
    Speaker,
    Trust,
    TurnEvent,
    Waiting,
    new_id,
)
from app.ui.bridge import Bridge
from app.ui.chat.item import Item, draft

if TYPE_CHECKING:
    from app.core.host import Host

PAGE = 20
"""Messages read at a time, and kept of a conversation that nobody looks at."""

DOUBT_MS = 2_000
"""A message from elsewhere that nobody began to answer after this long is called unanswered.

Between its commit and the begin of its turn lie a few milliseconds.
"""


class Session(QObject):
    """The items of one room, oldest first; every change is a signal."""

    prepended = Signal(list)
    appended = Signal(object)
    grew = Signal(object)
    changed = Signal(object)
    removed = Signal(object)
    released = Signal(list)
    writing_changed = Signal()

    def __init__(self, host: Host, bridge: Bridge, room: Room, agent: str) -> None:
        super().__init__(bridge)
        self._host = host
        self._bridge = bridge
        self._loading = False
        self.room = room
        self.agent = agent
        self.items: list[Item] = []
        self.complete = False
        """Whether the first message ever said here is loaded."""
        self.draft = ""
        self._resting = False
        self._doubt = QTimer(self)
        self._doubt.setSingleShot(True)
        self._doubt.setInterval(DOUBT_MS)
        self._doubt.timeout.connect(self._check)
        bridge.message_stored.connect(self._hear)
        bridge.agent_changed.connect(self._hear_agent)

    @property
    def writing(self) -> bool:
        """Whether a reply is being written or waits for its turn."""
        return any(item.live for item in self.items)

    @property
    def last_reply(self) -> Item | None:
        """Return the newest reply that is not being written, or None."""
        return next((i for i in reversed(self.items) if not i.own and not i.live), None)

    def load_more(self) -> None:
        """Read the page before the oldest item; does nothing while one is being read."""
        if self._loading or self.complete:
            return
        self._loading = True
        oldest = next((item.message.seq for item in self.items if item.message.seq), 0)
        self._bridge.run(
            self._host.rooms.history(self.room.id, oldest, PAGE),
            "chat.history",
            self._take_page,
            self._page_failed,
        )

    def send(self, text: str) -> None:
        """Say something. It is shown at once, and answered in its turn."""
        incoming = Incoming(
            agent=self.room.agent_id, text=text, room_id=self.room.id, trust=Trust.OWNER
        )
        own = Item(draft(self.room, Speaker.USER, incoming.author, text, incoming.id))
        reply = self._new_reply(incoming.id)
        self._append(own)
        self._append(reply)
        self._follow(self._host.turns.receive(incoming), reply, own)

    def retry(self, item: Item) -> None:
        """Write a new reply to the same message; without a reply yet, write the first."""
        asked = item.message.reply_to
        own = next((i for i in self.items if i.own and i.message.id == asked), None)
        if own is not None and not own.message.seq:
            self._drop(item)
            self._drop(own)
            self.send(own.message.text)
            return
        reply = self._new_reply(asked)
        stored = item.message.seq > 0
        turns = self._host.turns
        events = turns.retry(item.message.id) if stored else turns.answer(asked)
        self._drop(item)
        self._append(reply)
        self._follow(events, reply)

    def resume(self, item: Item) -> None:
        """Write on where an incomplete reply broke off."""
        item.live = True
        item.message = replace(item.message, reason="")
        self.changed.emit(item)
        self.writing_changed.emit()
        self._follow(self._host.turns.resume(item.message.id), item)

    def stop(self) -> bool:
        """Stop the reply being written; False when there is none."""
        return self._host.turns.stop(self.room.id)

    def rest(self, resting: bool = True) -> None:
        """Keep no more than a page from now on: nobody looks. False ends that."""
        self._resting = resting
        if resting:
            self.release(PAGE)

    def release(self, keep: int) -> None:
        """Let go of all but the newest `keep` items; history brings them back.

        What is being written stays, however much it is.
        """
        many = len(self.items) - keep
        many = next((at for at, item in enumerate(self.items[: max(0, many)]) if item.live), many)
        if many > 0:
            gone = self.items[:many]
            del self.items[:many]
            self.complete = False
            self.released.emit(gone)

    def close(self) -> None:
        """Hear nothing more; replies being written go on in the core."""
        self._doubt.stop()
        self._bridge.message_stored.disconnect(self._hear)
        self._bridge.agent_changed.disconnect(self._hear_agent)

    def _follow(
        self, events: AsyncGenerator[TurnEvent, None], reply: Item, own: Item | None = None
    ) -> None:
        self._bridge.follow(events, "chat.reply", lambda event: self._take(event, reply, own))

    def _take(self, event: TurnEvent, reply: Item, own: Item | None) -> None:
        match event:
            case Accepted(message=message, duplicate=duplicate):
                if own is not None:
                    own.message = message
                    self.changed.emit(own)
                if duplicate:
                    self._drop(reply)
            case Waiting(ahead=ahead):
                reply.ahead = ahead
                self.changed.emit(reply)
            case Recalled(count=count, trace_id=trace_id):
                reply.recalled = count
                reply.ahead = 0
                reply.message = replace(reply.message, trace_id=trace_id)
                self.changed.emit(reply)
            case ActionStarted() | ActionFinished():
                reply.doing = event.doing if isinstance(event, ActionStarted) else ""
                self.changed.emit(reply)
            case Delta(text=text):
                reply.ahead = 0
                reply.message = replace(reply.message, text=reply.message.text + text)
                self.grew.emit(reply)
            case Finished():
                reply.usage, reply.total_ms = event.usage, event.total_ms
                self._settle(reply, event.reply)
            case Failed(error=error, trace_id=trace_id):
                reply.error = error
                self._settle(reply, replace(reply.message, trace_id=trace_id))

    def _settle(self, reply: Item, message: Message) -> None:
        reply.live = False
        reply.ahead = 0
        reply.doing = ""
        reply.message = message
        self.changed.emit(reply)
        self.writing_changed.emit()

    def _hear(self, message: Message) -> None:
        """A message was stored: one of ours, or one that came from somewhere else."""
        if message.room_id != self.room.id:
            return
        known = next((item for item in self.items if item.message.id == message.id), None)
        if known is not None:
            if message.status is MessageStatus.SUPERSEDED:
                self._drop(known)
            elif not known.live:
                known.message = message
                self.changed.emit(known)
            return
        ours = any(
            i.live and i.message.reply_to == message.reply_to for i in self.items if not i.own
        )
        if not ours and message.status is not MessageStatus.SUPERSEDED:
            self._append(Item(message))
            if message.speaker is Speaker.USER:
                self._doubt.start()
            self._check(sure=False)

    def _hear_agent(self, fact: AgentChanged) -> None:
        """A turn began or ended somewhere; it may have been the one of our newest message."""
        if fact.agent_id != self.room.agent_id:
            return
        if fact.state is AgentState.BUSY:
            self._check(sure=False)
        elif not self._doubt.isActive():
            self._doubt.start()

    def _check(self, *, sure: bool = True) -> None:
        """Say that no answer came to the newest message, or take that back.

        Unless `sure`, it is only taken back: a message that came a moment ago may be about to be
        answered.
        """
        said = next((item for item in self.items if item.unanswered), None)
        lost = self._lost()
        if said is not None and (lost is None or lost.message.id != said.message.reply_to):
            self._drop(said)
            said = None
        if sure and lost is not None and said is None:
            words = self.tr("The answer was interrupted, or could not be written.")
            item = self._new_reply(lost.message.id)
            item.live, item.unanswered, item.error = False, True, NotReady(words)
            self._append(item)

    def _lost(self) -> Item | None:
        """Return the newest message if it waits for an answer that nobody is writing."""
        last = next((item for item in reversed(self.items) if not item.unanswered), None)
        if last is None or not last.own or not last.message.seq:
            return None
        ours = last.message.author_id == OWNER_ID and last.message.source != "import"
        return last if ours and not self._host.turns.busy(self.room.id) else None

    def _take_page(self, page: list[Message]) -> None:
        self._loading = False
        self.complete = len(page) < PAGE
        known = {item.message.id for item in self.items}
        items = [Item(message) for message in page if message.id not in known]
        self.items[:0] = items
        self.prepended.emit(items)
        self._check()

    def _page_failed(self, error: AppError) -> None:
        self._loading = False
        self._bridge.problem.emit(error)

    def _append(self, item: Item) -> None:
        self.items.append(item)
        self.appended.emit(item)
        self.writing_changed.emit()
        if self._resting:
            self.release(PAGE)

    def _drop(self, item: Item) -> None:
        if item in self.items:
            self.items.remove(item)
            self.removed.emit(item)
            self.writing_changed.emit()

    def _new_reply(self, answers: str) -> Item:
        message = draft(self.room, Speaker.AGENT, self.agent, "", new_id())
        return Item(replace(message, reply_to=answers), live=True)
