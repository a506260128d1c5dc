"""The form of a character: every field in its group, in one column that scrolls."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from app.core.characters.character import Character
from app.ui.agents.field_row import FieldRow
from app.ui.agents.kept import KeptPart
from app.ui.agents.picture_row import PictureRow
from app.ui.bridge import Bridge
from app.ui.models.character_words import Part, parts
from app.ui.panes.pieces import column, label, row
from app.ui.theme import Theme, set_role

SIDE = 20
"""Space beside the column; the scroll bar has its place in it."""


class CharacterForm(QScrollArea):
    """`edited` with every change. It holds texts: what they mean is read elsewhere."""

    edited = Signal()

    def __init__(self, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self.rows: dict[str, FieldRow] = {}
        self.picture = PictureRow(bridge, theme)
        self.kept = KeptPart()
        self.kept.hide()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Fields"))
        page = self._page = QWidget()
        set_role(page, "surface")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        holder = QWidget()
        holder.setMaximumWidth(theme.size.measure * theme.base_px // 13)
        self._body = column(holder, gap=32)
        for part in parts():
            self._body.addLayout(self._part(theme, part))
        around = row(page, gap=0)
        around.setContentsMargins(SIDE, SIDE, SIDE, 40)
        around.addStretch(1)
        around.addWidget(holder, 1_000)
        around.addStretch(1)
        around.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setWidget(page)

    def put_all_back(self) -> None:
        """Show every field as it is stored."""
        for each in self.rows.values():
            if each.changed:
                each.put_back()

    def take_over(self, character: Character, settled: Mapping[str, str]) -> None:
        """Show another stored state under what the person goes on typing.

        A changed field keeps its text, unless that is the one in `settled`: it was saved.
        """
        for name, each in self.rows.items():
            typed = each.text if each.changed else None
            if typed is None or settled.get(name) == typed:
                each.show_value(getattr(character, name))
            else:
                each.rebase(getattr(character, name))

    @property
    def typed(self) -> dict[str, str]:
        """The texts of the fields that the person changed."""
        return {name: each.text for name, each in self.rows.items() if each.changed}

    @property
    def changed(self) -> bool:
        """Whether anything was changed."""
        return any(each.changed for each in self.rows.values())

    def show_wrong(self, wrong: Mapping[str, str]) -> None:
        """Say in each field what is wrong with its text, and in no other."""
        for name, each in self.rows.items():
            each.refuse(wrong.get(name, ""))

    def go_to(self, name: str) -> None:
        """Bring a field into view with the keyboard in it."""
        each = self.rows[name]
        self.ensureWidgetVisible(each)
        each.control.setFocus()

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in the order in which it is read."""
        found: list[QWidget] = []
        for each in self.rows.values():
            found += [each.control, each.back, each.anew]
            if each.words.name == "username":
                found += [self.picture.choose, self.picture.own]
        return [*found, self.kept.button]

    def _part(self, theme: Theme, part: Part) -> QVBoxLayout:
        made = column(gap=20)
        made.addWidget(label(part.title, "title"))
        for words in part.fields:
            each = FieldRow(theme, words)
            each.edited.connect(self.edited)
            if isinstance(each.control, QPlainTextEdit):
                each.control.cursorPositionChanged.connect(self._follow_cursor)
            self.rows[words.name] = each
            made.addWidget(each)
            if words.name == "username":
                made.addWidget(self.picture)
        if "plugins" in {words.name for words in part.fields}:
            made.addWidget(self.kept)
        return made

    def _follow_cursor(self) -> None:
        """Keep the line that is typed in view; a field may be higher than the window."""
        field = self.sender()
        if isinstance(field, QPlainTextEdit) and field.hasFocus():
            line = field.cursorRect().bottomLeft()
            place = field.viewport().mapTo(self._page, line)
            self.ensureVisible(0, place.y(), 0, 24)
