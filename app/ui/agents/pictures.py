"""The agents' pictures: decoded beside the window, once for each file."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPixmap

from app.ui.bridge import Bridge
from app.ui.panes.portrait import read_image

SIDE = 64
"""Pixels of a picture in the gallery; decoded at twice that for sharp screens."""

Seal = tuple[int, int]
"""When a file was changed, and its size: another one under the same name is read again."""


class Pictures(QObject):
    """`ready` carries the path of a picture that was decoded, or changed, or is gone."""

    ready = Signal(object)

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._known: dict[Path, tuple[Seal, QPixmap | None]] = {}

    def known(self, path: Path | None) -> QPixmap | None:
        """Return a picture that was decoded already, a square of twice `SIDE`; else None."""
        return self._known[path][1] if path in self._known else None

    def want(self, path: Path | None) -> None:
        """Have a picture decoded, unless it is known and its file is the same."""
        if path is not None:
            seal = self._known[path][0] if path in self._known else (-1, -1)
            work = asyncio.to_thread(_look, path, seal)
            self._bridge.run(work, "agents.picture", partial(self._take, path))

    def _take(self, path: Path, found: tuple[Seal, QImage | None] | None) -> None:
        if found is not None:
            seal, image = found
            self._known[path] = seal, QPixmap.fromImage(image) if image is not None else None
            self.ready.emit(path)


def _look(path: Path, seal: Seal) -> tuple[Seal, QImage | None] | None:
    """Return the picture with its seal, or None when it still has this one."""
    try:
        facts = path.stat()
    except OSError:
        # Removed since it was named: the letter stands for it.
        return (0, 0), None
    now = facts.st_mtime_ns, facts.st_size
    return None if now == seal else (now, read_image(path, 2 * SIDE))
