"""What the editor asks before text that was not saved is left behind."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from app.ui.agents.words import quoted
from app.ui.theme import set_role

translate = QCoreApplication.translate


def ask_unsaved(
    parent: QWidget, name: str, save: Callable[[], None], discard: Callable[[], None]
) -> QMessageBox:
    """Ask whether to save or to discard; staying is what Esc does, and does nothing."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(translate("Unsaved", "Unsaved changes"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    words = translate("Unsaved", "Save what you changed in {name}?")
    box.setText(words.format(name=quoted(name)))
    box.setInformativeText(translate("Unsaved", "What is discarded cannot be brought back."))
    keep = box.addButton(translate("Unsaved", "Save"), QMessageBox.ButtonRole.AcceptRole)
    drop = box.addButton(translate("Unsaved", "Discard"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(translate("Unsaved", "Stay"), QMessageBox.ButtonRole.RejectRole)
    set_role(keep, "primary")
    set_role(drop, "danger")
    box.setDefaultButton(keep)
    box.setEscapeButton(stay)
    keep.clicked.connect(lambda _checked=False: save())
    drop.clicked.connect(lambda _checked=False: discard())
    box.open()
    return box
