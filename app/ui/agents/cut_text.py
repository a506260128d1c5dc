"""A text that takes a few lines and no more, with an ellipsis where it goes on."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme

MOST_CHARS = 600
"""No card has room for more, and a file may hold megabytes."""


class CutText(QWidget):
    """Always `lines` lines high, so that cards beside each other stay in line. Never markup."""

    def __init__(
        self, theme: Theme, lines: int, *, tint: str = "text", strong: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self._lines = lines
        self._tint = tint
        self._strong = strong
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    @property
    def text(self) -> str:
        """What it says, as far as it may be shown."""
        return self._text

    def say(self, text: str, tint: str = "") -> None:
        """Show this text, in another colour from now on if one is given."""
        self._text = " ".join(text[:MOST_CHARS].split())
        self._tint = tint or self._tint
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the height of its lines; any width will do."""
        return QSize(0, self._lines * self._line_height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return the same: it is never squeezed."""
        return self.sizeHint()

    def cut(self) -> list[str]:
        """Return the lines as they are shown at this width."""
        if not self._text:
            return []
        metrics = QFontMetrics(self._face())
        layout = self._laid_out()
        shown: list[str] = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            rest = self._text[line.textStart() :]
            if number + 1 == self._lines:
                shown.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self.width()))
                break
            shown.append(rest[: line.textLength()].rstrip())
        return shown

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the lines."""
        painter = QPainter(self)
        painter.setFont(self._face())
        painter.setPen(self._theme.colour(self._tint))
        high = self._line_height()
        start = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        for number, line in enumerate(self.cut()):
            painter.drawText(0, number * high, self.width(), high, int(start), line)

    def _face(self) -> QFont:
        font = self._theme.font()
        if self._strong:
            font.setWeight(QFont.Weight.DemiBold)
        return font

    def _line_height(self) -> int:
        return round(QFontMetrics(self._face()).height() * (1.0 if self._lines == 1 else 1.15))

    def _laid_out(self) -> QTextLayout:
        layout = QTextLayout(self._text, self._face())
        layout.setTextOption(_OPTION)
        layout.beginLayout()
        for _ in range(self._lines):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(1, self.width()))
        layout.endLayout()
        return layout


_OPTION = QTextOption()
_OPTION.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
