"""A window with a tray on a small home, for tests on a real panel: `python -m` this, HOME FOLDER.

Prints one JSON line per thing that happens: where the icon is, that the window was raised.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from app.ui.tray import Tray
from tests.ui.stage import Stage


class Front(QMainWindow):
    def bring_up(self) -> None:
        self.show()
        told("raised")

    def show_pane(self, key: str) -> None:
        told("pane", key)


def told(*words: object) -> None:
    print(json.dumps(words), flush=True)


def main() -> None:
    app = QApplication(sys.argv[:1])
    stage = Stage(app, Path(sys.argv[1]))
    window = Front()
    window.setWindowTitle("Familiar")
    tray = stage.do(Tray, window, stage.bridge)
    stage.do(tray.attach, stage.host)
    tray.quit_wanted.connect(stage.loop.stop)
    stage.load()

    def look() -> None:
        place = tray.icon.geometry()
        told("icon", tray.reachable, place.x(), place.y(), place.width(), place.height())
        told("state", tray.state.value, tray.icon.toolTip())
        tray.repaint()

    timer = QTimer()
    timer.timeout.connect(look)
    timer.start(300)
    stage.loop.run_forever()
    timer.stop()
    tray.close()
    window.close()
    stage.close()


if __name__ == "__main__":
    main()
