"""The chat pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.ui.bridge import Bridge
from app.ui.pane import Pane
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.core.host import Host


class ChatPane(Pane):
    """Conversations at the left, the one that is open in the middle, its reasons at the right."""

    key = "chat"
    title = "Chat"
    icon = "chat"

    def __init__(self, host: Host, bridge: Bridge, theme: Theme) -> None:
        super().__init__(host, bridge, theme)
