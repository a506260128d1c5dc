"""The dialog a file is shown in before anything of it is kept."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.core.arrival import Arrival, Choices, SameName, SecretsTo
from app.core.errors import AppError
from app.ui.agents.arrival_questions import KeysQuestion, NameQuestion
from app.ui.agents.arrival_report import report_card, warning_card
from app.ui.agents.pictures import SIDE
from app.ui.agents.words import quoted, told_form
from app.ui.panes.pieces import card, column, label, line, row
from app.ui.panes.portrait import Portrait
from app.ui.theme import Theme, set_role

WIDTH = 600
LEAST_WIDTH = 380
LEAST_HEIGHT = 420
MARGIN = 24


class ArrivalDialog(QDialog):
    """Shows an arrival and asks what it leaves open. Modal to the window, never to the loop.

    `wanted` carries `Choices` when the person says Add; whoever hears it calls `accept`, or
    `refuse` with the error, and the choices stay as they are. `behind` files wait after this one:
    then `skip` is said of it alone, and `stopped` is emitted when the person wants none of them.
    """

    wanted = Signal(object)
    stopped = Signal()

    def __init__(self, theme: Theme, arrival: Arrival, parent: QWidget, behind: int = 0) -> None:
        super().__init__(parent)
        self.arrival = arrival
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Add a character"))
        report = arrival.report
        self.keys: KeysQuestion | None = None
        self.names: NameQuestion | None = None
        if not arrival.identical:
            if arrival.same is not None:
                self.names = NameQuestion(theme, arrival.same.name, arrival)
            if report.secrets_found:
                self.keys = KeysQuestion(theme, report.secrets_found)
        self.error = label("", "danger", wrap=True)
        self.error.hide()
        self._edge = line()
        self._edge.hide()
        self._buttons = self._make_buttons(behind)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, MARGIN, 0, 16)
        layout.setSpacing(14)
        head = self._head()
        head.setContentsMargins(MARGIN, 0, MARGIN, 0)
        layout.addLayout(head)
        layout.addWidget(self._scrolled(), 1)
        layout.addWidget(self._edge)
        foot = column(gap=12)
        foot.setContentsMargins(MARGIN, 0, MARGIN, 0)
        foot.addWidget(self.error)
        foot.addLayout(self._buttons)
        layout.addLayout(foot)
        if self.names is not None:
            self.names.replace.toggled.connect(self._name_button)
        self._fit(parent)

    def show_picture(self, image: QImage | None) -> None:
        """Show the picture that came with the character."""
        if image is not None:
            name = self.arrival.file.character.name
            self.portrait.show_picture(name, QPixmap.fromImage(image))

    def choices(self) -> Choices:
        """Return what is chosen at the moment."""
        return Choices(
            secrets=self.keys.answer if self.keys is not None else SecretsTo.REFUSE,
            same_name=self.names.answer if self.names is not None else SameName.REFUSE,
            name=self.names.chosen_name if self.names is not None else "",
        )

    def refuse(self, error: AppError) -> None:
        """Say why it was not taken in; everything stays as it was chosen."""
        self.error.setText(error.text)
        self.error.show()
        self._enable(True)

    def _want(self) -> None:
        self.error.hide()
        self._enable(False)
        self.wanted.emit(self.choices())

    def _enable(self, yes: bool) -> None:
        self.add.setEnabled(yes)
        self._body.setEnabled(yes)

    def _stop(self) -> None:
        self.stopped.emit()
        self.reject()

    def _head(self) -> QHBoxLayout:
        name, report = self.arrival.file.character.name, self.arrival.report
        self.portrait = Portrait(self._theme, name, None, SIDE)
        words = column(gap=2)
        words.addStretch(1)
        words.addWidget(label(quoted(name), "heading", wrap=True))
        words.addWidget(label(told_form(report), "muted", wrap=True))
        words.addWidget(label(quoted(self.arrival.path.name), "small", wrap=True))
        words.addStretch(1)
        head = row(gap=16)
        head.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _scrolled(self) -> QScrollArea:
        self._body = QWidget()
        set_role(self._body, "page")
        self._body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        inside = column(self._body, gap=18)
        inside.setContentsMargins(MARGIN, 2, MARGIN, 2)
        for part in self._parts():
            inside.addWidget(part)
        inside.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(self.tr("What is in the file"))
        area.setWidget(self._body)
        area.verticalScrollBar().rangeChanged.connect(self._show_edge)
        return area

    def _show_edge(self, _least: int, most: int) -> None:
        """Say with a line that there is more below the edge."""
        self._edge.setVisible(most > 0)

    def _name_button(self, replaces: bool) -> None:
        self.add.setText(self.tr("Replace") if replaces else self.tr("Add"))

    def _parts(self) -> list[QWidget]:
        if self.arrival.identical:
            return [self._same()]
        parts: list[QWidget] = []
        if self.arrival.report.flags:
            parts.append(warning_card(self.arrival.report.flags))
        parts += [part for part in (self.names, self.keys) if part is not None]
        what = QWidget()
        inside = column(what, gap=8)
        inside.addWidget(label(self.tr("What becomes of it"), "title"))
        inside.addWidget(report_card(self.arrival.report))
        return [*parts, what]

    def _same(self) -> QWidget:
        frame = card()
        words = self.tr("{name} is here already, exactly as in this file. There is nothing to add.")
        name = quoted(self.arrival.file.character.name)
        column(frame, 16).addWidget(label(words.format(name=name), wrap=True))
        return frame

    def _make_buttons(self, behind: int) -> QHBoxLayout:
        buttons = row(gap=8)
        if behind:
            waiting = QLocale().toString(behind)
            one, many = self.tr("1 more waits"), self.tr("{n} more wait")
            text = one if behind == 1 else many.format(n=waiting)
            buttons.addWidget(label(text, "small"))
            stop = QPushButton(self.tr("Stop here"))
            stop.setAutoDefault(False)
            stop.clicked.connect(self._stop)
            set_role(stop, "quiet")
            buttons.addWidget(stop)
        buttons.addStretch(1)
        self.add = QPushButton(self.tr("Add"))
        self.add.clicked.connect(self._want)
        set_role(self.add, "primary")
        self.cancel = QPushButton(self.tr("Skip it") if behind else self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        if self.arrival.identical:
            self.cancel.setText(self.tr("Close"))
            self.add.hide()
        buttons.addWidget(self.cancel)
        buttons.addWidget(self.add)
        (self.cancel if self.arrival.identical else self.add).setDefault(True)
        return buttons

    def _fit(self, parent: QWidget) -> None:
        """Take as much of the window's height as the words need, and never more than it has."""
        room = max(LEAST_WIDTH, parent.window().width() - 40)
        wide = min(WIDTH * self._theme.base_px // 13, room)
        self.setMinimumWidth(LEAST_WIDTH)
        self.resize(wide, LEAST_HEIGHT)
        inside = self._body.layout()
        body = inside.heightForWidth(wide) if inside is not None else 0
        around = self.sizeHint().height() - self._scroll_hint()
        most = max(LEAST_HEIGHT, parent.window().height() - 40)
        self.resize(wide, min(most, max(LEAST_HEIGHT // 2, body + around)))

    def _scroll_hint(self) -> int:
        area = self.findChild(QScrollArea)
        return area.sizeHint().height() if area is not None else 0
