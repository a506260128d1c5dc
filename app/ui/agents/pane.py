"""The Agents pane: the gallery, the editor in its place, and files that are dropped on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QStackedWidget

from app.ui.agents.dropping import DropArea, dropped_paths
from app.ui.agents.front import FrontPage
from app.ui.bridge import Bridge
from app.ui.pane import Pane
from app.ui.panes.pieces import column
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.core.host import Host
    from app.ui.agents.editor import CharacterEditor


class AgentsPane(Pane):
    """Files of this computer may be dropped on the gallery, not on the editor."""

    key = "agents"
    title = "Agents"
    icon = "agents"

    def __init__(self, host: Host, bridge: Bridge, theme: Theme) -> None:
        super().__init__(host, bridge, theme)
        self.front = FrontPage(host, bridge, theme)
        self.front.edit.connect(self.edit)
        self.editor: CharacterEditor | None = None
        self._edited = ""
        self._pages = QStackedWidget()
        self._pages.addWidget(self.front)
        column(self).addWidget(self._pages)
        self.setAcceptDrops(True)
        self.drop_area = DropArea(theme, self.front.gallery)

    @property
    def editing(self) -> bool:
        """Whether the editor is in front."""
        return self._pages.currentWidget() is not self.front

    def shown(self) -> None:
        """Read the agents again."""
        self.front.read()

    def edit(self, agent_id: str) -> None:
        """Show the editor of an agent in the place of the gallery."""
        self._edited = agent_id
        if self.editor is None:
            from app.ui.agents.editor import CharacterEditor  # noqa: PLC0415 - when first needed

            self.editor = CharacterEditor(self.host, self.bridge, self.theme, agent_id)
            self.editor.closed.connect(self._show_gallery)
            self.editor.saved.connect(self.front.read)
            self._pages.addWidget(self.editor)
        else:
            self.editor.open(agent_id)
        self._pages.setCurrentWidget(self.editor)
        self.editor.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show where files of this computer may fall; anything else is not taken."""
        if self.editing or not dropped_paths(event.mimeData()):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.drop_area.cover()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """Show the gallery again."""
        event.accept()
        self.drop_area.hide()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Look at what was dropped. It is copied: the file stays where it was."""
        self.drop_area.hide()
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.front.taking.take(dropped_paths(event.mimeData()))

    def _show_gallery(self) -> None:
        self._pages.setCurrentWidget(self.front)
        self.front.reveal(self._edited)
