"""What came with an agent's file and is not used here: kept, and given back on export."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.agents.words import quoted
from app.ui.panes.pieces import column, empty, label
from app.ui.theme import set_role

MOST = 200
"""Nobody reads on after this many."""


class KeptPart(QWidget):
    """Closed at first; its lines are made when it is opened. Hidden when nothing was kept."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: Mapping[str, str] = {}
        self.button = QPushButton()
        set_role(self.button, "link")
        self.button.setCheckable(True)
        self.button.toggled.connect(self._fill)
        self._lines = column(gap=6)
        layout = column(self, gap=3)
        layout.addWidget(label(self.tr("Kept from its file"), "strong"))
        about = self.tr("Not used here. An export gives it back as it was.")
        layout.addWidget(label(about, "small", wrap=True))
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._lines)

    def show_kept(self, kept: Mapping[str, str]) -> None:
        """Take what was kept, by its name with the reason behind it, '' where none is told."""
        if kept == self._kept:
            return
        self._kept = kept
        self.setVisible(bool(kept))
        self.button.setChecked(False)
        self._fill(False)

    def _fill(self, opened: bool) -> None:
        count = QLocale().toString(len(self._kept))
        one, many = self.tr("Show 1 part"), self.tr("Show {n} parts").format(n=count)
        show = one if len(self._kept) == 1 else many
        self.button.setText(self.tr("Hide them") if opened else show)
        empty(self._lines)
        for name, reason in list(self._kept.items())[:MOST] if opened else ():
            text = quoted(f"{name} ({reason})" if reason else name)
            self._lines.addWidget(label(text, "muted", wrap=True))
