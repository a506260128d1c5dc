"""The rail at the left edge: one icon per pane."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.ui.icons import IconButton
from app.ui.pane import Row
from app.ui.theme import Theme, set_role


class RailButton(IconButton):
    """One icon of the rail; `attention` puts a dot on it and says so to screen readers."""

    def __init__(self, theme: Theme, row: Row, number: int) -> None:
        self._title = QCoreApplication.translate("Rail", row.title)
        super().__init__(theme, row.icon, self._title, size=23)
        self.setToolTip(f"{self._title} (Ctrl+{number})")
        self.setCheckable(True)
        self.setFixedSize(QSize(42, 42))
        self._attention = False
        self.toggled.connect(lambda on: self.redraw(row.icon, "accent" if on else "muted"))

    def set_attention(self, wanted: bool) -> None:
        """Show or remove the dot."""
        self._attention = wanted
        extra = self.tr("wants your attention")
        self.setAccessibleName(f"{self._title}, {extra}" if wanted else self._title)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the button and its dot."""
        super().paintEvent(event)
        if self._attention:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("warn"))
            painter.drawEllipse(self.width() - 12, 4, 8, 8)


class Rail(QFrame):
    """All icons; `chosen` carries the key of the pane the person picked. Arrow keys move."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, rows: tuple[Row, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "rail")
        self.setFixedWidth(theme.size.rail)
        self._buttons: dict[str, RailButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 11, 9, 11)
        layout.setSpacing(2)
        ordered = [row for row in rows if not row.low] + [row for row in rows if row.low]
        for number, row in enumerate(ordered, 1):
            if row.low and not any(ordered[i].low for i in range(number - 1)):
                layout.addStretch(1)
            button = RailButton(theme, row, number)
            button.clicked.connect(lambda _checked, key=row.key: self.chosen.emit(key))
            layout.addWidget(button)
            self._buttons[row.key] = button
        if not any(row.low for row in ordered):
            layout.addStretch(1)
        self.keys = tuple(self._buttons)

    def select(self, key: str) -> None:
        """Mark the pane in front."""
        for name, button in self._buttons.items():
            button.setChecked(name == key)

    def set_attention(self, key: str, wanted: bool) -> None:
        """Put a dot on a pane's icon, or take it away; an unknown key is passed over."""
        if key in self._buttons:
            self._buttons[key].set_attention(wanted)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Up and down move the focus along the rail."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        at = next((i for i, button in enumerate(buttons) if button.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        buttons[(at + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
