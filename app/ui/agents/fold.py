"""A few lines, and the rest of them behind a button."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.ui.panes.pieces import column, label
from app.ui.theme import set_role

AT_ONCE = 4
"""So many lines are shown; one more than that is not worth a button."""

MOST = 200
"""Nobody reads on after this many, and a file may bring a hundred thousand."""

Make = Callable[[str], QWidget]


class Fold(QWidget):
    """Made of whole lines by `make`. What is behind the button is made when it is opened."""

    def __init__(self, lines: Sequence[str], make: Make, at_once: int = AT_ONCE) -> None:
        super().__init__()
        self._make = make
        self._inside = column(self, gap=6)
        first = len(lines) if len(lines) <= at_once + 1 else at_once
        _fill(self._inside, lines[:first], make)
        self._rest = lines[first:]
        self.button: QPushButton | None = None
        if self._rest:
            words = QCoreApplication.translate("Fold", "Show {n} more")
            self.button = QPushButton(words.format(n=QLocale().toString(len(self._rest))))
            set_role(self.button, "link")
            self.button.setAutoDefault(False)
            self.button.clicked.connect(self.open)
            self._inside.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def open(self) -> None:
        """Show the rest."""
        if self.button is None:
            return
        self.button.hide()
        self.button = None
        _fill(self._inside, self._rest[:MOST], self._make)
        left = len(self._rest) - MOST
        if left > 0:
            words = QCoreApplication.translate("Fold", "and {n} more")
            self._inside.addWidget(label(words.format(n=QLocale().toString(left)), "muted"))


def _fill(layout: QVBoxLayout, lines: Sequence[str], make: Make) -> None:
    for text in lines:
        layout.addWidget(make(text))
