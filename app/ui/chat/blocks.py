"""The pieces a message is drawn with: running text, code with a copy button, an agent's letter."""

from __future__ import annotations

import asyncio
from html import escape
from math import ceil

from PySide6.QtCore import QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QPainter,
    QPaintEvent,
    QTextCursor,
    QTextDocument,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.ui.chat.markdown import MAX_BLOCK_CHARS, Block, Code, render
from app.ui.theme import Theme, set_role

LONG_CHARS = 4_000
"""Longer texts are read as Markdown in a thread."""

COPIED_MS = 1_500
"""How long a copy button says that it copied."""


class TextBlock(QTextBrowser):
    """Running text, as high as its content. Loads no resource and opens no link by itself.

    `link` carries the address of a link the person chose.
    """

    link = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, wrap: bool = True) -> None:
        super().__init__(parent)
        self._theme = theme
        self._html = ""
        self._wrap = wrap
        set_role(self, "bare")
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if wrap:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        else:
            self.setLineWrapMode(QTextEdit.LineWrapMode.NoWrap)
            self.setFont(theme.font("code"))
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().setDefaultStyleSheet(_style(theme))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.anchorClicked.connect(lambda url: self.link.emit(url.toString()))
        theme.changed.connect(self._restyle)

    def show_html(self, html: str) -> None:
        """Replace the content by HTML that `markdown` made."""
        self._html = html
        self.setHtml(html)
        linked = "<a href" in html
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if linked else Qt.FocusPolicy.ClickFocus)

    def fit(self, width: int) -> None:
        """Take exactly this width and the height that the content then needs."""
        self.ensurePolished()
        self.setFixedWidth(width)
        document = self.document()
        if self._wrap:
            document.setTextWidth(width)
            extra = 0
        else:
            bar = self.horizontalScrollBar().sizeHint().height()
            extra = bar if document.idealWidth() > width else 0
        self.setFixedHeight(ceil(document.size().height()) + extra)

    def fit_within(self, most: int) -> None:
        """Take no more width than the longest line needs, and never more than this."""
        self.fit(most)
        needed = ceil(self.document().idealWidth()) + 1
        if needed < most:
            self.fit(max(24, needed))

    def mark(self, words: str) -> None:
        """Put a soft ground under every occurrence of the words; none for empty words."""
        marks = []
        cursor = QTextCursor(self.document())
        while words and not (cursor := self.document().find(words, cursor)).isNull():
            selection = QTextEdit.ExtraSelection()
            selection.cursor = cursor
            selection.format.setBackground(self._theme.colour("warn_soft"))
            marks.append(selection)
        self.setExtraSelections(marks)

    def loadResource(self, kind: int, _name: QUrl | str) -> object:  # noqa: N802 - Qt's name
        """Give Qt an empty picture or nothing: no file and no address is ever read.

        An empty picture and not None, because Qt's picture handler opens the file itself when it
        is given nothing.
        """
        if kind == QTextDocument.ResourceType.ImageResource.value:
            image = QImage(1, 1, QImage.Format.Format_ARGB32)
            image.fill(Qt.GlobalColor.transparent)
            return image
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        """Leave scrolling to the column, save sideways in code."""
        if not self._wrap and event.angleDelta().x():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _restyle(self) -> None:
        self.document().setDefaultStyleSheet(_style(self._theme))
        if self._html:
            self.setHtml(self._html)


class CodeBlock(QFrame):
    """Code on a sunken ground, with its language and a copy button."""

    def __init__(self, theme: Theme, code: Code, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "code")
        self._code = code
        self._text = TextBlock(theme, wrap=False)
        self._language = QLabel()
        set_role(self._language, "faint")
        copy = CopyButton(self.tr("Copy"), self.tr("Copy this code"))
        copy.wanted.connect(lambda: copy.copy(self._code.text))
        top = QHBoxLayout()
        top.addWidget(self._language)
        top.addStretch(1)
        top.addWidget(copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 4, 6, 6)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self._text)
        self.show_code(code)

    def show_code(self, code: Code) -> None:
        """Show this code from now on."""
        self._code = code
        self._language.setText(code.language)
        shown = code.text[:MAX_BLOCK_CHARS]
        self._text.show_html(f"<pre>{code.html or escape(shown, quote=False)}</pre>")
        if len(code.text) > MAX_BLOCK_CHARS:
            missing = self.locale().toString(len(code.text) - MAX_BLOCK_CHARS)
            text = self.tr("{count} more characters; Copy takes all of them.")
            self._language.setText(text.format(count=missing))

    def fit(self, width: int) -> None:
        """Take exactly this width."""
        self.setFixedWidth(width)
        self._text.fit(width - 20)

    def mark(self, words: str) -> None:
        """See `TextBlock.mark`."""
        self._text.mark(words)


class CopyButton(QPushButton):
    """A quiet button that copies and says so for a moment."""

    wanted = Signal()

    def __init__(self, text: str, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._words = text
        set_role(self, "quiet")
        if name:
            self.setAccessibleName(name)
        self._back = QTimer(self, singleShot=True, interval=COPIED_MS)
        self._back.timeout.connect(lambda: self.setText(self._words))
        self.clicked.connect(self.wanted)

    def copy(self, text: str) -> None:
        """Put `text` on the clipboard and say so."""
        QGuiApplication.clipboard().setText(text)
        self.setText(self.tr("Copied"))
        self._back.start()


class Avatar(QWidget):
    """An agent's letter on its colour. Decoration: the name always stands beside it."""

    def __init__(self, theme: Theme, name: str, size: int = 32) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self.setFixedSize(size, size)

    def rename(self, name: str) -> None:
        """Stand for another agent."""
        self._name = name
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw it."""
        painter = QPainter(self)
        draw_avatar(painter, QRectF(self.rect()), self._name, self._theme)


def draw_avatar(painter: QPainter, place: QRectF, name: str, theme: Theme) -> None:
    """Draw an agent's letter where a widget or a list row wants it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.avatar_colour(name))
    radius = theme.size.avatar_radius * place.width() / 32
    painter.drawRoundedRect(place, radius, radius)
    font = theme.font("body")
    font.setPixelSize(round(place.height() * 0.4))
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name[:1].upper())
    painter.restore()


def _style(theme: Theme) -> str:
    """Return the stylesheet of documents; Qt knows a small part of CSS."""
    t = theme.tokens
    mono = theme.font("code").family()
    body, small = theme.px("body"), theme.px("small")
    return f"""
    p {{ margin: 0 0 8px 0; line-height: 140%; }}
    li {{ line-height: 140%; }}
    ul, ol {{ margin: 0 0 6px 0; -qt-list-indent: 1; }}
    .h1, .h2, .h3 {{ font-size: {body}px; font-weight: 600; margin: 6px 0 4px 0; }}
    .h1 {{ font-size: {theme.px("title") + 2}px; }}
    .h2 {{ font-size: {theme.px("title")}px; }}
    a {{ color: {t.accent}; text-decoration: underline; }}
    code, pre {{ font-family: '{mono}'; font-size: {small}px; }}
    code {{ background-color: {t.sunken}; }}
    pre {{ margin: 0; line-height: 140%; white-space: pre; }}
    blockquote {{ color: {t.muted}; margin: 0 0 8px 16px; }}
    th {{ font-weight: 600; text-align: left; }}
    th, td {{ border: 1px solid {t.border}; padding: 4px 8px; }}
    table {{ border-collapse: collapse; margin: 4px 0 10px 0; }}
    .k {{ color: {t.code_keyword}; }}
    .s {{ color: {t.code_string}; }}
    .n {{ color: {t.code_number}; }}
    .c {{ color: {t.code_comment}; }}
    .f {{ color: {t.code_name}; }}
    """


async def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the blocks of a Markdown text; a long one is read in a thread."""
    if len(text) > LONG_CHARS:
        return await asyncio.to_thread(render, text)
    return render(text)
