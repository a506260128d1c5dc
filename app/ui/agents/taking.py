"""Taking files in, one after the other: read, shown, and kept only as the person chose."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.core.arrival import Arrival, Choices, TakenIn
from app.core.errors import AppError
from app.ui.agents.arrival import ArrivalDialog
from app.ui.agents.pictures import SIDE
from app.ui.bridge import Bridge
from app.ui.panes.portrait import read_image
from app.ui.theme import Theme

if TYPE_CHECKING:
    from app.core.host import Host

Looked = tuple[Arrival, QImage | None]


class Taking(QObject):
    """One line of files for one pane. A file that is refused keeps no other away.

    `reading` carries the name of the file that is being read, "" when none is; `taken` what
    became of a file. Refusals go to the bridge's `problem` when the line is done, as one.
    """

    reading = Signal(str)
    taken = Signal(object)

    def __init__(self, host: Host, bridge: Bridge, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = host
        self._bridge = bridge
        self._theme = theme
        self._over = parent
        self._line: list[Path] = []
        self._refused: list[tuple[Path, AppError]] = []
        self._work: asyncio.Task[None] | None = None
        self.dialog: ArrivalDialog | None = None

    @property
    def busy(self) -> bool:
        """Whether a file is being read or shown."""
        return self._work is not None or self.dialog is not None

    def take(self, paths: Sequence[Path]) -> None:
        """Take these files in after those that wait already."""
        self._line += paths
        if not self.busy:
            self._next()

    def cancel(self) -> None:
        """Stop reading, and forget the files that wait."""
        self._line.clear()
        self._end_work()
        self._next()

    def _next(self) -> None:
        self.dialog = None
        if not self._line:
            self.reading.emit("")
            self._tell_refused()
            return
        path = self._line.pop(0)
        self.reading.emit(path.name)
        self._work = self._bridge.run(
            self._look(path),
            "agents.look",
            self._show,
            lambda error: self._refuse(path, error),
        )

    async def _look(self, path: Path) -> Looked:
        arrival = await self._host.intake.look(path)
        picture = await asyncio.to_thread(read_image, arrival.file.picture, 2 * SIDE)
        return arrival, picture

    def _refuse(self, path: Path, error: AppError) -> None:
        self._work = None
        self._refused.append((path, error))
        self._next()

    def _show(self, looked: Looked) -> None:
        self._work = None
        self.reading.emit("")
        arrival, picture = looked
        self.dialog = dialog = ArrivalDialog(self._theme, arrival, self._over, len(self._line))
        dialog.show_picture(picture)
        dialog.wanted.connect(self._keep)
        dialog.stopped.connect(self._line.clear)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _keep(self, choices: Choices) -> None:
        dialog = self.dialog
        if dialog is not None:
            work = self._host.intake.take_in(dialog.arrival, choices)
            self._work = self._bridge.run(work, "agents.take_in", self._kept, self._not_kept)

    def _kept(self, taken: TakenIn) -> None:
        self._work = None
        self.taken.emit(taken)
        if self.dialog is not None:
            self.dialog.accept()

    def _not_kept(self, error: AppError) -> None:
        self._work = None
        if self.dialog is not None:
            self.dialog.refuse(error)

    def _closed(self) -> None:
        # Closed while it was being kept: it is taken back, whole.
        self._end_work()
        self._next()

    def _end_work(self) -> None:
        if self._work is not None:
            self._work.cancel()
            self._work = None

    def _tell_refused(self) -> None:
        refused, self._refused = self._refused, []
        lines = [_named(path, error.text) for path, error in refused]
        if len(refused) == 1:
            self._bridge.problem.emit(AppError(lines[0], details=refused[0][1].details))
        elif refused:
            words = self.tr("{n} files could not be taken in. The details say why.")
            told = AppError(words.format(n=len(refused)), details="\n".join(lines))
            self._bridge.problem.emit(told)


def _named(path: Path, reason: str) -> str:
    return reason if path.name in reason else f"{path.name}: {reason}"
