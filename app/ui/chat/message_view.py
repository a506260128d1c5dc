"""What own and agents' messages have in common on the screen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFocusEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.chat.actions import ActionRow
from app.ui.chat.blocks import CopyButton
from app.ui.chat.item import Item
from app.ui.theme import Theme


class MessageView(QWidget):
    """A message: its item, its width, its quiet actions.

    There may be very many of them, so each is few widgets: letter and bubble are painted, and the
    actions exist only while the pointer or the keyboard is here, or under the newest reply.
    """

    link = Signal(str)
    retry = Signal(object)
    resume = Signal(object)

    def __init__(self, theme: Theme, item: Item) -> None:
        super().__init__()
        self.item = item
        self._theme = theme
        self._width = 0
        self._last = False
        self._actions: ActionRow | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    @property
    def row(self) -> ActionRow | None:
        """The quiet row, None while nobody is near."""
        return self._actions

    def fit(self, width: int) -> None:
        """Take exactly this width."""
        self._width = width
        self.setFixedWidth(width)

    def refresh(self) -> None:
        """Show the item as it is now."""
        message = self.item.message
        self.setAccessibleName(self.tr("{name} said").format(name=message.author))
        self.setAccessibleDescription(message.text[:1000])
        self._wake(False)
        self._wake(self._wanted() or self.underMouse())

    def mark(self, words: str) -> None:
        """Put a soft ground under the words."""
        raise NotImplementedError

    def set_last(self, last: bool) -> None:
        """The newest reply shows its actions all the time."""
        self._last = last
        self._wake(self._wanted())

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show the actions under the pointer."""
        super().enterEvent(event)
        self._wake(True)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Take them away again."""
        super().leaveEvent(event)
        self._wake(self._wanted())

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Show where the keyboard is, and the actions it can go to next."""
        super().focusInEvent(event)
        self._wake(True)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Take both away, unless one of the actions has the keyboard now."""
        super().focusOutEvent(event)
        self._wake(self._wanted() or self.underMouse())
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take the actions away when the keyboard left the message."""
        if event.type() == QEvent.Type.FocusOut:
            self._wake(self._wanted() or self.underMouse())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the actions in their place."""
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw a frame around the message that has the keyboard."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)

    def _make_actions(self) -> ActionRow | None:
        """Return a new row, or None while there is nothing to do."""
        raise NotImplementedError

    def _place(self) -> None:
        """Give the row its place, if there is one."""
        raise NotImplementedError

    def _wanted(self) -> bool:
        focus = QApplication.focusWidget()
        inside = focus is not None and (focus is self or self.isAncestorOf(focus))
        return self._last or inside

    def _wake(self, awake: bool) -> None:
        if awake == (self._actions is not None):
            return
        if self._actions is not None:
            self._actions.hide()
            self._actions.deleteLater()
            self._actions = None
            return
        self._actions = self._make_actions()
        if self._actions is not None:
            self._actions.follow(self)
            for widget in _stops(self):
                widget.installEventFilter(self)
            self._place()
            self._actions.show()

    def _copy_button(self, name: str) -> CopyButton:
        copy = CopyButton(self.tr("Copy"), name)
        copy.wanted.connect(lambda: copy.copy(self.item.message.text))
        return copy


def in_order(after: QWidget, views: Iterable[MessageView]) -> None:
    """Let Tab go from `after` through the messages and what is in each, as they are read.

    Widgets made later stand last in Qt's own order, wherever they are put.
    """
    for view in views:
        QWidget.setTabOrder(after, view)
        after = view
        inside = [(widget.mapTo(view, widget.rect().topLeft()), widget) for widget in _stops(view)]
        for _place, widget in sorted(inside, key=lambda one: (one[0].y(), one[0].x())):
            QWidget.setTabOrder(after, widget)
            after = widget


def _stops(view: QWidget) -> list[QWidget]:
    """Return what Tab stops at inside a message."""
    tab = Qt.FocusPolicy.TabFocus
    return [widget for widget in view.findChildren(QWidget) if widget.focusPolicy() & tab]
