"""The Logs pane: what happened, filtered, followed, copied."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.core.agents import AgentInfo
from app.core.log_reader import LogReader
from app.ui.bridge import Bridge
from app.ui.models.log_rows import (
    LogFilter,
    LogPage,
    LogRows,
    as_text,
    level_word,
    read_newer,
    read_newest,
    read_older,
)
from app.ui.pane import Pane
from app.ui.panes.pieces import PaneHeader, column, label
from app.ui.theme import Theme, set_role

if TYPE_CHECKING:
    from app.core.host import Host

FOLLOW_MS = 1_000
TYPING_MS = 250
"""Waited after the last key before the filter is used."""


class LogCells(QStyledItemDelegate):
    """Muted small text for time and agent, a coloured word for what is not normal."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell on one line."""
        chosen = bool(option.state & option.state.State_Selected)
        if chosen:
            painter.fillRect(option.rect, self._theme.colour("accent_soft"))
        painter.save()
        painter.setFont(self._theme.font("code" if index.column() == 3 else "small"))
        painter.setPen(self._colour(index))
        place = option.rect.adjusted(8, 0, -8, 0)
        text = str(index.data() or "")[:1_000]
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()

    def _colour(self, index: QModelIndex | QPersistentModelIndex) -> QColor:
        if index.column() == 3:
            return self._theme.colour("text")
        level = index.data(Qt.ItemDataRole.UserRole)
        if index.column() == 1 and level in {"warning", "error", "critical"}:
            return self._theme.colour("warn" if level == "warning" else "danger")
        return self._theme.colour("muted")


class LogsPane(Pane):
    """Reads only what is looked at, in threads; follows the end until the person scrolls away."""

    key = "logs"
    title = "Logs"
    icon = "logs"

    def __init__(self, host: Host, bridge: Bridge, theme: Theme) -> None:
        super().__init__(host, bridge, theme)
        self._reader = LogReader(host.paths.log_file)
        self._filter = LogFilter()
        self._position = 0
        self._busy = False
        self._stale = False
        self._whole = False
        self.rows = LogRows(self)
        self.header = PaneHeader(theme, self.tr("Logs"))
        copy = self.header.button(self.tr("Copy selected"))
        copy.clicked.connect(self.copy)
        folder = self.header.button(self.tr("Open folder"))
        folder.clicked.connect(self._open_folder)
        self._make_filters()
        self.table = self._make_table()
        self.nothing = label(self.tr("Nothing in the log matches."), "muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.hide()
        body = QWidget()
        set_role(body, "surface")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = column(body)
        inside.addWidget(self.nothing, 1)
        inside.addWidget(self.table, 1)
        layout = column(self)
        layout.addWidget(self.header)
        layout.addLayout(self._bar)
        layout.addWidget(body, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(FOLLOW_MS)
        self._timer.timeout.connect(self._look_further)

    def shown(self) -> None:
        """Read the newest page and begin to follow."""
        self.bridge.run(self.host.agents.list(), "logs.agents", self._take_agents)
        self.read()
        self._timer.start()

    def read(self) -> None:
        """Read the newest page of what the filter lets through."""
        if self._busy:
            self._stale = True
            return
        self._filter = LogFilter(
            str(self.level.currentData() or ""),
            str(self.agent.currentData() or ""),
            self.text.text().strip(),
        )
        self._start(partial(read_newest, self._reader, self._filter), self._take_newest)

    def copy(self) -> None:
        """Copy the selected rows with their tracebacks, in their order."""
        chosen = sorted({index.row() for index in self.table.selectionModel().selectedRows()})
        if chosen:
            text = "\n".join(as_text(self.rows.entry(number)) for number in chosen)
            QGuiApplication.clipboard().setText(text)

    def _make_filters(self) -> None:
        self.level = QComboBox()
        self.level.setAccessibleName(self.tr("Lowest level shown"))
        for name in ("debug", "info", "warning", "error"):
            self.level.addItem(level_word(name).capitalize(), name)
        self.level.setCurrentIndex(1)
        self.agent = QComboBox()
        self.agent.setAccessibleName(self.tr("Agent"))
        self.agent.addItem(self.tr("All agents"), "")
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("Contains"))
        self.text.setAccessibleName(self.tr("Text that must be there"))
        self.text.setClearButtonEnabled(True)
        self.follow = QCheckBox(self.tr("Follow"))
        self.follow.setChecked(True)
        typing = QTimer(self)
        typing.setSingleShot(True)
        typing.setInterval(TYPING_MS)
        typing.timeout.connect(self.read)
        self.text.textChanged.connect(lambda _text: typing.start())
        self.level.currentIndexChanged.connect(lambda _at: self.read())
        self.agent.currentIndexChanged.connect(lambda _at: self.read())
        self.follow.toggled.connect(self._follow_toggled)
        self._bar = QHBoxLayout()
        self._bar.setContentsMargins(20, 10, 20, 10)
        self._bar.setSpacing(8)
        self._bar.addWidget(self.level)
        self._bar.addWidget(self.agent)
        self._bar.addWidget(self.text, 1)
        self._bar.addWidget(self.follow)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.rows)
        table.setAccessibleName(self.tr("Log"))
        table.setItemDelegate(LogCells(self.theme, table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(self.theme.px("body") + 11)
        table.horizontalHeader().setHighlightSections(False)
        table.horizontalHeader().hide()
        for at, width in enumerate((78, 74, 110)):
            table.setColumnWidth(at, width * self.theme.base_px // 13)
        table.horizontalHeader().setStretchLastSection(True)
        table.verticalScrollBar().valueChanged.connect(self._scrolled)
        copy = QShortcut(QKeySequence.StandardKey.Copy, table)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)
        self.theme.changed.connect(table.viewport().update)
        return table

    def _start(self, read: Callable[[], LogPage], done: Callable[[LogPage], None]) -> None:
        self._busy = True

        def finished(page: LogPage) -> None:
            self._busy = False
            if page.filter == self._filter and not self._stale:
                done(page)
            if self._stale:
                self._stale = False
                self.read()

        def failed(error: Exception) -> None:
            self._busy = False
            self.bridge.problem.emit(error)

        self.bridge.run(asyncio.to_thread(read), "logs.read", finished, failed)

    def _take_newest(self, page: LogPage) -> None:
        self._position, self._whole = page.position, page.whole
        self.rows.replace(page.entries)
        self.nothing.setVisible(not page.entries)
        self.table.setVisible(bool(page.entries))
        self.table.scrollToBottom()

    def _take_older(self, page: LogPage) -> None:
        self._whole = page.whole
        bar = self.table.verticalScrollBar()
        at = bar.value()
        self.rows.prepend(page.entries)
        bar.setValue(at + len(page.entries))

    def _take_newer(self, page: LogPage) -> None:
        self._position = page.position
        self.rows.append(page.entries)
        if page.entries:
            self.nothing.hide()
            self.table.show()
            self.table.scrollToBottom()

    def _look_further(self) -> None:
        if not self.isVisible():
            self._timer.stop()
        elif self.follow.isChecked() and not self._busy:
            read = partial(read_newer, self._reader, self._filter, self._position)
            self._start(read, self._take_newer)

    def _scrolled(self, value: int) -> None:
        bar = self.table.verticalScrollBar()
        if value < bar.maximum() and self.follow.isChecked() and bar.isSliderDown():
            self.follow.setChecked(False)
        if value <= bar.minimum() and not self._whole and not self._busy and self.rows.oldest:
            read = partial(read_older, self._reader, self._filter, self.rows.oldest)
            self._start(read, self._take_older)

    def _follow_toggled(self, wanted: bool) -> None:
        if wanted:
            self._look_further()
            self.table.scrollToBottom()

    def _take_agents(self, agents: list[AgentInfo]) -> None:
        chosen = self.agent.currentData()
        self.agent.blockSignals(True)
        while self.agent.count() > 1:
            self.agent.removeItem(1)
        for agent in agents:
            self.agent.addItem(agent.name, agent.name)
        self.agent.setCurrentIndex(max(0, self.agent.findData(chosen)))
        self.agent.blockSignals(False)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._reader.folder)))
