"""One setting: its title and what it does, the right control, and why a value was refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from app.ui.models.settings_form import Editor, Field, bounds, choice_words, parse, written
from app.ui.panes.pieces import column, label, row
from app.ui.theme import Theme

EDITOR_WIDTH = 260


class SettingRow(QWidget):
    """Emits `wanted` with a new value when the person is done with the control.

    `show_value` shows a value without emitting; `refuse` shows a sentence beside the control.
    """

    wanted = Signal(object)

    def __init__(self, field: Field, theme: Theme) -> None:
        super().__init__()
        self.field = field
        self._width = EDITOR_WIDTH * theme.base_px // 13
        self._value: object = None
        self.error = label("", "danger", wrap=True)
        self.error.hide()
        words = column(gap=2)
        title = label(field.title, "strong")
        words.addWidget(title)
        words.addWidget(label(field.description, "muted", wrap=True))
        words.addWidget(self.error)
        self.control = self._make()
        self.control.setAccessibleName(field.title)
        self.control.setAccessibleDescription(field.description)
        title.setBuddy(self.control)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 10)
        layout.setSpacing(20)
        layout.addLayout(words, 1)
        layout.addWidget(self._framed(theme), 0, Qt.AlignmentFlag.AlignVCenter)

    def show_value(self, value: object) -> None:
        """Show the value in force and take back a refusal."""
        self._value = value
        self.error.hide()
        if isinstance(self.control, QCheckBox):
            self.control.blockSignals(True)
            self.control.setChecked(bool(value))
            self.control.blockSignals(False)
        elif isinstance(self.control, QComboBox):
            self._choose(str(value))
        else:
            self._line.setText(written(value))

    def refuse(self, sentence: str) -> None:
        """Say why the value was not taken; what was typed stays to be corrected."""
        self.error.setText(sentence)
        self.error.show()

    def offer(self, choices: Sequence[str]) -> None:
        """Let the person choose among these (agents); the value in force stays in the list."""
        if isinstance(self.control, QComboBox):
            self.control.blockSignals(True)
            self.control.clear()
            for choice in dict.fromkeys([*choices, str(self._value)]):
                self.control.addItem(choice, choice)
            self.control.blockSignals(False)
            self._choose(str(self._value))

    @property
    def _line(self) -> QLineEdit:
        assert isinstance(self.control, QLineEdit)  # noqa: S101 - the other kinds were asked first
        return self.control

    def _choose(self, value: str) -> None:
        if isinstance(self.control, QComboBox):
            self.control.blockSignals(True)
            self.control.setCurrentIndex(self.control.findData(value))
            self.control.blockSignals(False)

    def _make(self) -> QWidget:
        field = self.field
        if field.editor is Editor.SWITCH:
            switch = QCheckBox()
            switch.toggled.connect(self.wanted.emit)
            return switch
        if field.editor in {Editor.CHOICE, Editor.AGENT}:
            box = QComboBox()
            box.setFixedWidth(self._width)
            for choice in field.choices:
                box.addItem(choice_words(choice), choice)
            box.activated.connect(lambda at: self.wanted.emit(box.itemData(at)))
            return box
        edit = QLineEdit()
        edit.setFixedWidth(self._width)
        edit.setPlaceholderText(bounds(field))
        edit.editingFinished.connect(self._edited)
        return edit

    def _framed(self, theme: Theme) -> QWidget:
        if self.field.editor is not Editor.FILE:
            return self.control
        holder = QWidget()
        inside = row(holder)
        choose = QPushButton(self.tr("Choose"))
        choose.setAccessibleName(f"{self.tr('Choose')}: {self.field.title}")
        choose.clicked.connect(lambda: choose_model_file(self, self._file_chosen))
        self._line.setFixedWidth(self._width - choose.sizeHint().width() - inside.spacing())
        inside.addWidget(self._line)
        inside.addWidget(choose)
        return holder

    def _edited(self) -> None:
        value = parse(self.field, self._line.text())
        if value != self._value:
            self.wanted.emit(value)
        else:
            self.error.hide()

    def _file_chosen(self, path: Path) -> None:
        self._line.setText(str(path))
        self._edited()


def choose_model_file(parent: QWidget, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for a GGUF file without blocking; call `chosen` when there is one."""
    translate = QCoreApplication.translate
    dialog = QFileDialog(parent, translate("SettingRow", "Choose a model file"))
    models, others = translate("SettingRow", "Models"), translate("SettingRow", "All files")
    dialog.setNameFilters([f"{models} (*.gguf)", f"{others} (*)"])
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
    return dialog
