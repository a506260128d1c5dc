"""One message on the screen: an own one as a bubble, an agent's as plain text with its letter."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.message import MessageStatus
from app.ui.chat.blocks import Avatar, CodeBlock, CopyButton, TextBlock
from app.ui.chat.markdown import MAX_BLOCK_CHARS, Block, Code, Growing, Rich
from app.ui.chat.outcome import Outcome
from app.ui.chat.session import Item
from app.ui.chat.words import moment, number, outcome
from app.ui.theme import Theme, set_role

GUTTER = 44
"""The agent's letter and the space beside it, in pixels."""

BUBBLE_PAD = 14


class MessageView(QWidget):
    """What own and agents' messages have in common: the item, its width, its quiet actions."""

    link = Signal(str)
    retry = Signal(object)
    resume = Signal(object)

    def __init__(self, theme: Theme, item: Item) -> None:
        super().__init__()
        self.item = item
        self._theme = theme
        self._width = 0
        self._last = False
        self._actions = QFrame()
        set_role(self._actions, "actions")
        self._row = QHBoxLayout(self._actions)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)

    def fit(self, width: int) -> None:
        """Take exactly this width."""
        self._width = width
        self.setFixedWidth(width)

    def refresh(self) -> None:
        """Show the item as it is now."""
        raise NotImplementedError

    def mark(self, words: str) -> None:
        """Put a soft ground under the words."""
        raise NotImplementedError

    def set_last(self, last: bool) -> None:
        """The newest reply shows its actions all the time."""
        self._last = last
        self._wake(last)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Show the actions under the pointer."""
        super().enterEvent(event)
        self._wake(True)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Hide them again."""
        super().leaveEvent(event)
        self._wake(self._last)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Show the actions while one of them has the keyboard."""
        if event.type() == QEvent.Type.FocusIn:
            self._wake(True)
        elif event.type() == QEvent.Type.FocusOut:
            self._wake(self._last or self.underMouse())
        return super().eventFilter(watched, event)

    def _action(self, button: QPushButton) -> None:
        """Put a button into the row; it keeps its place while it cannot be seen."""
        set_role(button, "quiet")
        button.installEventFilter(self)
        self._row.addWidget(button)

    def _wake(self, awake: bool) -> None:
        if self._actions.property("awake") == awake:
            return
        self._actions.setProperty("awake", awake)
        style = self._actions.style()
        for widget in (self._actions, *self._actions.findChildren(QWidget)):
            style.unpolish(widget)
            style.polish(widget)


class OwnMessage(MessageView):
    """What the person said: plain text, never Markdown, in a soft bubble at the right."""

    def __init__(self, theme: Theme, item: Item) -> None:
        super().__init__(theme, item)
        self._bubble = QFrame()
        set_role(self._bubble, "bubble")
        self._text = TextBlock(theme)
        inner = QVBoxLayout(self._bubble)
        inner.setContentsMargins(BUBBLE_PAD, 10, BUBBLE_PAD, 6)
        inner.addWidget(self._text)
        copy = CopyButton(self.tr("Copy"), self.tr("Copy this message"))
        copy.wanted.connect(lambda: copy.copy(self.item.message.text))
        self._time = QLabel()
        set_role(self._time, "faint")
        self._row.addStretch(1)
        self._row.addWidget(self._time)
        self._action(copy)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._actions, 1, Qt.AlignmentFlag.AlignBottom)
        layout.addWidget(self._bubble)
        self.refresh()

    def refresh(self) -> None:
        """Show the item as it is now."""
        message = self.item.message
        shown = escape(message.text[:MAX_BLOCK_CHARS]).replace("\n", "<br>")
        self._text.show_html(f"<div style='line-height: 140%'>{shown}</div>")
        self._time.setText(moment(message.at))
        if self._width:
            self.fit(self._width)

    def fit(self, width: int) -> None:
        """Take this width; the bubble is as wide as its text needs, at most 80 %."""
        super().fit(width)
        most = round(width * 0.8) - 2 * BUBBLE_PAD
        self._text.fit(max(24, min(most, self._text.ideal_width() + 1)))

    def mark(self, words: str) -> None:
        """See `MessageView.mark`."""
        self._text.mark(words)


class AgentMessage(MessageView):
    """An agent's reply: Markdown while it grows, and what became of it when it broke off."""

    def __init__(self, theme: Theme, item: Item) -> None:
        super().__init__(theme, item)
        self._growing = Growing()
        self._blocks: list[Block] = []
        self._views: list[TextBlock | CodeBlock] = []
        self._note = QLabel()
        set_role(self._note, "small")
        self._missing = QLabel()
        set_role(self._missing, "faint")
        self._card: Outcome | None = None
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 5, 0, 0)
        self._body.setSpacing(8)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addLayout(self._body)
        column.addWidget(self._missing)
        column.addWidget(self._note)
        self._column = column
        self._build_actions()
        column.addWidget(self._actions)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GUTTER - 32)
        layout.addWidget(Avatar(theme, item.message.author), 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(column, 1)
        self.refresh()

    def fit(self, width: int) -> None:
        """Take exactly this width."""
        super().fit(width)
        for view in self._views:
            view.fit(width - GUTTER)
        if self._card is not None:
            self._card.setFixedWidth(width - GUTTER)

    def mark(self, words: str) -> None:
        """See `MessageView.mark`."""
        for view in self._views:
            view.mark(words)

    def grow(self) -> None:
        """Show the text that was added; only the last block is drawn again."""
        first, blocks = self._growing.update(self.item.message.text)
        self.show_blocks([*self._blocks[:first], *blocks])
        self._say_note()

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show these blocks, keeping every widget whose block is the same."""
        self._missing.setVisible(False)
        for at, block in enumerate(blocks):
            if at < len(self._blocks) and self._blocks[at] == block:
                continue
            if at < len(self._views) and _fits(self._views[at], block):
                _show(self._views[at], block)
            else:
                self._cut_views(at)
                self._views.append(self._make(block))
                self._body.addWidget(self._views[at])
            if self._width:
                self._views[at].fit(self._width - GUTTER)
            if isinstance(block, Rich) and block.missing:
                count = QLocale().toString(block.missing)
                text = self.tr("{count} more characters; Copy takes all of them.")
                self._missing.setText(text.format(count=count))
                self._missing.setVisible(True)
        self._cut_views(len(blocks))
        self._blocks = list(blocks)

    def refresh(self) -> None:
        """Show state, outcome and actions of the item; the text comes by `show_blocks`."""
        item = self.item
        self._say_note()
        whole = item.message.status is MessageStatus.WHOLE
        if self._card is not None:
            self._column.removeWidget(self._card)
            self._card.deleteLater()
            self._card = None
        if not item.live and (item.error is not None or not whole):
            self._card = Outcome(item)
            self._card.retry.connect(lambda: self.retry.emit(self.item))
            self._card.resume.connect(lambda: self.resume.emit(self.item))
            self._column.insertWidget(self._column.indexOf(self._actions), self._card)
            if self._width:
                self._card.setFixedWidth(self._width - GUTTER)
        self._actions.setVisible(not item.live and bool(item.message.text))
        self._retry.setVisible(whole)
        self._facts.setText(outcome(item))
        name, text = item.message.author, item.message.text
        self.setAccessibleName(self.tr("{name} said").format(name=name))
        self.setAccessibleDescription(text[:1000])

    def _say_note(self) -> None:
        item = self.item
        name = item.message.author
        if not item.live:
            words = ""
        elif item.ahead:
            one = self.tr("Waiting: one earlier message comes first")
            many = self.tr("Waiting: {n} earlier messages come first")
            words = one if item.ahead == 1 else many.format(n=number(item.ahead))
        elif not item.message.text:
            words = self.tr("{name} is thinking").format(name=name)
        else:
            words = self.tr("{name} is writing").format(name=name)
        self._note.setText(words)
        self._note.setVisible(bool(words))

    def _build_actions(self) -> None:
        copy = CopyButton(self.tr("Copy"), self.tr("Copy this reply"))
        copy.wanted.connect(lambda: copy.copy(self.item.message.text))
        self._retry = QPushButton(self.tr("Retry"))
        self._retry.setAccessibleName(self.tr("Write another reply"))
        self._retry.clicked.connect(lambda: self.retry.emit(self.item))
        self._facts = QLabel()
        set_role(self._facts, "faint")
        self._action(copy)
        self._action(self._retry)
        self._row.addWidget(self._facts)
        self._row.addStretch(1)
        self._row.setContentsMargins(0, 0, 0, 0)
        copy.setStyleSheet("margin-left: -5px")

    def _make(self, block: Block) -> TextBlock | CodeBlock:
        if isinstance(block, Code):
            return CodeBlock(self._theme, block)
        view = TextBlock(self._theme)
        view.link.connect(self.link)
        view.show_html(block.html)
        return view

    def _cut_views(self, keep: int) -> None:
        for view in self._views[keep:]:
            self._body.removeWidget(view)
            view.deleteLater()
        del self._views[keep:]


def _fits(view: TextBlock | CodeBlock, block: Block) -> bool:
    return isinstance(view, CodeBlock) == isinstance(block, Code)


def _show(view: TextBlock | CodeBlock, block: Block) -> None:
    if isinstance(view, CodeBlock) and isinstance(block, Code):
        view.show_code(block)
    elif isinstance(view, TextBlock) and isinstance(block, Rich):
        view.show_html(block.html)
