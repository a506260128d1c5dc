"""What lives beside the window: tray, notes about replies, closing into the tray, start at login.

Made after the first paint; nothing here is needed to chat.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.errors import AppError
from app.ui.autostart import LoginStart, for_this_system, installed_command
from app.ui.closing import Closing
from app.ui.notify import DesktopNotes, ReplyNotes
from app.ui.said_once import SaidOnce
from app.ui.tray import Tray

if TYPE_CHECKING:
    from app.core.host import Host
    from app.ui.bridge import Bridge
    from app.ui.theme import Theme
    from app.ui.window import Window


class Comforts:
    """Puts them together over one host. `close` takes the icon away and ends what listens."""

    def __init__(self, window: Window, bridge: Bridge, theme: Theme, host: Host) -> None:
        self._bridge = bridge
        self._window = window
        self._theme = theme
        self._host = host
        self.tray = Tray(window, bridge)
        self.tray.attach(host)
        notes = DesktopNotes(bridge)
        replies = ReplyNotes(bridge, host.settings, notes, self._hidden, self.tray.show_note)
        said = SaidOnce(host.paths.data / "said.json")
        self.closing = Closing(window, self.tray, replies.tell, said)
        notes.clicked.connect(self._open)
        self.tray.quit_wanted.connect(bridge.quit_wanted)
        self.closing.quit_wanted.connect(bridge.quit_wanted)
        login = LoginStart(host.settings, for_this_system(), installed_command(), self._tell)
        self._end_login = login.follow(host.bus)

    def welcome(self, *, hidden: bool) -> None:
        """Start out of sight, or with the first steps where they were never finished."""
        if hidden:
            self.closing.start_hidden()
        elif not self._host.settings.current.general.wizard_done:
            from app.ui.wizard.window import open_wizard  # noqa: PLC0415 - once in a home's life

            open_wizard(self._host, self._bridge, self._theme, self._window)

    def close(self) -> None:
        """Leave the panel; the window may be gone already."""
        self._end_login()
        self.tray.close()

    def _hidden(self) -> bool:
        return self.closing.out_of_sight

    def _open(self, room_id: str) -> None:
        self._window.bring_up()
        self._bridge.open_room.emit(room_id)

    def _tell(self, sentence: str) -> None:
        self._bridge.problem.emit(AppError(sentence))
