"""The list of shortcuts."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel

from app.ui.shortcuts import SHORTCUTS, ShortcutList
from tests.ui.stage import Stage


def test_every_shortcut_is_a_key_and_a_sentence(stage: Stage) -> None:
    dialog = ShortcutList(stage.theme)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    for keys, sentence in SHORTCUTS:
        assert not QKeySequence(keys).isEmpty()
        assert sentence in words
    dialog.deleteLater()
