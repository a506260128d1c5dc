"""The versions of a character: what was changed when, and the way back to each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from app.core.characters.diff import told
from app.core.library import BACK_TO, Version
from app.ui.agents.fold import Fold
from app.ui.agents.words import quoted
from app.ui.models.character_words import titles
from app.ui.panes.pieces import Page, card, column, empty, label, row
from app.ui.status import Dot
from app.ui.theme import Theme, set_role

AT_FIRST = 30
"""So many versions are shown before somebody asks for the others."""

translate = QCoreApplication.translate


class VersionList(QWidget):
    """Newest first; the first one is in force. `restore` carries a version's number."""

    restore = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._versions: list[Version] = []
        self._page = Page(self.tr("Versions"))
        self._list = column(gap=10)
        self._page.body.addLayout(self._list)
        self._page.body.addStretch(1)
        column(self).addWidget(self._page)

    @property
    def count(self) -> int:
        """How many there are, as far as they were read."""
        return len(self._versions)

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Show these, newest first."""
        if list(versions) == self._versions and self._list.count():
            return
        self._versions = list(versions)
        self._fill(AT_FIRST)

    def _fill(self, most: int) -> None:
        empty(self._list)
        for version in self._versions[:most]:
            self._list.addWidget(self._card(version))
        left = len(self._versions) - most
        if left > 0:
            words = self.tr("Show {n} older versions").format(n=QLocale().toString(left))
            older = QPushButton(words)
            set_role(older, "link")
            older.clicked.connect(lambda _checked=False: self._fill(len(self._versions)))
            self._list.addWidget(older, 0, Qt.AlignmentFlag.AlignLeft)
        if not self._versions:
            words = self.tr("Its versions appear here as soon as they have been read.")
            self._list.addWidget(label(words, "muted", wrap=True))

    def _card(self, version: Version) -> QFrame:
        frame = card()
        inside = column(frame, gap=6)
        inside.setContentsMargins(14, 12, 14, 12)
        top = row(gap=8)
        top.addWidget(label(self.tr("Version {n}").format(n=version.number), "strong"))
        top.addStretch(1)
        if version is self._versions[0]:
            top.addWidget(Dot(self._theme, "ok"))
            top.addWidget(label(self.tr("in force"), "small"))
        else:
            top.addWidget(self._button(version))
        inside.addLayout(top)
        at = QDateTime.fromSecsSinceEpoch(int(version.at.timestamp()))
        when = QLocale().toString(at, QLocale.FormatType.ShortFormat)
        said = f"{when} · {note_words(version.note)}" if version.note else when
        inside.addWidget(label(said, "small", wrap=True))
        self._changes(inside, version)
        return frame

    def _changes(self, inside: QVBoxLayout, version: Version) -> None:
        names = titles()
        for change in version.changes:
            inside.addWidget(label(names.get(change.field, change.field), "section"))
            inside.addWidget(Fold(told(change), _line))

    def _button(self, version: Version) -> QPushButton:
        words = self.tr("Restore")
        button = QPushButton(words)
        set_role(button, "chip")
        button.setAccessibleName(self.tr("Restore version {n}").format(n=version.number))
        button.clicked.connect(lambda _checked=False: self.restore.emit(version.number))
        return button


def note_words(note: str) -> str:
    """Return what made a version, in the person's language; what is not known stays as it is."""
    known = {
        "Edited": translate("Versions", "Edited"),
        "Came with Familiar": translate("Versions", "Came with Familiar"),
        "Updated with Familiar": translate("Versions", "Updated with Familiar"),
    }
    for begin, words in (
        (BACK_TO, translate("Versions", "Back to version {what}")),
        ("Imported from ", translate("Versions", "Imported from {what}")),
        ("Copied from ", translate("Versions", "Copied from {what}")),
    ):
        if note.startswith(begin):
            return words.format(what=quoted(note.removeprefix(begin)))
    return known.get(note) or quoted(note)


def _line(text: str) -> QWidget:
    """Return a line of a change; its sign says what its colour repeats."""
    sign, role = {"- ": ("\u2212 ", "danger"), "+ ": ("+ ", "ok")}.get(text[:2], ("", "muted"))
    return label(sign + quoted(text[2:] if sign else text), role, wrap=True)
