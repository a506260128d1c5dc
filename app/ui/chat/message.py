"""One message on the screen: an own one as a bubble, an agent's as plain text with its letter."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QLocale, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.core.message import MessageStatus
from app.ui.chat.actions import INDENT, ActionRow, row_height
from app.ui.chat.blocks import CodeBlock, TextBlock, draw_avatar
from app.ui.chat.item import Item
from app.ui.chat.markdown import MAX_BLOCK_CHARS, Block, Code, Growing, Rich
from app.ui.chat.message_view import MessageView
from app.ui.chat.outcome import Outcome
from app.ui.chat.words import doing, moment, number, outcome
from app.ui.theme import Theme, set_role

GUTTER = 44
"""The agent's letter and the space beside it, in pixels."""

LETTER = 32
"""Width and height of the letter."""

BUBBLE_PAD = 14


class OwnMessage(MessageView):
    """What the person said: plain text, never Markdown, in a soft bubble at the right."""

    def __init__(self, theme: Theme, item: Item) -> None:
        super().__init__(theme, item)
        self._text = TextBlock(theme, self)
        self._shown = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 10, BUBBLE_PAD, 6)
        layout.addStretch(1)
        layout.addWidget(self._text)
        self.refresh()

    def bubble(self) -> QRectF:
        """Return the place of the bubble."""
        return QRectF(self._text.geometry().adjusted(-BUBBLE_PAD, -10, BUBBLE_PAD, 6))

    def refresh(self) -> None:
        """Show the item as it is now."""
        super().refresh()
        text = self.item.message.text
        if text == self._shown:
            return
        self._shown = text
        shown = escape(text[:MAX_BLOCK_CHARS]).replace("\n", "<br>")
        self._text.show_html(f"<div style='line-height: 140%'>{shown}</div>")
        if self._width:
            self.fit(self._width)

    def fit(self, width: int) -> None:
        """Take this width; the bubble is as wide as its text needs, at most 80 %."""
        super().fit(width)
        self._text.fit_within(round(width * 0.8) - 2 * BUBBLE_PAD)

    def mark(self, words: str) -> None:
        """See `MessageView.mark`."""
        self._text.mark(words)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the bubble; its corner at the bottom right points to who said it."""
        place, radius = self.bubble(), self._theme.size.card_radius
        shape = QPainterPath()
        shape.addRoundedRect(place, radius, radius)
        corner = QPainterPath()
        corner.addRoundedRect(place.adjusted(place.width() / 2, place.height() / 2, 0, 0), 3, 3)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(shape.united(corner), self._theme.colour("accent_soft"))
        painter.end()
        super().paintEvent(event)

    def _make_actions(self) -> ActionRow:
        copy = self._copy_button(self.tr("Copy this message"))
        return ActionRow(self, moment(self.item.message.at), [copy], fact_first=True)

    def _place(self) -> None:
        if self._actions is not None:
            wide, high = self._actions.sizeHint().width(), row_height(self._theme)
            left = max(0, round(self.bubble().left()) - wide - 6)
            self._actions.setGeometry(left, self.height() - high, wide, high)


class AgentMessage(MessageView):
    """An agent's reply: Markdown while it grows, and what became of it when it broke off."""

    def __init__(self, theme: Theme, item: Item) -> None:
        super().__init__(theme, item)
        self._growing = Growing()
        self._blocks: list[Block] = []
        self._views: list[TextBlock | CodeBlock] = []
        self._note: QLabel | None = None
        self._missing: QLabel | None = None
        self._card: Outcome | None = None
        self._body = QVBoxLayout()
        self._body.setSpacing(8)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(4)
        self._column.addLayout(self._body)
        self.refresh()

    def fit(self, width: int) -> None:
        """Take exactly this width."""
        super().fit(width)
        for view in self._views:
            view.fit(width - GUTTER)
        if self._card is not None:
            self._card.setFixedWidth(width - GUTTER)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the letter."""
        painter = QPainter(self)
        draw_avatar(painter, QRectF(0, 0, LETTER, LETTER), self.item.message.author, self._theme)
        painter.end()
        super().paintEvent(event)

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
        self._cut_views(len(blocks))
        self._blocks = list(blocks)
        left_out = max((b.missing for b in blocks if isinstance(b, Rich)), default=0)
        words = self.tr("{count} more characters; Copy takes all of them.")
        said = words.format(count=QLocale().toString(left_out)) if left_out else ""
        self._missing = self._tell(self._missing, said, "faint")

    def refresh(self) -> None:
        """Show state, outcome and actions of the item; the text comes by `show_blocks`."""
        item = self.item
        self._say_note()
        whole = item.message.status is MessageStatus.WHOLE
        if self._card is not None:
            self._column.removeWidget(self._card)
            self._card.hide()
            self._card.deleteLater()
            self._card = None
        if not item.live and (item.error is not None or not whole):
            self._card = Outcome(item)
            self._card.retry.connect(lambda: self.retry.emit(self.item))
            self._card.resume.connect(lambda: self.resume.emit(self.item))
            self._column.addWidget(self._card)
            if self._width:
                self._card.setFixedWidth(self._width - GUTTER)
        foot = row_height(self._theme) + 4 if self._done else 12
        self._column.setContentsMargins(GUTTER, 5, 0, foot)
        super().refresh()

    @property
    def _done(self) -> bool:
        return not self.item.live and bool(self.item.message.text)

    def _say_note(self) -> None:
        item = self.item
        name = item.message.author
        if not item.live:
            words = ""
        elif item.ahead:
            one = self.tr("Waiting: one earlier message comes first")
            many = self.tr("Waiting: {n} earlier messages come first")
            words = one if item.ahead == 1 else many.format(n=number(item.ahead))
        elif item.doing:
            words = doing(item.doing)
        elif not item.message.text:
            words = self.tr("{name} is thinking").format(name=name)
        else:
            words = self.tr("{name} is writing").format(name=name)
        self._note = self._tell(self._note, words, "small")

    def _tell(self, label: QLabel | None, words: str, role: str) -> QLabel | None:
        """Say something under the text; a label exists only while there is something to say."""
        if not words:
            if label is not None:
                self._column.removeWidget(label)
                label.hide()
                label.deleteLater()
            return None
        if label is None:
            label = QLabel()
            set_role(label, role)
            self._column.insertWidget(1, label)
        label.setText(words)
        return label

    def _make_actions(self) -> ActionRow | None:
        if not self._done:
            return None
        buttons: list[QPushButton] = [self._copy_button(self.tr("Copy this reply"))]
        if self.item.message.status is MessageStatus.WHOLE:
            retry = QPushButton(self.tr("Retry"))
            retry.setAccessibleName(self.tr("Write another reply"))
            retry.clicked.connect(lambda: self.retry.emit(self.item))
            buttons.append(retry)
        return ActionRow(self, outcome(self.item), buttons, fact_first=False)

    def _place(self) -> None:
        if self._actions is not None:
            left, high = GUTTER - INDENT, row_height(self._theme)
            self._actions.setGeometry(left, self.height() - high, self.width() - left, high)

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
