"""What closing the window means: agents go on in the tray, and nobody is left without a way back.

With a tray the window hides and says once where it went. Without one the person decides each time
between a minimised window and quitting. A tray that disappears brings the window back.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QMessageBox

from app.ui.notify import Note
from app.ui.said_once import SaidOnce
from app.ui.tray import Tray

WATCH_MS = 5_000
"""How often a hidden window looks whether its tray is still there."""

PATIENCE = 2
"""So many looks without a tray in a row bring the window back: a panel may just be restarting."""


class Closing(QObject):
    """Watches one window. `quit_wanted` is emitted when the person chose to end Familiar."""

    quit_wanted = Signal()

    def __init__(
        self, window: QMainWindow, tray: Tray, tell: Callable[[Note], None], said: SaidOnce
    ) -> None:
        super().__init__(window)
        self._window = window
        self._tray = tray
        self._tell = tell
        self._said = said
        self._missed = 0
        self._question: QMessageBox | None = None
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self.look)
        window.installEventFilter(self)

    @property
    def out_of_sight(self) -> bool:
        """Whether the person cannot see the window: hidden or minimised."""
        return not self._window.isVisible() or self._window.isMinimized()

    @property
    def question(self) -> QMessageBox | None:
        """The question that is on the screen, or None."""
        return self._question

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take over closing; watch the tray for as long as the window is hidden."""
        if watched is not self._window:
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.Close:
            event.ignore()
            self._close()
            return True
        if event.type() is QEvent.Type.Hide:
            self._missed = 0
            self._watch.start()
        elif event.type() is QEvent.Type.Show:
            self._watch.stop()
        return super().eventFilter(watched, event)

    def start_hidden(self) -> None:
        """Leave the window closed at the start; it comes if no tray appears."""
        self._window.hide()
        self._watch.start()

    def look(self) -> None:
        """Look for the tray once; bring the window back when it stayed away."""
        self._missed = 0 if self._tray.reachable else self._missed + 1
        if self._missed >= PATIENCE:
            self._window.showMinimized()

    def _close(self) -> None:
        if not self._tray.reachable:
            self._ask()
            return
        self._window.hide()
        if self._said.first("still-running"):
            text = self.tr(
                "Your agents go on. Familiar is in the tray; quit it from the menu there."
            )
            self._tell(Note(self.tr("Familiar keeps running"), text))

    def _ask(self) -> None:
        if self._question is not None:
            self._question.raise_()
            return
        question = QMessageBox(self._window)
        question.setIcon(QMessageBox.Icon.NoIcon)
        question.setWindowTitle(self.tr("Close the window"))
        question.setText(self.tr("Keep your agents running?"))
        question.setInformativeText(
            self.tr(
                "This desktop has no tray, so a hidden window could not be found again. "
                "Familiar can stay as a minimised window, or quit with its agents."
            )
        )
        keep = question.addButton(self.tr("Minimise"), QMessageBox.ButtonRole.AcceptRole)
        leave = question.addButton(self.tr("Quit"), QMessageBox.ButtonRole.DestructiveRole)
        cancel = question.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(cancel)
        keep.clicked.connect(self._window.showMinimized)
        leave.clicked.connect(self.quit_wanted.emit)
        question.finished.connect(self._answered)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._question = question
        question.open()

    def _answered(self) -> None:
        self._question = None
