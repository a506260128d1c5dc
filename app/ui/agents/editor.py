"""The editor of a character: every field, its prompt as it is typed, a test chat, its versions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QMessageBox, QWidget

from app.core.agents import AgentInfo
from app.core.characters.character import Character
from app.core.errors import AppError
from app.core.host import SystemClock
from app.core.library import Version
from app.core.rehearsal import Rehearsal
from app.ui.agents.character_form import CharacterForm
from app.ui.agents.desk import CharacterDesk
from app.ui.agents.editor_header import EditorHeader
from app.ui.agents.preview import PromptPreview
from app.ui.agents.side_panel import SidePanel
from app.ui.agents.trial import TrialChat
from app.ui.agents.unsaved import ask_unsaved
from app.ui.agents.versions import VersionList
from app.ui.agents.words import quoted
from app.ui.bridge import Bridge
from app.ui.models.draft import Draft
from app.ui.panes.pieces import column, label, row
from app.ui.theme import Theme, set_role

if TYPE_CHECKING:
    from app.core.host import Host

BESIDE = 840
"""From this width on the panel stands beside the form; below it takes its place."""

LEAST, MOST, SHARE = 340, 520, 0.4
"""The panel's width, and its share of the editor's."""


class CharacterEditor(QWidget):
    """Shows one agent at a time. `closed` when the person left, `saved` with every new version.

    Nothing is written before Save, except a picture. What is typed stays on the screen whatever
    happens elsewhere, until it is saved or discarded.
    """

    closed = Signal()
    saved = Signal()

    def __init__(self, host: Host, bridge: Bridge, theme: Theme, agent_id: str = "") -> None:
        super().__init__()
        set_role(self, "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._beside: bool | None = None
        self.dialog: QMessageBox | None = None
        self.desk = CharacterDesk(host, bridge, self)
        self.header = EditorHeader(theme)
        self.problem = label("", "danger", wrap=True)
        self.problem.setContentsMargins(20, 10, 20, 10)
        self.problem.hide()
        self.form = CharacterForm(bridge, theme)
        self.preview = PromptPreview(host.models, bridge, theme)
        rehearsal = Rehearsal(host.models, host.settings, SystemClock())
        self.trial = TrialChat(rehearsal, self._latest, bridge, theme)
        self.versions = VersionList(theme)
        self.side = SidePanel(theme)
        self.side.add(self.tr("Prompt"), self.preview)
        self.side.add(self.tr("Try it"), self.trial)
        self.side.add(self.tr("Versions"), self.versions)
        self._body = row(gap=0)
        self._body.addWidget(self.side)
        layout = column(self)
        layout.addWidget(self.header)
        layout.addWidget(self.problem)
        layout.addLayout(self._body, 1)
        self._place()
        self._connect()
        if agent_id:
            self.open(agent_id)

    @property
    def unsaved(self) -> bool:
        """Whether there is text that was not saved."""
        return self.form.changed

    def open(self, agent_id: str) -> None:
        """Show another agent's character as it is stored, from its first field on."""
        self._tell(None)
        self.form.put_all_back()
        self.desk.open(agent_id)
        self.form.verticalScrollBar().setValue(0)
        self.trial.forget()

    def leave(self) -> None:
        """Emit `closed`; with unsaved text only after asking whether to save or discard it."""
        self._settled(self._close)

    def save(self) -> None:
        """Save what was changed as a new version; a field that is wrong is gone to instead."""
        self._save(lambda: None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Put the panel beside the form or in its place."""
        super().resizeEvent(event)
        self._place()

    def _connect(self) -> None:
        self.header.back.connect(self.leave)
        self.header.save.connect(self.save)
        self.header.undo.connect(self._undo)
        self.versions.restore.connect(self._restore)
        self.form.edited.connect(self._edited)
        self.form.picture.wanted.connect(self.desk.set_picture)
        self.form.picture.decoded.connect(self.header.show_picture)
        self.desk.loaded.connect(self._show)
        self.desk.unreadable.connect(self._show_unreadable)
        self.desk.gone.connect(self._close)
        self.desk.drafted.connect(self._take_draft)
        self.desk.informed.connect(self._take_info)
        self.desk.pictured.connect(self.form.picture.show_picture)
        self.desk.versions_read.connect(self._take_versions)
        self.desk.refused.connect(self._tell)
        for keys, slot in (("Ctrl+S", self.save), ("Esc", self._escape)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # --- what the desk says -----------------------------------------------------------------------

    def _show(self, character: Character, settled: Mapping[str, str]) -> None:
        """Show a stored state; what was typed and is not saved stays in its fields."""
        self.form.setEnabled(True)
        self.form.take_over(character, settled)
        self.form.kept.show_kept(self.desk.kept)
        self._edited()

    def _show_unreadable(self, error: AppError) -> None:
        self.form.setEnabled(False)
        self._tell(error)
        self.side.show_page(self.versions)

    def _take_draft(self, draft: Draft) -> None:
        self.form.show_wrong(draft.wrong)
        self.preview.show_character(draft.character)
        self.trial.show_character(draft.character)

    def _take_info(self, info: AgentInfo) -> None:
        self.header.show_agent(info.name, info.state)

    def _take_versions(self, versions: list[Version]) -> None:
        self.versions.show_versions(versions)
        self.header.undo_button.setEnabled(len(versions) > 1)

    def _tell(self, error: AppError | None) -> None:
        self.problem.setText(quoted(error.text) if error else "")
        self.problem.setVisible(error is not None)

    # --- what the person wants --------------------------------------------------------------------

    def _edited(self) -> None:
        self.header.save_button.setEnabled(self.form.changed)
        self.desk.want_draft(self.form.typed)

    def _save(self, then: Callable[[], None]) -> None:
        """Save, then go on; not when something is wrong, or when nothing may be saved now."""
        typed = self.form.typed
        if not typed:
            then()
            return

        def done(draft: Draft) -> None:
            if draft.wrong:
                self.form.show_wrong(draft.wrong)
                self._to_fields()
                self.form.go_to(next(iter(draft.wrong)))
                return
            self._changed()
            then()

        self.desk.save(typed, done)

    def _settled(self, act: Callable[[], None]) -> None:
        """Act once there is no unsaved text, asking what to do with it."""
        if not self.unsaved:
            act()
            return

        def discard() -> None:
            self.form.put_all_back()
            self._edited()
            act()

        self.dialog = ask_unsaved(self, self.desk.name, partial(self._save, act), discard)

    def _undo(self) -> None:
        self._settled(partial(self.desk.undo, self._changed))

    def _restore(self, number: int) -> None:
        self._settled(partial(self.desk.restore, number, self._changed))

    def _changed(self) -> None:
        self._tell(None)
        self.saved.emit()

    def _escape(self) -> None:
        if not self.trial.stop():
            self.leave()

    def _close(self) -> None:
        self.desk.close()
        self.trial.forget()
        self.closed.emit()

    async def _latest(self) -> Character:
        return (await self.desk.draft(self.form.typed)).character

    # --- where everything stands ------------------------------------------------------------------

    def _place(self) -> None:
        scale = self._theme.base_px / 13
        beside = self.width() >= BESIDE * scale
        if beside:
            wide = min(max(LEAST * scale, self.width() * SHARE), MOST * scale)
            self.side.setFixedWidth(round(wide))
        else:
            self.side.setMinimumWidth(0)
            self.side.setMaximumWidth(16_777_215)
        if beside == self._beside:
            return
        self._beside = beside
        if beside:
            self.side.release()
            self._body.insertWidget(0, self.form, 1)
            self.form.show()
        else:
            self._body.removeWidget(self.form)
            self.side.hold(self.tr("Fields"), self.form)
        self._order()

    def _order(self) -> None:
        """Let Tab go through everything as it is read."""
        tabs, fields = [self.side.tabs], self.form.stops()
        before: QWidget = self.header.save_button
        for widget in [*fields, *tabs] if self._beside else [*tabs, *fields]:
            QWidget.setTabOrder(before, widget)
            before = widget

    def _to_fields(self) -> None:
        if not self._beside:
            self.side.show_page(self.form)
