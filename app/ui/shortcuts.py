"""The list of keyboard shortcuts, under Ctrl+/."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.ui.theme import Theme, set_role

SHORTCUTS: tuple[tuple[str, str], ...] = (
    ("Return", str(QT_TRANSLATE_NOOP("Shortcuts", "Send the message"))),
    ("Shift+Return", str(QT_TRANSLATE_NOOP("Shortcuts", "New line in the message"))),
    ("Esc", str(QT_TRANSLATE_NOOP("Shortcuts", "Stop the reply, or close what is open"))),
    (
        "Up",
        str(QT_TRANSLATE_NOOP("Shortcuts", "Take your last message up again, in an empty field")),
    ),
    ("Ctrl+N", str(QT_TRANSLATE_NOOP("Shortcuts", "New conversation"))),
    ("Ctrl+K", str(QT_TRANSLATE_NOOP("Shortcuts", "Search everything said, and jump there"))),
    ("Ctrl+F", str(QT_TRANSLATE_NOOP("Shortcuts", "Find in this conversation"))),
    ("Ctrl+S", str(QT_TRANSLATE_NOOP("Shortcuts", "Save the character you are editing"))),
    ("F2", str(QT_TRANSLATE_NOOP("Shortcuts", "Rename the selected conversation"))),
    ("Del", str(QT_TRANSLATE_NOOP("Shortcuts", "Delete the selected conversation"))),
    ("Ctrl+1", str(QT_TRANSLATE_NOOP("Shortcuts", "First pane; Ctrl+2 the second, and so on"))),
    ("Ctrl+/", str(QT_TRANSLATE_NOOP("Shortcuts", "This list"))),
    ("Ctrl+Q", str(QT_TRANSLATE_NOOP("Shortcuts", "Quit Familiar"))),
)
"""Key and English sentence; the sentence is translated when shown."""


class ShortcutList(QDialog):
    """Two columns: the key, what it does."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        for line, (keys, sentence) in enumerate(SHORTCUTS):
            name = QLabel(QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText))
            name.setFont(theme.font("code"))
            set_role(name, "muted")
            grid.addWidget(name, line, 0)
            grid.addWidget(QLabel(QCoreApplication.translate("Shortcuts", sentence)), line, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 16)
        layout.setSpacing(16)
        layout.addLayout(grid)
        layout.addWidget(buttons)
