"""The Settings pane over real settings on disk."""

from __future__ import annotations

import tomllib

import pytest
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit

from app.ui.models.settings_form import groups
from app.ui.panes.setting_row import SettingRow
from app.ui.panes.settings import SettingsPane
from app.ui.wizard.window import Wizard
from tests.ui.stage import Stage


@pytest.fixture
def pane(stage: Stage) -> SettingsPane:
    stage.load()
    made = SettingsPane(stage.host, stage.bridge, stage.theme)
    stage.show(made, 900, 700)
    stage.do(made.shown)
    return made


def type_in(stage: Stage, row: SettingRow, text: str) -> None:
    assert isinstance(row.control, QLineEdit)
    row.control.setText(text)
    stage.do(row.control.editingFinished.emit)


def test_every_setting_has_a_row(pane: SettingsPane) -> None:
    expected = [field.name for group in groups() for field in group.fields]
    assert [row.field.name for row in pane.rows] == expected


def test_a_change_is_on_disk_at_once(stage: Stage, pane: SettingsPane) -> None:
    row = pane.row("general", "start_at_login")
    assert isinstance(row.control, QCheckBox)
    stage.do(row.control.click)
    assert stage.host.settings.current.general.start_at_login
    document = tomllib.loads(stage.host.paths.settings.read_text())
    assert document["general"]["start_at_login"] is True


def test_a_bad_value_keeps_the_old_one_and_says_why(stage: Stage, pane: SettingsPane) -> None:
    row = pane.row("model", "max_reply_tokens")
    for bad in ("1", "many"):
        type_in(stage, row, bad)
        assert row.error.isVisible()
        assert "model." not in row.error.text()
        assert stage.host.settings.current.model.max_reply_tokens == 1024
    # Another change does not wipe out what is still to be corrected.
    stage.do(stage.host.settings.change, "general", {"notify": False})
    assert isinstance(row.control, QLineEdit)
    assert row.control.text() == "many"
    type_in(stage, row, "2048")
    assert not row.error.isVisible()
    assert stage.host.settings.current.model.max_reply_tokens == 2048


def test_what_changes_elsewhere_is_shown(stage: Stage, pane: SettingsPane) -> None:
    stage.do(stage.host.settings.change, "model", {"name": "qwen", "temperature": 0.5})
    for name, text in (("name", "qwen"), ("temperature", "0.5")):
        control = pane.row("model", name).control
        assert isinstance(control, QLineEdit)
        assert control.text() == text


def test_the_default_agent_is_one_of_those_there_are(stage: Stage, pane: SettingsPane) -> None:
    control = pane.row("general", "default_agent").control
    assert isinstance(control, QComboBox)
    stage.wait(lambda: control.count() == 3)
    control.activated.emit(control.findData("Researcher"))
    assert stage.host.settings.current.general.default_agent == "Researcher"


def test_the_keyring_is_asked_only_where_a_key_is_in_use(stage: Stage, pane: SettingsPane) -> None:
    assert "may ask for its password" in pane.keys.text
    stage.host.settings.change("model", {"secret": "model.openai"})
    stage.do(pane.shown)
    stage.wait(lambda: pane.keys.text == "It is unlocked.")


def test_the_first_steps_can_be_run_again(stage: Stage, pane: SettingsPane) -> None:
    stage.do(pane.again.click)
    wizard = pane.window().findChild(Wizard)
    assert wizard is not None
    assert wizard.isVisible()
    stage.do(wizard.close)


def test_a_settings_file_that_could_not_be_read_is_told(stage: Stage) -> None:
    stage.host.settings.problem = "The settings file could not be read."
    made = SettingsPane(stage.host, stage.bridge, stage.theme)
    stage.show(made)
    assert "The settings file could not be read." in [x.text() for x in made.findChildren(QLabel)]
