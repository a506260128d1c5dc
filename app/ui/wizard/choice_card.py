"""A choice as a card: its name, what it costs and gives, and what else it needs when chosen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.ui.panes.pieces import column, label, row
from app.ui.theme import Theme, set_role

EDGE = 16
DOT = 9


class ChoiceCard(QRadioButton):
    """One of several. `more` is shown only while the card is chosen.

    A radio button to keyboard and screen reader: arrow keys move between the cards of a page.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        tag: str,
        text: str,
        *,
        more: QWidget | None = None,
        before: QWidget | None = None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._more = more
        self.setAccessibleName(f"{title}. {tag}" if tag else title)
        self.setAccessibleDescription(text)
        self._inside = layout = QHBoxLayout(self)
        layout.setContentsMargins(EDGE + DOT + 14, 14, EDGE, 14)
        layout.setSpacing(14)
        if before is not None:
            layout.addWidget(before, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(self._words(title, tag, text), 1)
        self.toggled.connect(self._show_more)
        theme.changed.connect(self.update)
        self._show_more(False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return what the words inside need."""
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the least the words inside need."""
        return self._inside.minimumSize()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Words wrap, so the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Return the height the wrapped words need."""
        return self._inside.totalHeightForWidth(width)

    def hitButton(self, _place: QPoint) -> bool:  # noqa: N802 - Qt's name
        """The whole card can be clicked."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the card, its edge and its dot."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        width = 2.0 if chosen or self.hasFocus() else 1.0
        edge = self._theme.colour("accent" if chosen else "border")
        if self.hasFocus() and not chosen:
            edge = self._theme.colour("control")
        inner = QRectF(self.rect()).adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.setPen(QPen(edge, width))
        painter.setBrush(self._theme.colour("surface"))
        radius = self._theme.size.card_radius
        painter.drawRoundedRect(inner, radius, radius)
        dot = QRectF(EDGE, 14 + (self.fontMetrics().height() - DOT) / 2 + 3, DOT, DOT)
        painter.setPen(QPen(self._theme.colour("accent" if chosen else "control"), 1.2))
        painter.setBrush(self._theme.colour("accent") if chosen else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(dot)

    def _words(self, title: str, tag: str, text: str) -> QVBoxLayout:
        words = column(gap=5)
        top = row(gap=8)
        top.addWidget(label(title, "strong"))
        if tag:
            top.addWidget(_tag(tag))
        top.addStretch(1)
        words.addLayout(top)
        if text:
            words.addWidget(label(text, "muted", wrap=True))
        if self._more is not None:
            words.addWidget(self._more)
        return words

    def _show_more(self, chosen: bool) -> None:
        if self._more is not None:
            self._more.setVisible(chosen)
        self.updateGeometry()
        self.update()


def _tag(text: str) -> QWidget:
    frame = QFrame()
    set_role(frame, "chip")
    inside = row(frame)
    inside.setContentsMargins(10, 2, 10, 2)
    inside.addWidget(label(text))
    return frame
