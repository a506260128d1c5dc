"""A window of the tests' own that offers files by drag and drop, as a file manager does.

    python -m tests.desktop.drag_source FILE…

Its window is called "Files". Dragging from anywhere in it drags the files.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Source(QLabel):
    """Drags `files` when the mouse is moved with its button down."""

    def __init__(self, files: list[Path]) -> None:
        super().__init__("\n".join(file.name for file in files))
        self._files = files
        self.setWindowTitle("Files")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.resize(200, 120)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.buttons() & Qt.MouseButton.LeftButton:
            drag = QDrag(self)
            what = QMimeData()
            what.setUrls([QUrl.fromLocalFile(str(file)) for file in self._files])
            drag.setMimeData(what)
            drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction)


def main() -> None:
    app = QApplication(sys.argv[:1])
    source = Source([Path(name) for name in sys.argv[1:]])
    source.show()
    app.exec()


if __name__ == "__main__":
    main()
