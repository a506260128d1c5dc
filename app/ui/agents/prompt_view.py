"""The words of a prompt to read, and how much of the model's room they take."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QPainter,
    QPainterPath,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from app.ui.models.draft import PromptText
from app.ui.models.quoted_words import BREAK
from app.ui.theme import Theme, set_role

LINE_HEIGHT = 130
"""Per cent."""


class PromptView(QTextEdit):
    """What is told, and under a thin line, dimmed, what did not fit. Never markup."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        self._cut = 0
        set_role(self, "bare")
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        theme.changed.connect(self._dim)

    @property
    def text(self) -> str:
        """All that is shown."""
        return self._text

    def show_prompt(self, prompt: PromptText) -> None:
        """Show a prompt; the place that was being read stays where it is."""
        kept, left_out = (BREAK.sub("\n", part) for part in (prompt.kept, prompt.left_out))
        self._cut = kept.count("\n") + 1 if left_out else 0
        text = f"{kept}\n\n{left_out}" if left_out else kept
        if text != self._text:
            self._text = text
            place = self.verticalScrollBar().value()
            self.setPlainText(text)
            self._space()
            self.verticalScrollBar().setValue(place)
        self._dim()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the text, and the line through the empty one above what did not fit."""
        super().paintEvent(event)
        if not self._cut:
            return
        block = self.document().findBlockByNumber(self._cut)
        place = self.document().documentLayout().blockBoundingRect(block)
        line = round(place.center().y()) - self.verticalScrollBar().value()
        painter = QPainter(self.viewport())
        painter.fillRect(0, line, self.viewport().width(), 1, self._theme.colour("control"))

    def _space(self) -> None:
        """Set the lines apart, as in a message."""
        spaced = QTextBlockFormat()
        spaced.setLineHeight(LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        spaced.setBottomMargin(3)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)

    def _dim(self) -> None:
        selections = []
        if self._cut:
            dimmed = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document().findBlockByNumber(self._cut))
            cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
            dimmed.cursor = cursor
            dimmed.format.setForeground(self._theme.colour("faint"))
            selections.append(dimmed)
        self.setExtraSelections(selections)


class RoomBar(QWidget):
    """A thin bar; the words beside it say the same."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self._full = False
        self.setFixedHeight(4)
        theme.changed.connect(self.update)

    def show_share(self, used: int, budget: int, *, full: bool) -> None:
        """Show how much of the budget is used; `full` when something did not fit."""
        self._share = min(1.0, used / max(1, budget))
        self._full = full
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it, at least 2 px of it used."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 2, 2)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), self._theme.colour("border"))
        used = QRectF(0, 0, max(2.0, self.width() * self._share), self.height())
        painter.fillRect(used, self._theme.colour("warn" if self._full else "accent"))
