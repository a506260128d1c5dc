"""One field of a character: its title, what it does, its text, and what is wrong with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.core.characters.character import MAX_NAME_CHARS, Kind
from app.ui.agents.text_box import TextBox
from app.ui.models.character_words import FieldWords, hint, rule
from app.ui.models.field_text import written
from app.ui.panes.pieces import column, label, row
from app.ui.theme import Theme, set_role

LEAST = {Kind.TEXT: 2, Kind.LINES: 2, Kind.TALKS: 3, Kind.LORE: 3}
"""Lines of an empty field."""

CODE = (Kind.TEXTS, Kind.VALUES)
"""Kinds that are JSON, in letters of one width."""


class FieldRow(QWidget):
    """`edited` when the person changed the text. Nothing is read here: see `draft`."""

    edited = Signal()

    def __init__(self, theme: Theme, words: FieldWords) -> None:
        super().__init__()
        self.words = words
        self._shown = ""
        self.control: QLineEdit | TextBox = self._make(theme)
        self.control.setAccessibleName(words.title)
        self.control.setAccessibleDescription(words.about)
        self.control.setPlaceholderText(hint(words.kind))
        self.control.setToolTip(rule(words.kind))
        self.back = _quiet(self.tr("Put back"), self._undo)
        keeps = self.back.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(keeps)
        self.back.setAccessibleName(self.tr("Put back: {field}").format(field=words.title))
        self.anew = _quiet(self.tr("Write it anew"), self._begin_anew)
        self.note = label("", "small", wrap=True)
        self.note.hide()
        self.error = label("", "danger", wrap=True)
        self.error.hide()
        layout = column(self, gap=3)
        self._build(layout)
        self._mark()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.control.text if isinstance(self.control, TextBox) else self.control.text()

    @property
    def changed(self) -> bool:
        """Whether the person changed it."""
        return self.text != self._shown

    def show_value(self, value: Any) -> None:
        """Show a value as stored; what was typed before is gone."""
        self._show(written(self.words.kind, value))
        self._shown = self.text
        self.refuse("")
        self._mark()

    def rebase(self, value: Any) -> None:
        """Take another stored value; what was typed stays and counts as a change of that one."""
        self._shown = written(self.words.kind, value)
        self._mark()

    def put_back(self) -> None:
        """Show the stored value again."""
        self._show(self._shown)
        self._changed()

    def refuse(self, sentence: str) -> None:
        """Say what is wrong with the text; '' takes it back. The text stays."""
        if self.error.text() != sentence:
            self.error.setText(sentence)
            self.control.setAccessibleDescription(sentence or self.words.about)
        self.error.setVisible(bool(sentence))

    def _make(self, theme: Theme) -> QLineEdit | TextBox:
        kind = self.words.kind
        if kind is Kind.LINE:
            line = QLineEdit()
            line.setMaxLength(MAX_NAME_CHARS if self.words.name == "name" else 1_000)
            # Qt puts two pixels there, which the larger fields do not have.
            line.setTextMargins(-2, 0, -2, 0)
            line.textEdited.connect(self._changed)
            return line
        box = TextBox(theme, LEAST.get(kind, 1), code=kind in CODE)
        box.textChanged.connect(self._changed)
        box.refused.connect(self._refuse_paste)
        return box

    def _build(self, layout: QVBoxLayout) -> None:
        title: QLabel = label(self.words.title, "strong", wrap=True)
        title.setBuddy(self.control)
        top = row(gap=8)
        top.addWidget(title, 1)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(top)
        layout.addWidget(label(self.words.about, "small", wrap=True))
        layout.addSpacing(3)
        layout.addWidget(self.control)
        under = row(gap=8)
        under.addWidget(self.note, 1)
        under.addWidget(self.anew, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(under)
        layout.addWidget(self.error)
        for first, then in ((self.control, self.back), (self.back, self.anew)):
            QWidget.setTabOrder(first, then)

    def _show(self, text: str) -> None:
        self.control.blockSignals(True)
        if isinstance(self.control, TextBox):
            self.control.show_text(text)
            self.control.fit()
        else:
            self.control.setMaxLength(max(self.control.maxLength(), len(text)))
            self.control.setText(text)
            self.control.setCursorPosition(0)
        self.control.blockSignals(False)
        self._say_length()

    def _changed(self) -> None:
        self._mark()
        self.edited.emit()

    def _mark(self) -> None:
        self.back.setVisible(self.changed)

    def _undo(self) -> None:
        self.control.setFocus()
        self.put_back()

    def _begin_anew(self) -> None:
        self._show("")
        self.control.setFocus()
        self._changed()

    def _say_length(self) -> None:
        cut = isinstance(self.control, TextBox) and not self.control.whole
        self.anew.setVisible(cut)
        self.note.setVisible(cut)
        if cut:
            words = self.tr("{n} letters: too long to be changed here. This is the beginning.")
            self.note.setText(words.format(n=QLocale().toString(len(self.text))))

    def _refuse_paste(self) -> None:
        self.refuse(self.tr("That is too long for a field, so it was not pasted."))


def _quiet(text: str, act: Any) -> QPushButton:
    button = QPushButton(text)
    set_role(button, "quiet")
    button.clicked.connect(lambda _checked=False: act())
    button.hide()
    return button
