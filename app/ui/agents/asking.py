"""What the gallery asks before it acts: a name for a copy, and whether to remove."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QLineEdit, QMessageBox, QPushButton, QWidget

from app.core.characters.character import MAX_NAME_CHARS
from app.core.errors import AppError
from app.ui.agents.words import quoted
from app.ui.panes.pieces import column, label, row
from app.ui.theme import set_role


class CopyDialog(QDialog):
    """Asks what a copy is called. `wanted` carries the name; `refuse` says why it cannot be."""

    wanted = Signal(str)

    def __init__(self, name: str, free: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Duplicate"))
        self.name = QLineEdit(free)
        self.name.setMaxLength(MAX_NAME_CHARS)
        self.name.setAccessibleName(self.tr("Name of the copy"))
        self.name.selectAll()
        self.name.textChanged.connect(self._changed)
        self.error = label("", "danger", wrap=True)
        self.error.hide()
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.copy = QPushButton(self.tr("Duplicate"))
        self.copy.setDefault(True)
        self.copy.clicked.connect(self._want)
        set_role(self.copy, "primary")
        buttons = row(gap=8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.copy)
        layout = column(self, 20, gap=10)
        title = self.tr("What is the copy of {name} called?").format(name=quoted(name))
        layout.addWidget(label(title, "title", wrap=True))
        words = self.tr("It begins with the same character and without conversations.")
        layout.addWidget(label(words, "muted", wrap=True))
        layout.addWidget(self.name)
        layout.addWidget(self.error)
        layout.addSpacing(6)
        layout.addLayout(buttons)
        self.setMinimumWidth(400)

    def refuse(self, error: AppError) -> None:
        """Say why there is no copy; the name stays as it was typed."""
        self.error.setText(error.text)
        self.error.show()
        self._changed()

    def _changed(self) -> None:
        self.copy.setEnabled(bool(self.name.text().strip()))

    def _want(self) -> None:
        self.error.hide()
        self.copy.setEnabled(False)
        self.wanted.emit(self.name.text().strip())


def ask_remove(parent: QWidget, name: str, done: Callable[[], None]) -> QMessageBox:
    """Ask before an agent is removed; keeping it is the default."""
    translate = QCoreApplication.translate
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.NoIcon)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(translate("AgentsPane", "Remove an agent"))
    box.setText(translate("AgentsPane", "Remove {name}?").format(name=quoted(name)))
    box.setInformativeText(
        translate(
            "AgentsPane",
            "All its conversations, memories and versions are removed with it. This cannot be "
            "undone. Its file on your disk and its keys in the keyring stay.",
        )
    )
    keep = box.addButton(translate("AgentsPane", "Keep"), QMessageBox.ButtonRole.RejectRole)
    remove = box.addButton(
        translate("AgentsPane", "Remove"), QMessageBox.ButtonRole.DestructiveRole
    )
    set_role(remove, "danger")
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    remove.clicked.connect(lambda _checked: done())
    box.open()
    return box
