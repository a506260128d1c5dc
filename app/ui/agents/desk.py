"""What the editor asks of the host: the stored character, its draft, saving, undoing, versions."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.agents import AgentInfo
from app.core.characters.forms import form_of
from app.core.characters.report import why_kept
from app.core.errors import ConfigError, NotFound
from app.core.events import AgentChanged
from app.core.library import Version
from app.ui.agents.preview import TYPING_MS
from app.ui.bridge import Bridge
from app.ui.models.draft import Draft, draft_of

if TYPE_CHECKING:
    from app.core.host import Host


class CharacterDesk(QObject):
    """Holds one agent's stored document, and works beside the window.

    `loaded` comes with every stored state of the character, and with the texts that the last save
    made it of; `drafted` some time after `want_draft`; `pictured` with a name and the path of its
    picture; `refused` with the AppError of something that was not done. `gone`: no such agent.
    """

    loaded = Signal(object, object)
    unreadable = Signal(object)
    gone = Signal()
    drafted = Signal(object)
    informed = Signal(object)
    pictured = Signal(str, object)
    versions_read = Signal(list)
    refused = Signal(object)

    def __init__(self, host: Host, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._host = host
        self._bridge = bridge
        self._agent_id = ""
        self._document: Mapping[str, Any] | None = None
        self._typed: Mapping[str, str] = {}
        self._drafting: asyncio.Task[None] | None = None
        self._saving = False
        self._picture: tuple[str, Path | None] | None = None
        self.name = ""
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self._start_draft)
        bridge.agent_changed.connect(self._hear)

    @property
    def kept(self) -> Mapping[str, str]:
        """What of the document is not used, by its name with the reason; '' where none is told."""
        if self._document is None:
            return {}
        return why_kept(form_of(self._document).shape(self._document).kept)

    def open(self, agent_id: str) -> None:
        """Work for this agent from now on, and read what there is of it."""
        self._stop_drafting()
        self._agent_id = agent_id
        self._document = None
        self._picture = None
        if self._load({}):
            self._inform()

    def close(self) -> None:
        """Work for nobody; what is under way is finished unseen."""
        self._stop_drafting()
        self._agent_id = ""
        self._document = None

    def want_draft(self, typed: Mapping[str, str]) -> None:
        """Have the draft of these texts made once nothing was typed for a moment."""
        self._typed = typed
        self._typing.start()

    async def draft(self, typed: Mapping[str, str]) -> Draft:
        """Return the character as it would be with these texts; long ones are read in a thread.

        Raises ConfigError when the stored document cannot be read, NotFound when it is gone.
        """
        document = self._document
        if document is None:
            document = self._host.agents.document(self._agent_id)
        return await asyncio.to_thread(draft_of, document, typed)

    def save(self, typed: Mapping[str, str], done: Callable[[Draft], None]) -> None:
        """Keep these texts as a new version, unless one is wrong; `done` comes with the draft."""
        if self._saving:
            return
        self._saving = True
        agent_id = self._agent_id
        document = self._document or {}

        async def work() -> Draft:
            try:
                draft = await asyncio.to_thread(draft_of, document, typed)
                if not draft.wrong:
                    await self._host.library.edit(agent_id, draft.values)
                return draft
            finally:
                self._saving = False

        def after(draft: Draft) -> None:
            if agent_id == self._agent_id:
                if not draft.wrong:
                    self._load(typed)
                done(draft)

        self._bridge.run(work(), "agents.save", after, self.refused.emit)

    def undo(self, done: Callable[[], None]) -> None:
        """Go back to the version before."""
        self._change(self._host.library.undo(self._agent_id), done)

    def restore(self, number: int, done: Callable[[], None]) -> None:
        """Make an older version the newest one."""
        self._change(self._host.library.restore(self._agent_id, number), done)

    def set_picture(self, path: Path | None) -> None:
        """Give the agent another picture at once, or its own again."""

        def done(_nothing: None) -> None:
            self._picture = None
            self._inform()

        work = self._host.library.set_picture(self._agent_id, path)
        self._bridge.run(work, "agents.picture", done, self.refused.emit)

    def _change(self, work: Coroutine[Any, Any, AgentInfo], done: Callable[[], None]) -> None:
        def after(_info: AgentInfo) -> None:
            self._load({})
            done()

        self._bridge.run(work, "agents.change", after, self.refused.emit)

    def _load(self, settled: Mapping[str, str]) -> bool:
        """Read the stored state and tell it; False when there is no such agent."""
        agents = self._host.agents
        try:
            self._document = agents.document(self._agent_id)
            character = agents.character(self._agent_id)
        except NotFound:
            self.gone.emit()
            return False
        except ConfigError as error:
            self._document = None
            self.unreadable.emit(error)
        else:
            self.name = character.name
            self.loaded.emit(character, settled)
        self._read_versions()
        return True

    def _hear(self, fact: AgentChanged) -> None:
        if fact.agent_id != self._agent_id:
            return
        if self._saving or not self._is_new() or self._load({}):
            self._inform()

    def _is_new(self) -> bool:
        try:
            return self._host.agents.document(self._agent_id) is not self._document
        except NotFound:
            return True

    def _inform(self) -> None:
        work = self._host.agents.find(self._agent_id)
        self._bridge.run(work, "agents.find", self._take_info, lambda _error: None)

    def _take_info(self, info: AgentInfo) -> None:
        if info.id != self._agent_id:
            return
        self.informed.emit(info)
        if self._picture != (info.name, info.picture):
            self._picture = (info.name, info.picture)
            self.pictured.emit(info.name, info.picture)

    def _read_versions(self) -> None:
        agent_id = self._agent_id

        def take(versions: list[Version]) -> None:
            if agent_id == self._agent_id:
                self.versions_read.emit(versions)

        self._bridge.run(self._host.library.versions(agent_id), "agents.versions", take)

    def _start_draft(self) -> None:
        if self._document is None:
            return
        self._stop_drafting()
        work = self.draft(self._typed)
        self._drafting = self._bridge.run(work, "agents.draft", self.drafted.emit)

    def _stop_drafting(self) -> None:
        self._typing.stop()
        if self._drafting is not None:
            self._drafting.cancel()
            self._drafting = None
