"""What the chat asks before it acts: a name, a deletion, an address outside."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QInputDialog, QLabel, QMessageBox, QVBoxLayout, QWidget
from PySide6.QtWidgets import QDialogButtonBox as Buttons

from app.core.message import Room
from app.ui.chat.markdown import safe_link
from app.ui.chat.room_model import room_title
from app.ui.theme import Theme, set_role


def ask_name(parent: QWidget, room: Room, done: Callable[[str], None]) -> QInputDialog:
    """Ask for a conversation's name; `done` is called only with one that has letters."""
    dialog = QInputDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(QCoreApplication.translate("Dialogs", "Rename conversation"))
    dialog.setLabelText(QCoreApplication.translate("Dialogs", "Name"))
    dialog.setTextValue(room_title(room))
    dialog.textValueSelected.connect(lambda text: done(text.strip()) if text.strip() else None)
    dialog.open()
    return dialog


def ask_delete(parent: QWidget, room: Room, done: Callable[[], None]) -> QMessageBox:
    """Ask before a conversation is deleted; keeping it is the default."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(QCoreApplication.translate("Dialogs", "Delete conversation"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(
        QCoreApplication.translate("Dialogs", "Delete “{name}”?").format(name=room_title(room))
    )
    box.setInformativeText(
        QCoreApplication.translate(
            "Dialogs",
            "Everything said in it and remembered from it is removed. This cannot be undone.",
        )
    )
    keep = box.addButton(
        QCoreApplication.translate("Dialogs", "Keep it"), QMessageBox.ButtonRole.RejectRole
    )
    delete = box.addButton(
        QCoreApplication.translate("Dialogs", "Delete"), QMessageBox.ButtonRole.DestructiveRole
    )
    set_role(delete, "danger")
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    delete.clicked.connect(lambda _checked: done())
    box.open()
    return box


class LinkDialog(QDialog):
    """Shows where a link really leads before the browser opens it.

    Only http, https and mailto get this far; anything else is never opened.
    """

    def __init__(self, theme: Theme, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Open this address?"))
        url = QUrl(address)
        self._url = url if safe_link(address) and url.isValid() else QUrl()
        host = url.host(QUrl.ComponentFormattingOption.FullyEncoded)
        real = QLabel(bytes(url.toEncoded().data()).decode("ascii", "replace")[:2_000])
        real.setTextFormat(Qt.TextFormat.PlainText)
        real.setWordWrap(True)
        real.setFont(theme.font("code"))
        real.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        where = self.tr("It leads to {host}, in your browser.").format(host=host)
        lead = QLabel(where if host else self.tr("It opens in your mail program."))
        lead.setTextFormat(Qt.TextFormat.PlainText)
        set_role(lead, "muted")
        buttons = Buttons()
        stay = buttons.addButton(self.tr("Do not open"), Buttons.ButtonRole.RejectRole)
        copy = buttons.addButton(self.tr("Copy address"), Buttons.ButtonRole.ActionRole)
        go = buttons.addButton(self.tr("Open"), Buttons.ButtonRole.AcceptRole)
        go.setEnabled(self._url.isValid() and not self._url.isEmpty())
        go.setAutoDefault(False)
        copy.setAutoDefault(False)
        stay.setDefault(True)
        stay.setFocus()
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(real.text()))
        buttons.rejected.connect(self.reject)
        buttons.accepted.connect(self.accept)
        self.accepted.connect(lambda: QDesktopServices.openUrl(self._url))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(lead)
        layout.addWidget(real)
        layout.addWidget(buttons)
        self.setMinimumWidth(420)
