"""The conversations: searchable, grouped by day, newest first; new, rename, delete."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.core.message import Room
from app.ui.chat.blocks import draw_avatar
from app.ui.chat.room_model import ROW, Entry, Index, RoomModel
from app.ui.theme import Theme, set_role

TYPING_MS = 200
"""A search begins when the person has not typed for this long."""


class RoomDelegate(QStyledItemDelegate):
    """Draws a row: the agent's letter, the name, one line of what was said last."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's
        """Return the height of a heading or a row."""
        entry = index.data(ROW)
        small = self._theme.px("small")
        if isinstance(entry, Entry) and entry.room is None:
            return QSize(100, small + 22)
        return QSize(100, self._theme.px("body") + small + 29)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row; a focused one has a visible frame."""
        entry = index.data(ROW)
        if not isinstance(entry, Entry):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if entry.room is None:
            self._heading(painter, rect, entry)
        else:
            self._ground(painter, rect, state)
            self._words(painter, rect, entry)
        painter.restore()

    def _heading(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour("faint"))
        place = rect.adjusted(9, 0, 0, -6)
        flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
        painter.drawText(place, int(flags), entry.title)

    def _ground(self, painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
        selected = bool(state & QStyle.StateFlag.State_Selected)
        if not selected and not state & QStyle.StateFlag.State_MouseOver:
            return
        focused = selected and bool(state & QStyle.StateFlag.State_HasFocus)
        place = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = self._theme.colour("accent" if focused else "border")
        painter.setPen(QPen(edge, 1) if selected else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("surface" if selected else "sunken"))
        painter.drawRoundedRect(place, 10, 10)

    def _words(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        left, wide = rect.left() + 51, rect.width() - 51 - 10
        letter = QRectF(rect.left() + 9, rect.top() + 8, 32, 32)
        draw_avatar(painter, letter, entry.agent or "?", self._theme)
        strong = self._theme.font("body")
        strong.setWeight(QFont.Weight.DemiBold)
        small = self._theme.font("small")
        upper = QFontMetrics(strong)
        lower = QFontMetrics(small)
        top = rect.top() + (rect.height() - upper.height() - lower.height() - 2) // 2
        for font, metrics, text, tint in (
            (strong, upper, entry.title, "text"),
            (small, lower, entry.below, "muted"),
        ):
            painter.setFont(font)
            painter.setPen(self._theme.colour(tint))
            line = metrics.elidedText(text, Qt.TextElideMode.ElideRight, wide)
            place = QRect(left, top, wide, metrics.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), line)
            top += metrics.height() + 2


class RoomList(QFrame):
    """`opened` carries a room and the message to go to (or None), `searched` the words typed."""

    opened = Signal(object, object)
    searched = Signal(str)
    new_wanted = Signal(str)
    rename = Signal(object)
    delete = Signal(object)
    escaped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "list")
        self.setFixedWidth(theme.size.list)
        self._model = RoomModel()
        self._agents: list[tuple[str, str]] = []
        title = QLabel(self.tr("Conversations"))
        set_role(title, "title")
        self._new = QPushButton(self.tr("+ New"))
        self._new.setAccessibleName(self.tr("New conversation"))
        set_role(self._new, "chip")
        self._new.clicked.connect(self.ask_new)
        self._search = QLineEdit()
        self._search.setPlaceholderText(self.tr("Search everything said…"))
        self._search.setAccessibleName(self.tr("Search everything said"))
        self._search.setClearButtonEnabled(True)
        self._search.installEventFilter(self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(lambda: self.searched.emit(self._search.text()))
        self._search.textChanged.connect(self._typed)
        self._none = QLabel()
        self._none.setWordWrap(True)
        set_role(self._none, "small")
        self._view = self._make_view(theme)
        top = QHBoxLayout()
        top.setContentsMargins(4, 0, 4, 0)
        top.addWidget(title, 1)
        top.addWidget(self._new)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 14, 12, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._search)
        layout.addWidget(self._none)
        layout.addWidget(self._view, 1)
        self.tell("")

    def show_entries(self, entries: Sequence[Entry], selected: str) -> None:
        """Show these rows with the room `selected` marked."""
        self._model.show(list(entries))
        self.select(selected)

    def select(self, room_id: str) -> None:
        """Mark the room that is open."""
        index = self._model.row_of(room_id)
        if index.isValid() and index != self._view.currentIndex():
            self._view.setCurrentIndex(index)

    def tell(self, sentence: str) -> None:
        """Say why there are no rows; "" when there are."""
        self._none.setText(sentence)
        self._none.setVisible(bool(sentence))

    def show_agents(self, agents: list[tuple[str, str]]) -> None:
        """Offer these agents (id, name) for a new conversation."""
        self._agents = agents
        self._new.setEnabled(bool(agents))

    def search(self) -> None:
        """Put the keyboard into the search field."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    @property
    def words(self) -> str:
        """What is being searched for, "" when nothing."""
        return self._search.text().strip()

    def clear_search(self) -> None:
        """Show all conversations again."""
        self._search.clear()

    def ask_new(self) -> None:
        """Start a conversation; with several agents, ask with which."""
        if len(self._agents) == 1:
            self.new_wanted.emit(self._agents[0][0])
        elif self._agents:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for agent_id, name in self._agents:
                menu.addAction(name, partial(self.new_wanted.emit, agent_id))
            menu.setActiveAction(menu.actions()[0])
            menu.popup(self._new.mapToGlobal(QPoint(0, self._new.height() + 4)))

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keys of the search field and of the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            handled = self._key_in_search(event) if watched is self._search else self._key(event)
            if handled:
                return True
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def _typed(self, _words: str) -> None:
        self._typing.start()

    def _make_view(self, theme: Theme) -> QListView:
        view = QListView()
        view.setModel(self._model)
        view.setItemDelegate(RoomDelegate(theme, view))
        view.setMouseTracking(True)
        view.setUniformItemSizes(False)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setAccessibleName(self.tr("Conversations"))
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self._menu)
        view.clicked.connect(self._open)
        view.activated.connect(self._open)
        view.installEventFilter(self)
        theme.changed.connect(view.viewport().update)
        return view

    def _key_in_search(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.clear_search()
            self.escaped.emit()
            return True
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            first = next(
                (i for i in map(self._model.index, range(self._model.rowCount())) if _room(i)), None
            )
            if first is not None:
                self._view.setFocus(Qt.FocusReason.TabFocusReason)
                self._view.setCurrentIndex(first)
                if event.key() != Qt.Key.Key_Down:
                    self._open(first)
            return True
        return False

    def _key(self, event: QKeyEvent) -> bool:
        room = _room(self._view.currentIndex())
        if room is None:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self._view.currentIndex())
        elif event.key() == Qt.Key.Key_F2:
            self.rename.emit(room)
        elif event.key() == Qt.Key.Key_Delete:
            self.delete.emit(room)
        else:
            return False
        return True

    def _open(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is not None and entry.room is not None:
            self.opened.emit(entry.room, entry.message)

    def _menu(self, at: QPoint) -> None:
        room = _room(self._view.indexAt(at))
        if room is not None:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.addAction(self.tr("Rename…"), lambda: self.rename.emit(room))
            menu.addAction(self.tr("Delete…"), lambda: self.delete.emit(room))
            menu.popup(self._view.viewport().mapToGlobal(at))


def _room(index: Index) -> Room | None:
    entry = index.data(ROW)
    return entry.room if isinstance(entry, Entry) else None
