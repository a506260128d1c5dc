"""Notes of the desktop: a reply that arrives while nobody looks at the window.

On Linux through `org.freedesktop.Notifications` (Desktop Notifications Specification 1.2), because
a tray's own message swaps its icon there; elsewhere, and without such a service, by the tray.
"""

from __future__ import annotations

import asyncio
import html
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from PySide6.QtCore import (
    Q_ARG,
    Q_RETURN_ARG,
    SLOT,
    QMetaObject,
    QObject,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtDBus import QDBusConnection, QDBusInterface

from app.core.message import Message, MessageStatus, Speaker
from app.core.settings import SettingsStore
from app.ui.bridge import Bridge

log = structlog.get_logger(__name__)

SERVICE = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
BODY_CHARS = 160
"""A note shows this much of a reply; the rest is in the window."""

REMEMBERED = 256
"""Notes whose click still finds its conversation, and replies known to be announced."""


@dataclass(frozen=True, slots=True)
class Note:
    """A title, a text, and the conversation that a click opens (empty: just the window)."""

    title: str
    text: str
    room_id: str = ""


def shorten(text: str, limit: int = BODY_CHARS) -> str:
    """Return `text` on one line, cut at a word, without Markdown's heaviest marks."""
    line = " ".join(text.replace("**", "").replace("`", "").replace("#", "").split())
    if len(line) <= limit:
        return line
    return line[:limit].rsplit(" ", 1)[0].rstrip(",.;:") + "…"


class DesktopNotes(QObject):
    """Shows notes through the session's notification service. `clicked` carries the room's id.

    The service may be started by the first note, so every call to it is made off the loop.
    """

    clicked = Signal(str)

    def __init__(
        self, parent: QObject | None = None, connection: QDBusConnection | None = None
    ) -> None:
        super().__init__(parent)
        self._connection = connection or QDBusConnection.sessionBus()
        self._rooms: OrderedDict[int, str] = OrderedDict()
        self._listening = False

    async def show(self, note: Note) -> bool:
        """Show the note; False when there is no service that would."""
        if not self._connection.isConnected():
            return False
        number = await asyncio.to_thread(_send, self._connection, note, self.tr("Open"))
        if number is None:
            return False
        self._rooms[number] = note.room_id
        while len(self._rooms) > REMEMBERED:
            self._rooms.popitem(last=False)
        self._listen()
        return True

    @Slot("uint", str)
    def on_action(self, number: int, _action: str) -> None:
        """Hear which note was clicked; notes of other programs are passed over."""
        if number in self._rooms:
            self.clicked.emit(self._rooms.pop(number))

    def _listen(self) -> None:
        if self._listening:
            return
        slot = SLOT("on_action(uint,QString)")
        # PySide's stubs ask for bytes where it takes nothing but text.
        self._listening = self._connection.connect(  # type: ignore[call-overload]
            SERVICE, PATH, SERVICE, "ActionInvoked", self, slot
        )


def _send(connection: QDBusConnection, note: Note, open_label: str) -> int | None:
    """Call Notify and return the note's number, or None when nobody takes it. Blocks."""
    service = QDBusInterface(SERVICE, PATH, SERVICE, connection)
    # Through the service's own description of itself: a plain call would send `replaces_id` as a
    # signed number, which services refuse.
    if not service.isValid() or service.metaObject().indexOfMethod(_NOTIFY) < 0:
        return None
    capabilities = service.call("GetCapabilities").arguments()
    marked_up = bool(capabilities) and "body-markup" in (capabilities[0] or [])
    number: Any = QMetaObject.invokeMethod(
        service,
        "Notify",
        Qt.ConnectionType.DirectConnection,
        Q_RETURN_ARG("uint"),
        Q_ARG(str, "Familiar"),
        Q_ARG("uint", 0),
        Q_ARG(str, "familiar"),
        Q_ARG(str, note.title),
        Q_ARG(str, html.escape(note.text, quote=False) if marked_up else note.text),
        Q_ARG("QStringList", ["default", open_label]),
        Q_ARG("QVariantMap", {"category": "im.received", "desktop-entry": "familiar"}),
        Q_ARG(int, -1),
    )
    if service.lastError().isValid():
        log.info("notify.refused", reason=service.lastError().message())
        return None
    return int(number)


_NOTIFY = "Notify(QString,uint,QString,QString,QString,QStringList,QVariantMap,int)"


class ReplyNotes(QObject):
    """Announces whole replies that arrive in the window's conversations while it is hidden.

    `hidden` says whether the window is out of sight; `fallback` shows a note where the desktop
    has no service for it. Nothing is shown while `settings.general.notify` is off.
    """

    def __init__(
        self,
        bridge: Bridge,
        settings: SettingsStore,
        notes: DesktopNotes,
        hidden: Callable[[], bool],
        fallback: Callable[[Note], None],
    ) -> None:
        super().__init__(bridge)
        self._bridge = bridge
        self._settings = settings
        self._notes = notes
        self._hidden = hidden
        self._fallback = fallback
        self._announced: OrderedDict[str, None] = OrderedDict()
        bridge.message_stored.connect(self._hear)

    def tell(self, note: Note) -> None:
        """Show a note now, whatever the settings say about replies."""

        def shown(done: bool) -> None:
            if not done:
                self._fallback(note)

        self._bridge.run(self._notes.show(note), "notify", shown)

    def _hear(self, message: Message) -> None:
        whole = message.speaker is Speaker.AGENT and message.status is MessageStatus.WHOLE
        if not whole or message.source != "chat" or message.id in self._announced:
            return
        self._announced[message.id] = None
        while len(self._announced) > REMEMBERED:
            self._announced.popitem(last=False)
        if self._hidden() and self._settings.current.general.notify:
            self.tell(Note(message.author, shorten(message.text), message.room_id))
