"""A quiet row of tabs: words with a line under the one that is shown."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QTabBar, QWidget

from app.ui.theme import Theme

PAD = 12


class TabRow(QTabBar):
    """Qt's own tab bar for keyboard and screen readers, painted in our colours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(False)
        theme.changed.connect(self.update)

    def tabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """Return the room for the tab's words, bold or not."""
        font = self._theme.font()
        font.setBold(True)
        metrics = QFontMetrics(font)
        wide = metrics.horizontalAdvance(self.tabText(index)) + 2 * PAD
        return QSize(wide, max(metrics.height() + 18, 36))

    def minimumTabSizeHint(self, index: int) -> QSize:  # noqa: N802 - Qt's name
        """In a narrow window tabs come closer together, and long words are cut."""
        whole = self.tabSizeHint(index)
        return QSize(min(whole.width(), 4 * PAD), whole.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the words, the line under the current one, and where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index in range(self.count()):
            current = index == self.currentIndex()
            font = self._theme.font()
            font.setBold(current)
            painter.setFont(font)
            painter.setPen(self._theme.colour("text" if current else "muted"))
            place = QRectF(self.tabRect(index))
            words = painter.fontMetrics().elidedText(
                self.tabText(index), self.elideMode(), round(place.width()) - 4
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)
            if not current:
                continue
            under = QRectF(place.left() + PAD, place.bottom() - 2, place.width() - 2 * PAD, 2)
            painter.fillRect(under, self._theme.colour("accent"))
            if self.hasFocus():
                painter.setPen(self._theme.colour("accent"))
                painter.drawRoundedRect(place.adjusted(2.5, 4.5, -2.5, -5.5), 6, 6)
