"""A field for a text of any length: as high as its lines, within bounds, and never slow."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextOption, QWheelEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy

from app.ui.theme import Theme

MAX_LINE = 20_000
"""A longer line takes Qt so long to lay out that typing in it stutters."""

MAX_CHARS = 500_000
"""A longer text is not laid out either."""

BEGINNING = 2_000
"""So much is shown of a text that is too long to be edited."""

MAX_LINES = 14
"""Longer texts scroll inside the field."""


def too_long(text: str) -> bool:
    """Say whether a text is too long to be edited in a field."""
    return len(text) > MAX_CHARS or (
        len(text) > MAX_LINE and any(len(line) > MAX_LINE for line in text.split("\n"))
    )


class TextBox(QPlainTextEdit):
    """A text without markup. Tab goes on; the wheel scrolls the page unless the field has it.

    `refused` when a text that is too long was to be pasted. A stored text that is too long is
    shown by its beginning and cannot be changed: `whole` says which is the case.
    """

    refused = Signal()

    def __init__(self, theme: Theme, least: int = 1, *, code: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._least = least
        self._long: str | None = None
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        if code:
            self.setFont(theme.font("code"))
        self.textChanged.connect(self.fit)
        self.fit()

    @property
    def whole(self) -> bool:
        """Whether all of its text is shown and can be changed."""
        return self._long is None

    @property
    def text(self) -> str:
        """The text with \\n at its line breaks; unlike Qt's own, other spaces stay what they are.

        Of a text that is too long, all of it.
        """
        if self._long is not None:
            return self._long
        return self.document().toRawText().replace("\u2029", "\n")

    def show_text(self, text: str) -> None:
        """Show a text; the cursor stays where it is if the text is the same."""
        self._long = text if too_long(text) else None
        self.setReadOnly(self._long is not None)
        shown = text if self._long is None else text[:BEGINNING] + "…"
        if self.document().toRawText().replace("\u2029", "\n") != shown:
            self.setPlainText(shown)

    def fit(self) -> None:
        """Take the height of the text, from `least` lines to `MAX_LINES`."""
        self.ensurePolished()
        line = ceil(QFontMetricsF(self.font()).lineSpacing())
        lines = max(self._least, min(MAX_LINES, round(self.document().size().height())))
        margins = self.contentsMargins()
        self.setFixedHeight(line * lines + margins.top() + margins.bottom() + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lines wrap elsewhere at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self.fit)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Any width will do."""
        return QSize(80, super().minimumSizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave scrolling to the page while nobody is in the field."""
        if self.hasFocus() and self.verticalScrollBar().maximum():
            super().wheelEvent(event)
        else:
            event.ignore()

    def insertFromMimeData(self, source: QMimeData) -> None:  # noqa: N802 - Qt's name
        """Take plain text only, and none that would be too long."""
        if too_long(source.text()) or len(self.text) + len(source.text()) > MAX_CHARS:
            self.refused.emit()
        elif source.hasText():
            self.textCursor().insertText(source.text())
