"""None survives a Qt binding that takes its references."""

from __future__ import annotations

import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app.ui.immortal import PLENTY, keep_alive


def test_none_cannot_run_out(qapp: QApplication) -> None:
    keep_alive()
    assert not keep_alive()
    timer = QTimer(qapp)
    for _ in range(100_000):
        timer.stop()
    timer.deleteLater()
    assert sys.getrefcount(None) > PLENTY // 2 or sys.version_info >= (3, 12)
