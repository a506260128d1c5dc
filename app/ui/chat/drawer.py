"""Why this answer? What was remembered, what the prompt was made of, and how long it took."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.core.message import Memory
from app.core.trace import Trace, TraceHit, TraceView
from app.ui.chat.words import duration, money, number, on_one_line, short_day, tokens
from app.ui.icons import IconButton
from app.ui.theme import Theme, set_role

EXCERPT = 160
"""Letters of a memory shown in its card; the whole is in its tooltip."""

NARROW = "\N{NO-BREAK SPACE}"
"""Keeps a word and its figure on one line."""

PART_TINTS = ("accent", "info", "warn", "ok", "control")


class WhyDrawer(QFrame):
    """Built anew from each `TraceView`; `closed` when the person wants it gone."""

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "drawer")
        self.setFixedWidth(theme.size.drawer)
        self._theme = theme
        title = QLabel(self.tr("Why this answer?"))
        set_role(title, "strong")
        close = IconButton(theme, "close", self.tr("Close"), size=16)
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.setContentsMargins(16, 12, 10, 4)
        top.addWidget(title)
        top.addStretch(1)
        top.addWidget(close)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(self.tr("Why this answer?"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._scroll, 1)
        self.say(self.tr("Send a message, and this shows where the answer came from."))

    def say(self, sentence: str) -> None:
        """Show one sentence instead of a trace."""
        page, column = self._page()
        column.addWidget(_label(sentence, "small"))
        column.addStretch(1)
        self._scroll.setWidget(page)

    def show_trace(self, view: TraceView, *, local: bool) -> None:
        """Show where an answer came from."""
        page, column = self._page()
        trace = view.trace
        column.addWidget(_label(self.tr("Remembered"), "section"))
        for at, (hit, memory) in enumerate(view.recalled, 1):
            column.addWidget(self._memory(at, hit, memory))
        if not view.recalled:
            none = trace.recall_note or self.tr("Nothing from before was needed.")
            column.addWidget(_label(none, "small"))
        column.addSpacing(12)
        self._prompt(column, trace)
        column.addSpacing(12)
        self._steps(column, trace, local=local)
        column.addStretch(1)
        self._scroll.setWidget(page)

    def _page(self) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        set_role(page, "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(6)
        return page, column

    def _memory(self, at: int, hit: TraceHit, memory: Memory | None) -> QFrame:
        card = QFrame()
        set_role(card, "card")
        layout = QVBoxLayout(card)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(3)
        if memory is None:
            layout.addWidget(_label(self.tr("A memory that was forgotten since"), "small"))
            return card
        text = on_one_line(memory.text)
        excerpt = text if len(text) <= EXCERPT else f"{text[:EXCERPT].rstrip()}…"
        words = _label(f"{number(at)}  “{excerpt}”", "body_small")
        words.setToolTip(memory.text[:2_000])
        score = QLocale().toString(float(hit.score), "f", 2)
        source = " · ".join(
            (
                self._origin(memory),
                short_day(memory.at),
                self.tr("score {score}").format(score=score).replace(" ", NARROW),
            )
        )
        layout.addWidget(words)
        layout.addWidget(_label(source, "faint"))
        return card

    def _origin(self, memory: Memory) -> str:
        places = {
            "chat": self.tr("this computer"),
            "cli": self.tr("terminal"),
            "import": self.tr("imported"),
        }
        return f"{memory.author}, {places.get(memory.source, memory.source)}"

    def _prompt(self, column: QVBoxLayout, trace: Trace) -> None:
        used = sum(part.tokens for part in trace.parts) or trace.prompt_tokens
        words = self.tr("Prompt · {used} of {all} tokens")
        whole = max(used, trace.context_tokens)
        column.addWidget(_label(words.format(used=number(used), all=number(whole)), "section"))
        sizes = [part.tokens for part in trace.parts]
        column.addWidget(PromptBar(self._theme, sizes, whole))
        names = {
            "character": self.tr("Character and tools"),
            "history": self.tr("Conversation"),
            "recalled": self.tr("Memories and knowledge"),
            "message": self.tr("Clock and message"),
        }
        for part in trace.parts:
            row = self._row(names.get(part.name, part.name), number(part.tokens))
            row.setToolTip(part.why)
            column.addWidget(row)
            if part.cut:
                left_out = self.tr("{n} left out to fit").format(n=number(part.cut))
                column.addWidget(_label(part.why or left_out, "faint"))
        if trace.cached_tokens:
            column.addWidget(
                self._row(self.tr("Already known to the model"), number(trace.cached_tokens))
            )

    def _steps(self, column: QVBoxLayout, trace: Trace, *, local: bool) -> None:
        column.addWidget(_label(self.tr("Steps"), "section"))
        names = {
            "recall": self.tr("Recall"),
            "first token": self.tr("First token"),
            "answer": self.tr("Answer"),
            "prompt": self.tr("Prompt"),
            "history": self.tr("Conversation"),
            "model": self.tr("Model ready"),
            "commit": self.tr("Saved"),
        }
        for step in trace.steps:
            name = names.get(step.name, step.name.replace("_", " ").capitalize())
            column.addWidget(self._row(name, duration(step.ms)))
        column.addWidget(self._row(self.tr("Together"), duration(trace.total_ms)))
        column.addWidget(self._row(self.tr("Written"), tokens(trace.completion_tokens)))
        column.addWidget(self._row(self.tr("Cost"), money(trace.cost_usd, local=local)))
        if trace.model:
            column.addWidget(self._row(self.tr("Model"), trace.model))

    def _row(self, name: str, value: str) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(_label(name, "small"), 1)
        figure = _label(value, "body_small")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.addWidget(figure)
        return row


class PromptBar(QWidget):
    """The parts of the prompt side by side; the rows below it say the same in words."""

    def __init__(self, theme: Theme, sizes: list[int], whole: int) -> None:
        super().__init__()
        self._theme = theme
        self._sizes = sizes
        self._whole = max(1, whole)
        self.setFixedHeight(8)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw every part at least 2 px wide."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), self._theme.colour("border"))
        left = 0.0
        for at, size in enumerate(self._sizes):
            width = max(2.0, self.width() * size / self._whole) if size else 0.0
            tint = self._theme.colour(PART_TINTS[at % len(PART_TINTS)])
            painter.fillRect(QRectF(left, 0, width, self.height()), tint)
            left += width


def _label(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    set_role(label, role)
    return label
