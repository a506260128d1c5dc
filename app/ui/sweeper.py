"""Looks for garbage on the window's thread only.

Python collects cycles on whichever thread happens to allocate, and a Qt object that is freed
outside its thread takes its timers and children with it there: Qt warns, and may crash. So the
automatic collection is switched off and done here, between two turns of the loop.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1_000
"""Time between two looks."""


class Sweeper(QObject):
    """Collects a generation when Python itself would have. `close` gives the duty back."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def settle(self) -> None:
        """Take everything made so far out of every later look: it stays until the end."""
        gc.collect()
        gc.freeze()

    def look(self) -> int:
        """Collect the oldest generation that is due; returns it, or -1 when none was."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return generation
        return -1

    def close(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
