"""What the panes are built of: the line on top, a scrolling page, cards, a chip with a dot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.status import Dot
from app.ui.theme import Theme, set_role


def label(text: str, role: str = "", *, wrap: bool = False, select: bool = False) -> QLabel:
    """Return a label that never reads its text as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if select:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if role:
        set_role(made, role)
    return made


def line() -> QFrame:
    """Return a thin line between two rows."""
    made = QFrame()
    set_role(made, "line")
    return made


def column(parent: QWidget | None = None, margins: int = 0, gap: int = 0) -> QVBoxLayout:
    """Return a layout from top to bottom with the same margin all round."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(gap)
    return layout


def row(parent: QWidget | None = None, gap: int = 8) -> QHBoxLayout:
    """Return a layout from start to end without margins."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(gap)
    return layout


def empty(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Remove everything from a layout; its widgets are deleted."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            # Out of the window at once, so that a rebuilt list never shows twice.
            widget.hide()
            widget.deleteLater()


class StateChip(QFrame):
    """A dot and a few words in a rounded frame; hidden while there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_role(self, "chip")
        self._dot = Dot(theme)
        self._words = label("")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 3, 10, 3)
        layout.setSpacing(7)
        layout.addWidget(self._dot)
        layout.addWidget(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, text: str, tint: str) -> None:
        """Show `text` beside a dot in the token `tint`."""
        self._words.setText(text)
        self._dot.show_tint(tint)
        self.setVisible(bool(text))


class PaneHeader(QFrame):
    """The line on top of a pane: its title, a chip, and what can be done at the right."""

    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        set_role(self, "header")
        self.setFixedHeight(max(theme.size.header, theme.px("title") + 32))
        self.chip = StateChip(theme)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(20, 0, 20, 0)
        self._layout.setSpacing(12)
        self._layout.addWidget(label(title, "title"))
        self._layout.addWidget(self.chip)
        self._layout.addStretch(1)

    def add(self, widget: QWidget) -> None:
        """Put a control at the right, after those that are there."""
        self._layout.addWidget(widget)

    def button(self, text: str) -> QPushButton:
        """Add a button and return it."""
        made = QPushButton(text)
        self.add(made)
        return made


class Page(QScrollArea):
    """A page that scrolls from top to bottom; add to `body`."""

    def __init__(self, name: str, width: int = 0) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        inside = QWidget()
        set_role(inside, "page")
        inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.body = column(gap=20)
        around = QHBoxLayout(inside)
        around.setContentsMargins(20, 20, 20, 20)
        holder = QWidget()
        if width:
            holder.setMaximumWidth(width)
        holder.setLayout(self.body)
        around.addWidget(holder, 1)
        if width:
            around.addStretch(0)
        around.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(inside)


def card() -> QFrame:
    """Return an empty card."""
    made = QFrame()
    set_role(made, "card")
    return made
