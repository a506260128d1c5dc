"""What a person is asked about a file: where its keys go, and what to do about a taken name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.core.arrival import Arrival, SameName, SecretsTo
from app.core.characters.character import MAX_NAME_CHARS
from app.core.characters.diff import Change, told
from app.ui.agents.fold import Fold
from app.ui.agents.words import quoted
from app.ui.models.character_words import titles
from app.ui.panes.pieces import card, column, label
from app.ui.theme import Theme
from app.ui.wizard.choice_card import ChoiceCard

CHANGES_AT_ONCE = 8
HEAD = "  "
"""Begins a line that names a field; the lines of a change begin with a sign."""


class KeysQuestion(QWidget):
    """Keys were found: into the keyring, or left out. Only their names are ever shown."""

    def __init__(self, theme: Theme, names: Sequence[str]) -> None:
        super().__init__()
        self.keyring = ChoiceCard(
            theme,
            self.tr("Put them in my keyring"),
            "",
            self.tr("They are taken out of the character and kept where your other keys are."),
        )
        self.leave_out = ChoiceCard(
            theme,
            self.tr("Leave them out"),
            "",
            self.tr("They are not kept anywhere. The file on your disk stays as it is."),
        )
        self.keyring.setChecked(True)
        found = ", ".join(quoted(name) for name in names)
        layout = column(self, gap=8)
        layout.addWidget(label(self.tr("There are keys in it"), "title"))
        layout.addWidget(label(found, "muted", wrap=True))
        layout.addWidget(self.keyring)
        layout.addWidget(self.leave_out)

    @property
    def answer(self) -> SecretsTo:
        """What was chosen."""
        return SecretsTo.KEYRING if self.keyring.isChecked() else SecretsTo.LEAVE_OUT


class NameQuestion(QWidget):
    """The name is taken: both under different names, or a new version of the one that is there."""

    def __init__(self, theme: Theme, name: str, arrival: Arrival) -> None:
        super().__init__()
        self.name = QLineEdit(arrival.free_name)
        self.name.setMaxLength(MAX_NAME_CHARS)
        self.name.setAccessibleName(self.tr("Name of the new one"))
        self.keep_both = ChoiceCard(
            theme,
            self.tr("Keep both"),
            "",
            self.tr("The new one gets a name of its own."),
            more=self.name,
        )
        self.replace = ChoiceCard(
            theme,
            self.tr("Replace {name}").format(name=quoted(name)),
            "",
            self.tr(
                "It takes on the new character and keeps its conversations. Its present state "
                "stays among its versions and can be brought back."
            ),
        )
        self.keep_both.setChecked(True)
        layout = column(self, gap=8)
        title = self.tr("There is already an agent called {name}").format(name=quoted(name))
        layout.addWidget(label(title, "title", wrap=True))
        layout.addWidget(self.keep_both)
        layout.addWidget(self.replace)
        if arrival.changes:
            layout.addSpacing(4)
            layout.addWidget(label(self.tr("What is different"), "section"))
            layout.addWidget(differences(arrival.changes))

    @property
    def answer(self) -> SameName:
        """What was chosen."""
        return SameName.REPLACE if self.replace.isChecked() else SameName.KEEP_BOTH

    @property
    def chosen_name(self) -> str:
        """The name for the new one; "" leaves it to the library."""
        return self.name.text().strip() if self.answer is SameName.KEEP_BOTH else ""


def differences(changes: Sequence[Change]) -> QWidget:
    """Return a card with what went and what came, field by field, with a sign and a colour."""
    frame = card()
    named = titles()
    lines = []
    for change in changes:
        lines += [f"{HEAD}{named[change.field]}", *told(change)]
    column(frame, 14).addWidget(Fold(lines, _line, CHANGES_AT_ONCE))
    return frame


def _line(text: str) -> QLabel:
    if text.startswith(HEAD):
        return label(text.strip(), "strong")
    sign, role = {"- ": ("\u2212 ", "danger"), "+ ": ("+ ", "ok")}.get(text[:2], ("", "muted"))
    return label(sign + quoted(text[2:] if sign else text), role, wrap=True)
