"""The keyring: whether it can be used, and the names of the keys in it. Never a value."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QPushButton, QWidget

from app.core.errors import AppError
from app.core.ports import HealthReport
from app.ui.bridge import Bridge
from app.ui.models.health_view import state_word, tint
from app.ui.panes.pieces import card, column, empty, label, line, row
from app.ui.status import Dot
from app.ui.theme import Theme, set_role

if TYPE_CHECKING:
    from app.core.host import Host


class KeysCard(QWidget):
    """`read` asks the keyring, which may open the system's own dialog: only on a person's wish."""

    def __init__(self, host: Host, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._host = host
        self._bridge = bridge
        self.question: QMessageBox | None = None
        frame = card()
        column(self).addWidget(frame)
        inside = column(frame)
        inside.setContentsMargins(16, 12, 16, 12)
        self._dot = Dot(theme, "control")
        self._state = label(
            self.tr("Your keys are in the system's keyring, which may ask for its password."),
            "muted",
            wrap=True,
        )
        self.look = QPushButton(self.tr("Show the names"))
        self.look.clicked.connect(self.read)
        top = row(gap=14)
        top.addWidget(self._dot)
        top.addWidget(self._state, 1)
        top.addWidget(self.look)
        inside.addLayout(top)
        self._rows = column()
        inside.addLayout(self._rows)

    @property
    def text(self) -> str:
        """What is said about the keyring."""
        return self._state.text()

    def read(self) -> None:
        """Ask for the state, then for the names."""
        self._state.setText(self.tr("Asking the keyring"))
        self._bridge.run(self._host.vault.check(), "keys.check", self._take_state)

    def _take_state(self, report: HealthReport) -> None:
        self._dot.show_tint(tint(report.state))
        words = [report.reason, report.action.rstrip(".") + "." if report.action else ""]
        self._state.setText(" ".join(word for word in words if word))
        self._state.setAccessibleName(f"{state_word(report.state)}. {self._state.text()}")
        self._bridge.run(self._host.vault.names(), "keys.names", self._take_names, self._no_names)

    def _no_names(self, _error: AppError) -> None:
        empty(self._rows)

    def _take_names(self, names: list[str]) -> None:
        empty(self._rows)
        for name in names:
            self._rows.addSpacing(8)
            self._rows.addWidget(line())
            self._rows.addWidget(self._row(name))
        if not names:
            self._rows.addSpacing(4)
            self._rows.addWidget(label(self.tr("No keys are kept here."), "muted"))

    def _row(self, name: str) -> QWidget:
        widget = QWidget()
        layout = QHBoxLayout(widget)
        layout.setContentsMargins(22, 8, 0, 0)
        layout.addWidget(label(name), 1)
        delete = QPushButton(self.tr("Delete"))
        delete.setAccessibleName(f"{delete.text()}: {name}")
        set_role(delete, "danger")
        delete.clicked.connect(partial(self._ask, name))
        layout.addWidget(delete)
        return widget

    def _ask(self, name: str) -> None:
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.NoIcon)
        question.setWindowTitle(self.tr("Delete a key"))
        question.setText(self.tr("Delete the key {name}?").format(name=name))
        question.setInformativeText(
            self.tr("What uses it stops working until you give the key again.")
        )
        delete = question.addButton(self.tr("Delete"), QMessageBox.ButtonRole.DestructiveRole)
        keep = question.addButton(self.tr("Keep"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(keep)
        question.setEscapeButton(keep)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        delete.clicked.connect(partial(self._delete, name))
        self.question = question
        question.open()

    def _delete(self, name: str) -> None:
        work = self._host.vault.delete(name)
        self._bridge.run(work, "keys.delete", lambda _nothing: self.read())
