"""What a pane is, and the list of those that are shown.

To add a pane: write a `Pane` in a file of its own, then add one `Row` to `ROWS`. It is imported
and made when it is first shown, with the host already started or starting.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QT_TRANSLATE_NOOP
from PySide6.QtWidgets import QWidget

from app.ui.bridge import Bridge
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.core.host import Host


class Pane(QWidget):
    """One page of the window. Subclasses set the three names and build themselves in `__init__`.

    `shown` is called each time the pane comes to the front; start what refreshes there, through
    the bridge. To send the person elsewhere: `self.bridge.show_pane.emit("settings")`.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    icon: ClassVar[str]

    def __init__(self, host: Host, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self.host = host
        self.bridge = bridge
        self.theme = theme

    def shown(self) -> None:
        """The pane came to the front; does nothing unless a pane wants to know."""

    def act(self, what: str) -> None:
        """A shortcut of the window that is this pane's: `new` and `search` go to the chat."""


@dataclass(frozen=True, slots=True)
class Row:
    """One icon of the rail. `title` is English, in the translation context `Rail`.

    `low` rows stand at the bottom of the rail. `load` imports the pane's class.
    """

    key: str
    title: str
    icon: str
    load: Callable[[], type[Pane]]
    low: bool = False


def _chat() -> type[Pane]:
    from app.ui.chat.pane import ChatPane  # noqa: PLC0415 - after the first paint

    return ChatPane


def _agents() -> type[Pane]:
    from app.ui.agents.pane import AgentsPane  # noqa: PLC0415 - when first shown

    return AgentsPane


def _health() -> type[Pane]:
    from app.ui.panes.health import HealthPane  # noqa: PLC0415 - when first shown

    return HealthPane


def _logs() -> type[Pane]:
    from app.ui.panes.logs import LogsPane  # noqa: PLC0415 - when first shown

    return LogsPane


def _settings() -> type[Pane]:
    from app.ui.panes.settings import SettingsPane  # noqa: PLC0415 - when first shown

    return SettingsPane


ROWS: tuple[Row, ...] = (
    Row("chat", str(QT_TRANSLATE_NOOP("Rail", "Chat")), "chat", _chat),
    Row("agents", str(QT_TRANSLATE_NOOP("Rail", "Agents")), "agents", _agents),
    Row("health", str(QT_TRANSLATE_NOOP("Rail", "Health")), "health", _health, low=True),
    Row("logs", str(QT_TRANSLATE_NOOP("Rail", "Logs")), "logs", _logs, low=True),
    Row("settings", str(QT_TRANSLATE_NOOP("Rail", "Settings")), "settings", _settings, low=True),
)
