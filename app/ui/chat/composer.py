"""Where the person writes: grows with the text, sends on Enter, stops a reply on Esc."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.message import MAX_MESSAGE_CHARS
from app.ui.chat.words import number
from app.ui.theme import Theme, set_role

MAX_LINES = 8
"""Longer drafts scroll inside the field."""


class Composer(QFrame):
    """`sent` carries a text that fits; the field is then empty. `stopped` asks to stop the reply.

    `recalled` is wanted when Up is pressed in an empty field: the answer comes by `take_up`.
    """

    sent = Signal(str)
    stopped = Signal()
    escaped = Signal()
    recalled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "inset")
        self._writing = False
        self._field = QPlainTextEdit()
        set_role(self._field, "bare")
        self._field.setTabChangesFocus(True)
        self._field.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._field.document().setDocumentMargin(0)
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._changed)
        self._hint = QLabel()
        set_role(self._hint, "faint")
        self._hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._queue = QPushButton(self.tr("Send next"))
        self._queue.setToolTip(self.tr("Answered when the reply being written is finished"))
        self._queue.clicked.connect(self._send)
        self._main = QPushButton()
        self._main.clicked.connect(self._act)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._hint, 1)
        row.addWidget(self._queue)
        row.addWidget(self._main)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 12, 10)
        layout.setSpacing(8)
        layout.addWidget(self._field)
        layout.addLayout(row)
        self.setFocusProxy(self._field)
        theme.changed.connect(self._changed)
        self.set_writing(writing=False)
        self.address(self.tr("your agent"))

    def address(self, agent: str) -> None:
        """Say whom the message is for."""
        words = self.tr("Message {name}").format(name=agent)
        self._field.setPlaceholderText(f"{words}…")
        self._field.setAccessibleName(words)

    def set_writing(self, *, writing: bool) -> None:
        """Show Stop instead of Send while a reply is being written."""
        self._writing = writing
        self._main.setText(self.tr("Stop") if writing else self.tr("Send"))
        set_role(self._main, "secondary" if writing else "primary")
        self._changed()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self._field.toPlainText()

    def take_up(self, text: str) -> None:
        """Put a text into the field, with the cursor behind it."""
        self._field.setPlainText(text)
        cursor = self._field.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self._field.setTextCursor(cursor)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the hint and the field's height to the new width."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Read the keys that mean something here, and light the frame with the focus."""
        kind = event.type()
        if kind in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("focused", kind == QEvent.Type.FocusIn)
            self.style().unpolish(self)
            self.style().polish(self)
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                return False
            self._send()
            return True
        if event.key() == Qt.Key.Key_Escape:
            (self.stopped if self._writing else self.escaped).emit()
            return True
        if event.key() == Qt.Key.Key_Up and not self.text:
            self.recalled.emit()
            return True
        return False

    def _act(self) -> None:
        if self._writing:
            self.stopped.emit()
        else:
            self._send()

    def _send(self) -> None:
        text = self.text.strip()
        if not text or len(text) > MAX_MESSAGE_CHARS:
            return
        self._field.clear()
        self.sent.emit(text)

    def _changed(self) -> None:
        text = self.text
        some, fits = bool(text.strip()), len(text) <= MAX_MESSAGE_CHARS
        self._main.setEnabled(self._writing or (some and fits))
        self._queue.setVisible(self._writing and some)
        self._queue.setEnabled(fits)
        words = self.tr("Enter sends, Shift+Enter breaks the line")
        if not fits:
            long = self.tr("Too long by {n} characters; send it in parts")
            words = long.format(n=number(len(text) - MAX_MESSAGE_CHARS))
        room = self._hint.fontMetrics().horizontalAdvance(words) < self._hint.width()
        self._hint.setText(words if room or not fits else "")
        line = self._field.fontMetrics().lineSpacing()
        lines = round(self._field.document().size().height())
        self._field.setFixedHeight(line * max(1, min(MAX_LINES, lines)) + 4)
