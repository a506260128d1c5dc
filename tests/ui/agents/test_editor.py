"""The editor of a character, whole: typing, saving, undoing, leaving."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from app.core.message import AgentState
from app.ui.agents.editor import CharacterEditor
from tests.ui.agents.editing import MIRA, EditorStage, texts


@pytest.fixture
def editor(desk: EditorStage) -> CharacterEditor:
    return opened(desk, desk.mira.id)


def opened(desk: EditorStage, agent_id: str, width: int = 1120) -> CharacterEditor:
    made: CharacterEditor = desk.do(
        lambda: CharacterEditor(desk.host, desk.bridge, desk.theme, agent_id)
    )
    desk.show(made, width, 700)
    desk.do(made.activateWindow)
    desk.wait(lambda: made.preview.view.text and made.versions.count)
    return made


def type_in(editor: CharacterEditor, name: str, text: str) -> None:
    QTest.keyClicks(editor.form.rows[name].control, text)


def press(editor: CharacterEditor, key: Qt.Key, *, ctrl: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ControlModifier if ctrl else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(editor.focusWidget() or editor, key, modifier)


def answer(desk: EditorStage, editor: CharacterEditor, words: str) -> None:
    assert isinstance(editor.dialog, QMessageBox)
    button = next(each for each in editor.dialog.buttons() if each.text() == words)
    desk.do(button.click)


def bio(desk: EditorStage) -> tuple[str, ...]:
    found: tuple[str, ...] = desk.host.agents.character(desk.mira.id).bio
    return found


def count(desk: EditorStage) -> int:
    return len(desk.run(desk.host.library.versions(desk.mira.id)))


def heard(editor: CharacterEditor) -> list[str]:
    found: list[str] = []
    editor.closed.connect(lambda: found.append("closed"))
    editor.saved.connect(lambda: found.append("saved"))
    return found


def test_it_opens_with_everything_of_the_character(
    desk: EditorStage, editor: CharacterEditor
) -> None:
    assert editor.header.name.text() == "Mira"
    assert editor.header.state.text() == "ready"
    assert editor.form.rows["bio"].text == "Keeps a lighthouse.\nSpeaks little."
    assert "Keeps a lighthouse." in editor.preview.view.text
    assert editor.form.kept.isVisibleTo(editor.form)
    assert not editor.unsaved
    assert not editor.header.save_button.isEnabled()
    assert not editor.header.undo_button.isEnabled()
    assert desk.model.requests == []


def test_typing_is_previewed_and_saved_with_ctrl_s(
    desk: EditorStage, editor: CharacterEditor
) -> None:
    signals = heard(editor)
    desk.do(editor.form.go_to, "bio")
    type_in(editor, "bio", "Sails now. ")
    assert editor.unsaved
    assert editor.header.save_button.isEnabled()
    desk.wait(lambda: "Sails now. Keeps" in editor.preview.view.text)
    assert bio(desk)[0] == "Keeps a lighthouse."
    press(editor, Qt.Key.Key_S, ctrl=True)
    desk.wait(lambda: signals == ["saved"])
    assert bio(desk) == ("Sails now. Keeps a lighthouse.", "Speaks little.")
    assert not editor.unsaved
    assert not editor.header.save_button.isEnabled()
    desk.wait(editor.header.undo_button.isEnabled)
    data = desk.host.agents.document(desk.mira.id)["data"]
    assert data == {**MIRA["data"], "description": "Sails now. Keeps a lighthouse.\nSpeaks little."}


def test_saving_without_a_change_is_no_version(desk: EditorStage, editor: CharacterEditor) -> None:
    signals = heard(editor)
    desk.do(editor.save)
    desk.settle()
    assert (count(desk), signals) == (1, [])


def test_a_field_that_is_wrong_is_said_and_gone_to(
    desk: EditorStage, editor: CharacterEditor
) -> None:
    type_in(editor, "settings", "nonsense")
    type_in(editor, "bio", "New. ")
    desk.wait(lambda: "not JSON" in editor.form.rows["settings"].error.text())
    desk.do(editor.save)
    desk.wait(editor.form.rows["settings"].control.hasFocus)
    assert count(desk) == 1
    assert editor.unsaved


def test_a_name_that_is_taken_is_told_and_nothing_is_lost(
    desk: EditorStage, editor: CharacterEditor
) -> None:
    control = editor.form.rows["name"].control
    control.selectAll()
    type_in(editor, "name", "Eliza")
    desk.do(editor.save)
    desk.wait(editor.problem.isVisible)
    assert "already an agent called Eliza" in editor.problem.text()
    assert editor.form.rows["name"].text == "Eliza"
    control.selectAll()
    type_in(editor, "name", "Mirabel")
    desk.do(editor.save)
    desk.wait(lambda: not editor.unsaved)
    assert editor.problem.isHidden()
    desk.wait(lambda: editor.header.name.text() == "Mirabel")


def test_what_is_typed_while_saving_stays(desk: EditorStage, editor: CharacterEditor) -> None:
    type_in(editor, "bio", "Sails. ")

    def save_and_type() -> None:
        editor.save()
        type_in(editor, "scenario", "Fog. ")

    desk.do(save_and_type)
    desk.wait(lambda: editor.versions.count == 2)
    desk.wait(lambda: editor.form.typed == {"scenario": "Fog. A storm."})
    assert editor.header.save_button.isEnabled()


def test_undo_and_restore_are_new_versions(desk: EditorStage, editor: CharacterEditor) -> None:
    signals = heard(editor)
    type_in(editor, "bio", "Sails. ")
    desk.do(editor.save)
    desk.wait(editor.header.undo_button.isEnabled)
    desk.do(editor.header.undo_button.click)
    desk.wait(lambda: editor.versions.count == 3)
    assert editor.form.rows["bio"].text.startswith("Keeps")
    desk.do(editor.side.show_page, editor.versions)
    restore = next(
        each
        for each in editor.versions.findChildren(QPushButton)
        if each.accessibleName() == "Restore version 2"
    )
    desk.do(restore.click)
    desk.wait(lambda: editor.versions.count == 4)
    assert editor.form.rows["bio"].text.startswith("Sails.")
    assert signals == ["saved"] * 3


def test_leaving_without_a_change_asks_nothing(desk: EditorStage, editor: CharacterEditor) -> None:
    signals = heard(editor)
    desk.do(editor.header.leave.click)
    assert signals == ["closed"]
    assert editor.dialog is None


def test_leaving_with_unsaved_text_asks(desk: EditorStage, editor: CharacterEditor) -> None:
    signals = heard(editor)
    type_in(editor, "bio", "Sails. ")
    desk.do(editor.leave)
    answer(desk, editor, "Stay")
    assert editor.unsaved
    assert signals == []
    desk.do(editor.leave)
    answer(desk, editor, "Save")
    desk.wait(lambda: signals == ["saved", "closed"])
    assert bio(desk)[0] == "Sails. Keeps a lighthouse."


def test_discarded_text_is_gone(desk: EditorStage, editor: CharacterEditor) -> None:
    signals = heard(editor)
    type_in(editor, "bio", "Sails. ")
    desk.do(editor.leave)
    answer(desk, editor, "Discard")
    assert signals == ["closed"]
    desk.do(editor.open, desk.mira.id)
    assert editor.form.rows["bio"].text.startswith("Keeps")
    assert not editor.unsaved
    assert count(desk) == 1


def test_leaving_with_something_wrong_stays_there(
    desk: EditorStage, editor: CharacterEditor
) -> None:
    signals = heard(editor)
    type_in(editor, "settings", "nonsense")
    desk.do(editor.leave)
    answer(desk, editor, "Save")
    desk.wait(lambda: editor.focusWidget() is editor.form.rows["settings"].control)
    assert signals == []


def test_undo_asks_before_unsaved_text_is_lost(desk: EditorStage, editor: CharacterEditor) -> None:
    type_in(editor, "bio", "One. ")
    desk.do(editor.save)
    desk.wait(editor.header.undo_button.isEnabled)
    type_in(editor, "bio", "Two. ")
    desk.do(editor.header.undo_button.click)
    assert count(desk) == 2
    answer(desk, editor, "Discard")
    desk.wait(lambda: editor.versions.count == 3)
    assert editor.form.rows["bio"].text.startswith("Keeps")


def test_esc_stops_a_reply_and_leaves_without_one(
    desk: EditorStage, editor: CharacterEditor
) -> None:
    import asyncio

    from app.core.exchange import TextDelta

    signals = heard(editor)
    forever = asyncio.Event()
    desk.model.script = lambda _: [TextDelta("The la"), forever.wait]
    desk.do(editor.side.show_page, editor.trial)
    desk.do(editor.trial.composer.sent.emit, "Is it dark?")
    desk.wait(lambda: desk.model.requests)
    desk.do(editor.trial.composer.setFocus)
    press(editor, Qt.Key.Key_Escape)
    desk.wait(lambda: not editor.trial.writing)
    assert signals == []
    press(editor, Qt.Key.Key_Escape)
    desk.wait(lambda: signals == ["closed"])


def test_the_trial_talks_to_what_was_just_typed(desk: EditorStage, editor: CharacterEditor) -> None:
    def type_and_send() -> None:
        type_in(editor, "system", "Be a gull. ")
        editor.trial.composer.sent.emit("Who are you?")

    desk.do(type_and_send)
    desk.wait(lambda: desk.model.requests)
    assert "Be a gull. Never leave the tower." in desk.model.requests[0].messages[0].text
    desk.wait(lambda: not editor.trial.writing)
    assert count(desk) == 1


def test_a_change_from_elsewhere_is_shown_under_what_is_typed(
    desk: EditorStage, editor: CharacterEditor
) -> None:
    type_in(editor, "scenario", "Fog. ")
    desk.run(desk.host.library.edit(desk.mira.id, {"bio": ("Elsewhere.",), "scenario": "Calm."}))
    desk.wait(lambda: editor.form.rows["bio"].text == "Elsewhere.")
    assert editor.form.typed == {"scenario": "Fog. A storm."}
    desk.do(editor.save)
    desk.wait(lambda: not editor.unsaved)
    assert desk.host.agents.character(desk.mira.id).scenario == "Fog. A storm."
    assert bio(desk) == ("Elsewhere.",)


def test_the_state_is_followed_without_touching_the_form(
    desk: EditorStage, editor: CharacterEditor
) -> None:
    type_in(editor, "bio", "Half a sen")
    desk.do(desk.host.agents.mark, desk.mira.id, AgentState.BUSY)
    desk.wait(lambda: editor.header.state.text() == "answering")
    assert editor.form.rows["bio"].text.startswith("Half a sen")


def test_an_agent_that_is_removed_closes_it(desk: EditorStage, editor: CharacterEditor) -> None:
    signals = heard(editor)
    desk.run(desk.host.library.remove(desk.mira.id))
    desk.wait(lambda: signals == ["closed"])
    assert desk.problems == []


def test_another_picture_is_shown_at_once(desk: EditorStage, editor: CharacterEditor) -> None:
    desk.do(editor.form.picture.wanted.emit, desk.picture())
    desk.wait(lambda: editor.form.picture.portrait.pictured)
    assert not editor.unsaved
    desk.do(editor.form.picture.wanted.emit, desk.folder / "character.json")
    desk.wait(editor.problem.isVisible)


def test_a_character_that_cannot_be_read_says_so_and_keeps_its_versions(
    desk: EditorStage, editor: CharacterEditor
) -> None:
    from dataclasses import replace
    from datetime import UTC, datetime

    (row,) = [row for row in desk.run(desk.store.agents()) if row.id == desk.mira.id]
    desk.run(desk.store.save_agent(replace(row, character={"bio": 1}), datetime.now(UTC), "odd"))
    desk.host.agents._characters.pop(desk.mira.id)
    desk.run(desk.host.agents.load())
    desk.do(editor.open, desk.mira.id)
    assert "no name" in editor.problem.text()
    assert not editor.form.isEnabled()
    assert editor.side.page() is editor.versions
    desk.wait(lambda: editor.versions.count == 2)
    desk.do(editor.versions.restore.emit, 1)
    desk.wait(editor.form.isEnabled)
    assert editor.problem.isHidden()
    assert editor.form.rows["bio"].text.startswith("Keeps")


def test_in_a_narrow_window_the_fields_are_a_tab(desk: EditorStage) -> None:
    editor = opened(desk, desk.mira.id, 700)
    tabs = editor.side.tabs
    titles = [tabs.tabText(index) for index in range(tabs.count())]
    assert titles == ["Fields", "Prompt", "Try it", "Versions"]
    assert editor.side.page() is editor.form
    assert editor.form.isVisible()
    type_in(editor, "settings", "nonsense")
    desk.do(editor.side.show_page, editor.preview)
    assert not editor.form.isVisible()
    desk.do(editor.save)
    desk.wait(lambda: editor.side.page() is editor.form)
    desk.do(editor.resize, 1_100, 700)
    assert tabs.count() == 3
    assert editor.form.isVisible()
    assert editor.preview.isVisible()
    assert editor.form.typed == {"settings": "nonsense"}


@pytest.mark.parametrize("width", [1120, 700])
def test_tab_goes_through_it_as_it_is_read(desk: EditorStage, width: int) -> None:
    editor = opened(desk, desk.mira.id, width)
    type_in(editor, "bio", "x")
    desk.do(editor.header.leave.setFocus)
    order: list[QWidget] = []
    for _ in range(60):
        now = desk.app.focusWidget()
        assert now is not None
        if now in order:
            break
        order.append(now)
        QTest.keyClick(now, Qt.Key.Key_Tab)
    rows = editor.form.rows
    wanted: list[QWidget] = [rows["name"].control, rows["bio"].control, rows["bio"].back]
    wanted += [rows["system"].control, rows["plugins"].control]
    tabs = editor.side.tabs
    places = [order.index(widget) for widget in (rows["name"].control, editor.form.picture.choose)]
    assert places == sorted(places)
    fields = [order.index(rows[name].control) for name in ("name", "system", "bio", "plugins")]
    assert fields == sorted(fields)
    assert order.index(rows["bio"].back) == order.index(rows["bio"].control) + 1
    assert (order.index(tabs) < fields[0]) is (width == 700)
    assert all(widget.accessibleName() or isinstance(widget, QPushButton) for widget in order)
    if width == 1120:
        assert editor.preview.message in order


def test_a_megabyte_freezes_nothing(desk: EditorStage) -> None:
    long = desk.take(
        {
            "name": "Long",
            "system": "x" * 1_000_000,
            "bio": ["word " * 200_000],
            "lore": ["line"] * 60_000,
            "topics": ["topic"] * 20_000,
        }
    )
    began = time.perf_counter()
    editor = opened(desk, long.id)
    assert time.perf_counter() - began < 5
    assert editor.form.rows["system"].anew.isVisibleTo(editor.form)
    began = time.perf_counter()
    type_in(editor, "lore", "abc")
    assert time.perf_counter() - began < 1
    desk.wait(lambda: "do not fit" in editor.preview.note.text())
    desk.do(editor.save)
    desk.wait(lambda: not editor.unsaved, 15)
    assert desk.host.agents.character(long.id).lore[0] == "abcline"


def test_texts_of_a_character_are_never_markup(desk: EditorStage) -> None:
    hostile = "<img src='file:///etc/passwd'><b>bold</b>"
    agent = desk.take({"name": hostile, "bio": [hostile], "greeting": hostile, "odd": 1})
    editor = opened(desk, agent.id)
    assert editor.header.name.textFormat() is Qt.TextFormat.PlainText
    assert hostile in editor.preview.view.text
    desk.run(desk.host.library.edit(agent.id, {"bio": (f"{hostile}!",)}))
    desk.do(editor.side.show_page, editor.versions)
    desk.wait(lambda: editor.versions.count == 2)
    shown = [text.replace("\u200b", "") for text in texts(editor.versions)]
    assert f"+ {hostile}!" in shown
