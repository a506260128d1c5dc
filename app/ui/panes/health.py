"""The Health pane: four figures with their lines, then one row per part."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.core.health import HealthItem, HealthSummary
from app.core.ports import HealthReport
from app.ui.bridge import Bridge
from app.ui.models.health_view import Card, cards, deed, headline, state_word, tint
from app.ui.models.parts import part_name
from app.ui.pane import Pane
from app.ui.panes.pieces import Page, PaneHeader, card, column, empty, label, line, row
from app.ui.panes.sparkline import Sparkline
from app.ui.status import Dot
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.core.host import Host

REDRAW_MS = 5_000
"""How often the figures are drawn again while the pane is in front."""

NAME_WIDTH = 160


class FigureCard(QWidget):
    """A card with a title, a large figure, its note, and a line."""

    def __init__(self, theme: Theme, shown: Card) -> None:
        super().__init__()
        self._figure = label(shown.figure, "figure")
        self._note = label(shown.note, "small")
        self._line = Sparkline(theme, shown.tint)
        frame = card()
        column(self).addWidget(frame)
        inside = column(frame, 16, 4)
        inside.addWidget(label(shown.title, "small"))
        words = row(gap=8)
        words.addWidget(self._figure)
        words.addWidget(self._note, 1)
        inside.addLayout(words)
        inside.addSpacing(8)
        inside.addWidget(self._line)
        self.show_card(shown)

    def show_card(self, shown: Card) -> None:
        """Show other values under the same title."""
        self._figure.setText(shown.figure)
        self._note.setText(shown.note)
        self._line.show_values(shown.points)


class HealthPane(Pane):
    """Shows what the background last found out, and asks every part when the person wants it.

    Coming to the front asks nobody: a keyring that was never used would open its own dialog.
    """

    key = "health"
    title = "Health"
    icon = "health"

    def __init__(self, host: Host, bridge: Bridge, theme: Theme) -> None:
        super().__init__(host, bridge, theme)
        self._told: object = None
        self.header = PaneHeader(theme, self.tr("Health"))
        self.again = self.header.button(self.tr("Look again"))
        self.again.clicked.connect(self.look)
        page = Page(self.tr("Health"))
        self._cards = [FigureCard(theme, shown) for shown in cards(None)]
        figures = row(gap=12)
        for each in self._cards:
            figures.addWidget(each, 1)
        page.body.addLayout(figures)
        frame = card()
        self._rows = column(frame)
        self._rows.setContentsMargins(16, 4, 16, 4)
        page.body.addWidget(frame)
        page.body.addStretch(1)
        layout = column(self)
        layout.addWidget(self.header)
        layout.addWidget(page, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(REDRAW_MS)
        self._timer.timeout.connect(self._redraw)
        bridge.health_changed.connect(self._redraw)
        self.show_summary(host.health.last)

    def shown(self) -> None:
        """Show the newest, and keep the figures moving while the pane is seen."""
        self._timer.start()
        self.show_summary(self.host.health.last)

    def look(self) -> None:
        """Ask every part now, the keyring too."""
        self.again.setEnabled(False)
        self.bridge.run(self.host.health.report(), "health", self._looked)

    def show_summary(self, summary: HealthSummary | None) -> None:
        """Show a summary; the rows are only made anew when something in them changed."""
        self.header.chip.say(*headline(summary))
        for widget, shown in zip(self._cards, cards(summary), strict=True):
            widget.show_card(shown)
        items = summary.items if summary is not None else ()
        if items != self._told:
            self._told = items
            self._fill(items)

    def _looked(self, summary: HealthSummary) -> None:
        self.again.setEnabled(True)
        self.show_summary(summary)

    def _redraw(self) -> None:
        if not self.isVisible():
            self._timer.stop()
            return
        self.show_summary(self.host.health.last)

    def _fill(self, items: tuple[HealthItem, ...]) -> None:
        empty(self._rows)
        for number, item in enumerate(items):
            if number:
                self._rows.addWidget(line())
            self._rows.addWidget(self._row(item.report))
        if not items:
            self._rows.addWidget(label(self.tr("The parts have not been asked yet."), "muted"))

    def _row(self, report: HealthReport) -> QWidget:
        widget = QWidget()
        layout = QHBoxLayout(widget)
        layout.setContentsMargins(0, 6, 0, 6)
        layout.setSpacing(14)
        widget.setMinimumHeight(40)
        layout.addWidget(Dot(self.theme, tint(report.state)))
        name = label(part_name(report.part), "strong")
        name.setFixedWidth(NAME_WIDTH * self.theme.base_px // 13)
        layout.addWidget(name)
        words = QVBoxLayout()
        words.addWidget(label(report.reason, "muted", wrap=True, select=True))
        widget.setAccessibleName(f"{name.text()}: {state_word(report.state)}. {report.reason}")
        layout.addLayout(words, 1)
        if deed(report):
            self._add_deed(layout, words, report)
        return widget

    def _add_deed(self, layout: QHBoxLayout, words: QVBoxLayout, report: HealthReport) -> None:
        act = deed(report)
        texts = {
            "again": self.tr("Start again"),
            "folder": self.tr("Open the folder"),
            "logs": self.tr("Open the log"),
            "settings": self.tr("Open settings"),
        }
        if act != "again":
            words.addWidget(label(report.action.rstrip(".") + ".", "small", wrap=True))
        button = QPushButton(texts[act])
        button.clicked.connect(partial(self._do, act))
        layout.addWidget(button)

    def _do(self, act: str) -> None:
        if act == "again":
            for worker in self.host.workers:
                worker.reset()
            self.look()
        elif act == "folder":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.host.paths.data)))
        else:
            self.bridge.show_pane.emit(act)
