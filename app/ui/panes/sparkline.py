"""A thin line of recent figures, drawn by hand. Decoration: the figure stands above it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.theme import Theme


def places(values: Sequence[float], width: float, height: float) -> list[tuple[float, float]]:
    """Return where the line goes, left to right, inside `width` x `height` with 2 px of air.

    The scale reaches from the smallest to the largest value, but never less than a tenth of the
    largest: what hardly moves looks calm. Fewer than two values are no line.
    """
    if len(values) < 2:
        return []
    low, high = min(values), max(values)
    span = max(high - low, abs(high) * 0.1, 1e-9)
    middle = (low + high) / 2
    step = (width - 4) / (len(values) - 1)
    tall = height - 4
    return [
        (2 + step * i, 2 + tall * (0.5 - (value - middle) / span)) for i, value in enumerate(values)
    ]


class Sparkline(QWidget):
    """Shows the values it was given last in a token's colour."""

    def __init__(self, theme: Theme, tint: str) -> None:
        super().__init__()
        self._theme = theme
        self._tint = tint
        self._values: tuple[float, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_values(self, values: Sequence[float]) -> None:
        """Draw these, oldest first."""
        self._values = tuple(values)
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a low, wide size."""
        return QSize(120, 44)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the line."""
        points = places(self._values, self.width(), self.height())
        if not points:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.colour(self._tint), 1.5)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in points]))
