"""A page of the first steps: one question, a sentence about it, and the answers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from app.ui.panes.pieces import column, label
from app.ui.theme import Theme, set_role
from app.ui.tray_picture import SIDE, glyph_path


class Glyph(QWidget):
    """The familiar of the tray, larger and in the accent colour. Decoration."""

    def __init__(self, theme: Theme, side: int = 56) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(side, side)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(self.width() / SIDE, self.height() / SIDE)
        painter.fillPath(glyph_path(), self._theme.colour("accent"))


class Page(QScrollArea):
    """Add the answers to `body`. `next_words` is what the button that goes on says."""

    def __init__(
        self, question: str, about: str, next_words: str, above: QWidget | None = None
    ) -> None:
        super().__init__()
        self.next_words = next_words
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(question)
        inside = QWidget()
        set_role(inside, "page")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = column(inside)
        layout.setContentsMargins(56, 40, 56, 8)
        if above is not None:
            layout.addWidget(above)
            layout.addSpacing(18)
        layout.addWidget(label(question, "heading"))
        layout.addSpacing(10)
        layout.addWidget(label(about, "muted", wrap=True))
        layout.addSpacing(20)
        self.body = column(gap=12)
        layout.addLayout(self.body)
        layout.addStretch(1)
        self.setWidget(inside)
