"""An agent as a card: its picture, how it is, what it is, and what can be done with it."""

from __future__ import annotations

from enum import Enum, auto
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QSizePolicy

from app.core.agents import AgentInfo
from app.core.message import AgentState
from app.ui.agents.cut_text import CutText
from app.ui.agents.pictures import SIDE, Pictures
from app.ui.agents.states import TINTS, state_word
from app.ui.icons import IconButton
from app.ui.panes.pieces import column, label, row
from app.ui.panes.portrait import Portrait
from app.ui.status import Dot
from app.ui.theme import Theme

EDGE = 16
STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Act(Enum):
    """What a person wants of an agent."""

    TALK = auto()
    EDIT = auto()
    START = auto()
    STOP = auto()
    DUPLICATE = auto()
    EXPORT = auto()
    REMOVE = auto()


class Card(QFrame):
    """A card that takes the keyboard as a whole. `step` asks for a neighbour, as columns and rows.

    `dashed` draws its edge as that of a place where something may come.
    """

    step = Signal(int, int)

    def __init__(self, theme: Theme, *, dashed: bool = False) -> None:
        super().__init__()
        self.theme = theme
        self._dashed = dashed
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the ground and the edge; the edge is stronger while the keyboard is here."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide = 2.0 if self.hasFocus() else 1.0
        plain = "control" if self._dashed else "border"
        pen = QPen(self.theme.colour("accent" if self.hasFocus() else plain), wide)
        if self._dashed:
            pen.setDashPattern([4 / wide, 4 / wide])
        painter.setPen(pen)
        painter.setBrush(self.theme.colour("bg" if self._dashed else "surface"))
        inner = QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2)
        radius = self.theme.size.card_radius
        painter.drawRoundedRect(inner, radius, radius)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter does what the card is for, arrows go to its neighbours."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.activate()
        elif (way := STEPS.get(Qt.Key(event.key()))) is not None:
            self.step.emit(*way)
        else:
            super().keyPressEvent(event)

    def activate(self) -> None:
        """Do what the card is for."""


class AgentCard(Card):
    """`wanted` carries an `Act` and the agent. Shows what it is told; keeps its place and focus."""

    wanted = Signal(object, object)

    def __init__(self, theme: Theme, pictures: Pictures, agent: AgentInfo) -> None:
        super().__init__(theme)
        self.agent = agent
        self.menu: QMenu | None = None
        self._pictures = pictures
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self._portrait = Portrait(theme, agent.name, None, SIDE)
        self._name = CutText(theme, 1, strong=True)
        self._dot = Dot(theme)
        self._state = label("", "small")
        self._summary = CutText(theme, 3, tint="muted")
        self.talk = QPushButton(self.tr("Talk"))
        self.talk.clicked.connect(partial(self._want, Act.TALK))
        self.edit = QPushButton(self.tr("Edit"))
        self.edit.clicked.connect(partial(self._want, Act.EDIT))
        self.more = IconButton(theme, "more", self.tr("More"))
        self.more.clicked.connect(self._open_below)
        layout = column(self, EDGE, gap=12)
        layout.addLayout(self._top())
        layout.addWidget(self._summary)
        layout.addStretch(1)
        layout.addLayout(self._buttons())
        pictures.ready.connect(self._take_picture)

    def show_agent(self, agent: AgentInfo, summary: str) -> None:
        """Show this agent from now on, with what it says of itself."""
        self.agent = agent
        self._name.say(agent.name)
        self._name.setToolTip(agent.name)
        self._dot.show_tint(TINTS[agent.state])
        self._state.setText(state_word(agent.state))
        self._summary.say(agent.reason or summary, "danger" if agent.reason else "muted")
        self._summary.setToolTip(agent.reason)
        self.talk.setEnabled(agent.state is not AgentState.STOPPED)
        self.setAccessibleName(f"{agent.name}: {state_word(agent.state)}")
        self.setAccessibleDescription(self._summary.text)
        for button in (self.talk, self.edit):
            button.setAccessibleName(f"{button.text()}: {agent.name}")
        self.more.setAccessibleName(f"{self.more.toolTip()}: {agent.name}")
        self._portrait.show_picture(agent.name, self._pictures.known(agent.picture))
        self._pictures.want(agent.picture)

    def activate(self) -> None:
        """Open the editor."""
        self._want(Act.EDIT)

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the editor."""
        self.activate()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """Open the menu where it was asked for."""
        self._open(event.globalPos())

    def _top(self) -> QHBoxLayout:
        state = row(gap=7)
        state.addWidget(self._dot)
        state.addWidget(self._state)
        state.addStretch(1)
        words = column(gap=5)
        words.addStretch(1)
        words.addWidget(self._name)
        words.addLayout(state)
        words.addStretch(1)
        top = row(gap=14)
        top.addWidget(self._portrait)
        top.addLayout(words, 1)
        return top

    def _buttons(self) -> QHBoxLayout:
        buttons = row(gap=8)
        buttons.addWidget(self.talk)
        buttons.addWidget(self.edit)
        buttons.addStretch(1)
        buttons.addWidget(self.more)
        return buttons

    def _take_picture(self, path: Path) -> None:
        if path == self.agent.picture:
            self._portrait.show_picture(self.agent.name, self._pictures.known(path))

    def _want(self, act: Act, _checked: bool = False) -> None:
        self.wanted.emit(act, self.agent)

    def _open_below(self) -> None:
        self._open(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _open(self, place: QPoint) -> None:
        self.menu = menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.aboutToHide.connect(self._menu_closed)
        if self.agent.enabled:
            menu.addAction(self.tr("Stop"), partial(self._want, Act.STOP))
        else:
            menu.addAction(self.tr("Start"), partial(self._want, Act.START))
        menu.addAction(self.tr("Duplicate…"), partial(self._want, Act.DUPLICATE))
        menu.addAction(self.tr("Export…"), partial(self._want, Act.EXPORT))
        if not self.agent.shipped:
            menu.addSeparator()
            menu.addAction(self.tr("Remove…"), partial(self._want, Act.REMOVE))
        menu.popup(place)

    def _menu_closed(self) -> None:
        self.menu = None


class InviteCard(Card):
    """The last card: a place for one more. `choose` asks for a file."""

    choose = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, dashed=True)
        self.setAccessibleName(self.tr("Add a character"))
        self.button = QPushButton(self.tr("Choose a file"))
        self.button.clicked.connect(self.activate)
        title = label(self.tr("Drop a character here"), "strong", wrap=True)
        kinds = label(
            self.tr("ElizaOS files, Tavern cards as JSON, PNG or CHARX, OpenClaw folders"),
            "small",
            wrap=True,
        )
        layout = column(self, EDGE, gap=8)
        layout.addStretch(1)
        for words in (title, kinds):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(words)
        layout.addSpacing(4)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        layout.addStretch(1)

    def activate(self) -> None:
        """Ask for a file."""
        self.choose.emit()
