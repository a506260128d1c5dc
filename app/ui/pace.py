"""An even pace for what follows the core: soon after a single change, seldom under many."""

from __future__ import annotations

import time

from PySide6.QtCore import QObject, QTimer, Signal

SOON_MS = 150
"""Changes that follow each other this closely are shown together."""

APART_MS = 1_000
"""Nothing is shown twice within this time: a person reads no faster, and drawing costs power."""


class Pace(QObject):
    """Emits `due` for any number of `want`: the first is never held back longer than `APART_MS`."""

    due = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._last = -APART_MS / 1000
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._tell)

    def want(self, *_fact: object) -> None:
        """Ask for `due`; whatever a signal carries is passed over."""
        if not self._timer.isActive():
            since_ms = round((time.monotonic() - self._last) * 1000)
            self._timer.start(max(SOON_MS, APART_MS - since_ms))

    def _tell(self) -> None:
        self._last = time.monotonic()
        self.due.emit()
