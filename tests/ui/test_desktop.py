"""One whole run of the window in a process of its own, offscreen."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).parents[2]


def test_the_real_program_starts_paints_and_ends_on_sigterm(tmp_path: Path) -> None:
    """`familiar` itself, with the real store and workers at rest."""
    code = (
        "import sys, os, signal, threading, time\n"
        "sys.argv[0] = 'familiar'\n"
        "threading.Timer(3.0, os.kill, (os.getpid(), signal.SIGTERM)).start()\n"
        "from app.main import desktop\n"
        "raise SystemExit(desktop())\n"
    )
    home = tmp_path / "home"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={
            "FAMILIAR_HOME": str(home),
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(tmp_path),
            "PATH": "/usr/bin:/bin",
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    lines = (home / "logs" / "familiar.jsonl").read_text().splitlines()
    events = {record["event"]: record for record in map(json.loads, lines)}
    assert done.returncode == 0, done.stderr
    assert events["window.painted"]["heavy"] == []
    assert "host.started" in events
    assert "host.stopped" in events
    loud = [r for r in map(json.loads, lines) if r["level"] in {"error", "critical"}]
    assert loud == []


@pytest.mark.parametrize("kind", ["debug", "info", "warning", "critical"])
def test_what_qt_says_becomes_a_record(kind: str) -> None:
    from PySide6.QtCore import QMessageLogContext, QtMsgType
    from structlog.testing import capture_logs

    from app.ui.desktop import _qt_message

    types = {
        "debug": QtMsgType.QtDebugMsg,
        "info": QtMsgType.QtInfoMsg,
        "warning": QtMsgType.QtWarningMsg,
        "critical": QtMsgType.QtCriticalMsg,
    }
    with capture_logs() as records:
        _qt_message(types[kind], QMessageLogContext(), "QWidget: something")
        _qt_message(types[kind], QMessageLogContext(), "no systemTrayWindowChanged here")
    (record,) = records
    assert record["event"] == "qt"
    assert record["text"] == "QWidget: something"


def test_the_binding_counts_none_true_and_false_right(qapp: QApplication) -> None:
    """PySide6 6.12.0 takes a reference of None per call on Python 3.11, until Python aborts."""
    timer = QTimer(qapp)
    before = [sys.getrefcount(single) for single in (None, True, False)]
    for _ in range(1_000):
        timer.stop()
        timer.isActive()
        timer.setSingleShot(True)
        timer.isSingleShot()
    after = [sys.getrefcount(single) for single in (None, True, False)]
    timer.deleteLater()
    # Other threads of the run may take and give a few meanwhile; a wrong count is a thousand.
    assert all(abs(now - then) < 100 for then, now in zip(before, after, strict=True))
