"""The panel beside the form: tabs, and the page of the one that is chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.ui.agents.tabs import TabRow
from app.ui.panes.pieces import column, line, row
from app.ui.theme import Theme, set_role


class SidePanel(QFrame):
    """In a narrow window it takes the place of the form, which is then its first page."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._first: QWidget | None = None
        self.tabs = TabRow(theme)
        self.tabs.setAccessibleName(self.tr("What is shown"))
        self._pages = QStackedWidget()
        self.tabs.currentChanged.connect(self._show)
        top = row(gap=0)
        top.setContentsMargins(4, 0, 4, 0)
        top.addWidget(self.tabs, 1)
        layout = column(self)
        self._dress("drawer")
        layout.addLayout(top)
        layout.addWidget(line())
        layout.addWidget(self._pages, 1)

    def add(self, title: str, page: QWidget) -> None:
        """Add a page with its tab."""
        self._pages.addWidget(page)
        self.tabs.addTab(title)

    def page(self) -> QWidget | None:
        """Return the page that is shown."""
        return self._pages.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Bring a page to the front."""
        self.tabs.setCurrentIndex(self._pages.indexOf(page))

    def hold(self, title: str, page: QWidget) -> None:
        """Take a page in as the first one, and show it."""
        if self._first is None:
            self._dress("surface")
            self._first = page
            self._pages.insertWidget(0, page)
            self.tabs.insertTab(0, title)
            self.tabs.setCurrentIndex(0)
            self._show(0)

    def release(self) -> None:
        """Give the page back; whoever calls puts it elsewhere."""
        if self._first is not None:
            self._dress("drawer")
            self._pages.removeWidget(self._first)
            self._first = None
            self.tabs.removeTab(0)
            self._show(self.tabs.currentIndex())

    def _dress(self, role: str) -> None:
        """Stand beside the form with a thin line between, or in its place."""
        set_role(self, role)
        self.setContentsMargins(1 if role == "drawer" else 0, 0, 0, 0)

    def _show(self, index: int) -> None:
        if 0 <= index < self._pages.count():
            self._pages.setCurrentIndex(index)
