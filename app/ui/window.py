"""The window: rail, panes, status strip. It holds no knowledge of what a pane shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.bridge import Bridge
from app.ui.notice import Notice
from app.ui.pane import ROWS, Pane, Row
from app.ui.rail import Rail
from app.ui.shortcuts import ShortcutList
from app.ui.status import StatusStrip
from app.ui.theme import Theme, set_role

if TYPE_CHECKING:
    from app.core.host import Host


class Window(QMainWindow):
    """Can be painted before there is a host; `furnish` then brings it to life.

    `painted` comes once, after the first paint. Closing ends the application, unless somebody
    (see `closing.py`) takes the close event first.
    """

    painted = Signal()

    def __init__(self, bridge: Bridge, theme: Theme, rows: tuple[Row, ...] = ROWS) -> None:
        super().__init__()
        self._bridge = bridge
        self._theme = theme
        self._rows = {row.key: row for row in rows}
        self._panes: dict[str, Pane] = {}
        self._host: Host | None = None
        self._wanted = next(iter(self._rows), "")
        self._was_painted = False
        self.setWindowTitle("Familiar")
        self.setMinimumSize(QSize(420, 420))
        self.resize(1180, 760)
        self.rail = Rail(theme, rows)
        self.strip = StatusStrip(theme, bridge)
        self.notice = Notice(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._waiting_page())
        self._build()
        self._connect()
        self.rail.select(self._wanted)

    def furnish(self, host: Host) -> None:
        """Give the panes what they show. Called once, right after the first paint."""
        self._host = host
        self.strip.attach(host)
        self.show_pane(self._wanted)

    def show_pane(self, key: str) -> None:
        """Bring a pane to the front, making it first if need be; unknown keys are passed over."""
        if key not in self._rows:
            return
        self._wanted = key
        self.rail.select(key)
        if self._host is None:
            return
        if key not in self._panes:
            pane = self._rows[key].load()(self._host, self._bridge, self._theme)
            self._panes[key] = pane
            self._stack.addWidget(pane)
        self._stack.setCurrentWidget(self._panes[key])
        # Tab begins at the pane's first control, which wears no frame before somebody asks.
        self._panes[key].setFocus()
        self._panes[key].shown()

    def pane(self, key: str) -> Pane | None:
        """Return a pane that was shown before, else None."""
        return self._panes.get(key)

    def bring_up(self) -> None:
        """Show, unminimise and raise the window."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """End the application."""
        event.accept()
        self._bridge.quit_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint; the first time also say so, when Qt has the loop again."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self.painted.emit)

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.notice)
        right.addWidget(self._stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        central = QWidget()
        set_role(central, "page")
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(self.strip)
        self.setCentralWidget(central)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_pane)
        self._bridge.show_pane.connect(self.show_pane)
        self._bridge.problem.connect(self.notice.tell)
        self._bridge.raise_window.connect(self.bring_up)
        for number, key in enumerate(self.rail.keys[:9], 1):
            self._shortcut(f"Ctrl+{number}", partial(self.show_pane, key))
        self._shortcut("Ctrl+/", self._list_shortcuts)
        self._shortcut("Ctrl+N", lambda: self._in_chat("new"))
        self._shortcut("Ctrl+K", lambda: self._in_chat("search"))
        self._shortcut("Ctrl+Q", self._bridge.quit_wanted.emit)

    def _shortcut(self, keys: str, slot: Callable[[], None]) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _in_chat(self, what: str) -> None:
        self.show_pane("chat")
        pane = self.pane("chat")
        if pane is not None:
            pane.act(what)

    def _list_shortcuts(self) -> None:
        ShortcutList(self._theme, self).open()

    def _waiting_page(self) -> QWidget:
        page = QWidget()
        set_role(page, "surface")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        label = QLabel(self.tr("Opening your conversations"))
        set_role(label, "muted")
        layout = QVBoxLayout(page)
        layout.addWidget(label, 0, Qt.AlignmentFlag.AlignCenter)
        return page
