"""Find in a conversation: a field, which of how many, and the way to the next."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QWidget

from app.core.message import Message
from app.ui.chat.words import number
from app.ui.icons import IconButton
from app.ui.theme import Theme, set_role

TYPING_MS = 250


class FindBar(QFrame):
    """`wanted` when words were typed, `chosen` with each message gone to, `closed` at the end."""

    wanted = Signal(str)
    chosen = Signal(object, str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "header")
        self._found: list[Message] = []
        self._at = 0
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Find in this conversation"))
        self._field.setAccessibleName(self.tr("Find in this conversation"))
        self._field.installEventFilter(self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(lambda: self.wanted.emit(self.words))
        self._field.textChanged.connect(self._typed)
        self._count = QLabel()
        set_role(self._count, "small")
        back = IconButton(theme, "up", self.tr("Earlier place"))
        forth = IconButton(theme, "down", self.tr("Later place"))
        close = IconButton(theme, "close", self.tr("Close"))
        back.clicked.connect(lambda: self.step(-1))
        forth.clicked.connect(lambda: self.step(1))
        close.clicked.connect(self.end)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 8, 12, 8)
        layout.setSpacing(8)
        layout.addWidget(self._field, 1)
        for widget in (self._count, back, forth, close):
            layout.addWidget(widget)
        self.hide()

    @property
    def words(self) -> str:
        """What is looked for."""
        return self._field.text().strip()

    def begin(self) -> None:
        """Show the bar with the keyboard in it."""
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def end(self) -> None:
        """Hide the bar."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def show_found(self, found: list[Message]) -> None:
        """Take the places, oldest first, and go to the newest."""
        self._found = found
        self._at = len(found) - 1
        self._go()

    def step(self, by: int) -> None:
        """Go to another place, round and round."""
        if self._found:
            self._at = (self._at + by) % len(self._found)
            self._go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Enter goes on, Shift+Enter back, Esc closes."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.end()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                self.step(1 if back else -1)
                return True
        return super().eventFilter(watched, event)

    def _typed(self, _words: str) -> None:
        self._typing.start()

    def _go(self) -> None:
        if not self._found:
            self._count.setText(self.tr("Not found") if self.words else "")
            return
        words = self.tr("{at} of {all}")
        text = words.format(at=number(self._at + 1), all=number(len(self._found)))
        self._count.setText(text)
        self.chosen.emit(self._found[self._at], self.words)
