"""What is asked before something is done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.core.message import Room, now
from app.ui.chat.dialogs import LinkDialog, ask_delete, ask_name
from tests.ui.stage import Stage

# Qt's offscreen platform says this of fixed sizes and of menus; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ROOM = Room("r", "a", "Packing", "chat", now())


class Browser(QWidget):
    """Takes the addresses that the desktop would open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


def button(dialog: QWidget, text: str) -> QPushButton:
    return next(each for each in dialog.findChildren(QPushButton) if each.text() == text)


def test_a_name_needs_letters(stage: Stage) -> None:
    parent, names = QWidget(), list[str]()
    for typed in ("  ", " New name "):
        dialog = stage.do(ask_name, parent, ROOM, names.append)
        assert dialog.textValue() == "Packing"
        dialog.setTextValue(typed)
        dialog.accept()
    assert names == ["New name"]
    parent.deleteLater()


def test_deleting_is_asked_and_keeping_is_the_default(stage: Stage) -> None:
    parent, done = QWidget(), list[str]()
    box = stage.do(ask_delete, parent, ROOM, lambda: done.append("gone"))
    assert box.defaultButton().text() == "Keep it"
    assert "Packing" in box.text()
    box.defaultButton().click()
    assert done == []
    box = stage.do(ask_delete, parent, ROOM, lambda: done.append("gone"))
    button(box, "Delete").click()
    assert done == ["gone"]
    parent.deleteLater()


def test_a_link_shows_where_it_really_leads(stage: Stage) -> None:
    dialog = LinkDialog(stage.theme, "https://exämple.org/päth")
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "It leads to xn--exmple-cua.org" in words
    assert "https://xn--exmple-cua.org/p%C3%A4th" in words
    assert button(dialog, "Do not open").isDefault()
    dialog.reject()


def test_it_is_opened_only_when_the_person_says_so(stage: Stage) -> None:
    browser = Browser()
    for scheme in ("https", "mailto", "file"):
        QDesktopServices.setUrlHandler(scheme, browser, "open")
    try:
        for address, opened in (("https://x.example/a", True), ("file:///etc/passwd", False)):
            dialog = LinkDialog(stage.theme, address)
            assert button(dialog, "Open").isEnabled() is opened
            dialog.accept()
    finally:
        for scheme in ("https", "mailto", "file"):
            QDesktopServices.unsetUrlHandler(scheme)
    assert "file:///etc/passwd" not in browser.opened
    browser.deleteLater()
