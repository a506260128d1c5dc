"""Giving a character back: which form, where to, and the file itself."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget

from app.core.agents import AgentInfo
from app.core.characters.contents import Container, Target, file_name
from app.core.errors import StoreError
from app.core.message import new_id
from app.ui.agents.words import container_word, quoted
from app.ui.panes.pieces import column, label, row
from app.ui.theme import Theme, set_role
from app.ui.wizard.choice_card import ChoiceCard

if TYPE_CHECKING:
    from app.core.host import Host


@dataclass(frozen=True, slots=True)
class Given:
    """An export that was written: the file or folder, and what its reader should know."""

    path: Path
    notes: tuple[str, ...] = ()


class ExportDialog(QDialog):
    """Asks for the form, then for the place. `wanted` carries a `Target` and a path.

    A path that is there already was agreed to in the system's own dialog.
    """

    wanted = Signal(object, object)

    def __init__(
        self, theme: Theme, agent: AgentInfo, container: Container, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._agent = agent
        self._container = container
        self.place: QFileDialog | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export a character"))
        self.original = ChoiceCard(
            theme,
            self.tr("As it came"),
            container_word(container),
            self.tr("In its own form, with everything that was in it and what you changed."),
        )
        self.eliza = ChoiceCard(
            theme,
            self.tr("For ElizaOS 1.x"),
            container_word(Container.JSON),
            self.tr("What that form has no place for is worked into its fields, or kept aside."),
        )
        self.original.setChecked(True)
        cancel = QPushButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.next = QPushButton(self.tr("Choose a place…"))
        self.next.setDefault(True)
        self.next.clicked.connect(self._ask_place)
        set_role(self.next, "primary")
        buttons = row(gap=8)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.next)
        layout = column(self, 20, gap=10)
        title = self.tr("Export {name}").format(name=quoted(agent.name))
        layout.addWidget(label(title, "title", wrap=True))
        layout.addWidget(label(self.tr("Keys are never in an export."), "muted", wrap=True))
        layout.addSpacing(2)
        layout.addWidget(self.original)
        layout.addWidget(self.eliza)
        layout.addSpacing(6)
        layout.addLayout(buttons)
        self.setMinimumWidth(460)

    @property
    def target(self) -> Target:
        """The form that is chosen."""
        return Target.ORIGINAL if self.original.isChecked() else Target.ELIZA

    def _ask_place(self) -> None:
        container = self._container if self.target is Target.ORIGINAL else Container.JSON
        self.place = place = QFileDialog(self, self.tr("Where should the file stand?"))
        place.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if container is Container.FOLDER:
            place.setWindowTitle(self.tr("Where should the new folder stand?"))
            place.setFileMode(QFileDialog.FileMode.Directory)
            place.setOption(QFileDialog.Option.ShowDirsOnly)
        else:
            place.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            place.setDefaultSuffix(container.value)
            place.setNameFilters(
                [f"{container_word(kind)} (*.{kind})" for kind in _fits(container)]
            )
            place.filterSelected.connect(lambda chosen: _follow(place, chosen))
            place.selectFile(file_name(self._agent.name, container))
        place.fileSelected.connect(lambda name: self._chosen(Path(name), container))
        place.finished.connect(self._place_closed)
        place.open()

    def _chosen(self, path: Path, container: Container) -> None:
        if container is Container.FOLDER:
            path /= file_name(self._agent.name, container)
        self.wanted.emit(self.target, path)
        self.accept()

    def _place_closed(self) -> None:
        self.place = None


async def give(host: Host, agent_id: str, target: Target, path: Path) -> Given:
    """Export to `path`; a file that is there is replaced whole, a folder gets a number behind it.

    Raises ConfigError or StoreError, with what was there left as it was.
    """
    if not await asyncio.to_thread(path.exists):
        done = await host.library.export(agent_id, target, path)
        return Given(path, done.notes)
    if not path.suffix:
        free = await asyncio.to_thread(_free, path)
        done = await host.library.export(agent_id, target, free)
        return Given(free, done.notes)
    beside = path.with_name(f".{new_id()}{path.suffix}")
    try:
        done = await host.library.export(agent_id, target, beside)
        await asyncio.to_thread(beside.replace, path)
    except OSError as error:
        raise StoreError(f"{path} could not be written: {error.strerror}.") from error
    finally:
        await asyncio.to_thread(beside.unlink, missing_ok=True)
    return Given(path, done.notes)


def _fits(container: Container) -> tuple[Container, ...]:
    """Return the containers to offer: a card may also leave its picture or archive."""
    return (container,) if container is Container.JSON else (container, Container.JSON)


def _follow(place: QFileDialog, chosen: str) -> None:
    """Let the suffix follow the kind that is picked."""
    place.setDefaultSuffix(chosen.rpartition("*.")[2].rstrip(")"))


def _free(path: Path) -> Path:
    number = 2
    while (tried := path.with_name(f"{path.name}-{number}")).exists():
        number += 1
    return tried
