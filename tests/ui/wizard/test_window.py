"""The first steps, driven with keys and clicks."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from app.core.errors import AuthFailed, VaultAbsent, VaultLocked
from app.core.settings import Backend
from app.ui.models.model_choice import Way
from app.ui.wizard.window import Wizard, open_wizard
from tests.ui.stage import Stage

KEY = "sk-typed-once-and-gone"


@pytest.fixture
def wizard(stage: Stage) -> Iterator[Wizard]:
    stage.load()
    made = stage.do(open_wizard, stage.host, stage.bridge, stage.theme)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    yield made
    stage.do(made.close)
    made.deleteLater()


def go_on(stage: Stage, wizard: Wizard) -> None:
    stage.do(wizard.next.click)


def to_model_page(stage: Stage, wizard: Wizard, way: Way) -> None:
    go_on(stage, wizard)
    stage.do(wizard.model.cards[way].setChecked, True)


def test_from_the_first_page_to_the_end_with_the_starter_model(
    stage: Stage, wizard: Wizard
) -> None:
    assert wizard.step.text() == "Step 1 of 3"
    assert not wizard.back.isVisible()
    go_on(stage, wizard)
    assert wizard.next.text() == "Try it and go on"
    go_on(stage, wizard)
    stage.wait(lambda: wizard.step.text() == "Step 3 of 3")
    (tried,) = stage.host.models.adopted
    assert (tried.backend, tried.local_file) == (Backend.LOCAL, "")
    cards = {agent.name: card for card, agent in wizard._agents}
    assert cards["Eliza"].isChecked()
    QTest.mouseClick(cards["Researcher"], Qt.MouseButton.LeftButton)
    go_on(stage, wizard)
    general = stage.host.settings.current.general
    assert (general.wizard_done, general.default_agent) == (True, "Researcher")
    assert not wizard.isVisible()


def test_there_is_always_a_way_back(stage: Stage, wizard: Wizard) -> None:
    go_on(stage, wizard)
    stage.do(wizard.back.click)
    assert wizard.step.text() == "Step 1 of 3"
    go_on(stage, wizard)
    go_on(stage, wizard)
    stage.wait(lambda: wizard.step.text() == "Step 3 of 3")
    stage.do(wizard.back.click)
    assert wizard.step.text() == "Step 2 of 3"


def test_it_can_be_skipped_and_closed(stage: Stage, wizard: Wizard) -> None:
    stage.do(wizard.reject)
    assert not stage.host.settings.current.general.wizard_done
    wizard.show()
    stage.do(wizard.skip_button.click)
    assert stage.host.settings.current.general.wizard_done
    assert stage.host.models.adopted == []


def test_a_key_is_typed_once_tried_and_gone(stage: Stage, wizard: Wizard) -> None:
    to_model_page(stage, wizard, Way.CLOUD)
    assert wizard.model.key.echoMode() is QLineEdit.EchoMode.Password
    go_on(stage, wizard)
    assert wizard.error.text() == "Type your key."
    QTest.keyClicks(wizard.model.key, KEY)
    assert not wizard.error.isVisible()
    go_on(stage, wizard)
    stage.wait(lambda: wizard.step.text() == "Step 3 of 3")
    (tried,) = stage.host.models.adopted
    assert (tried.backend, tried.name, tried.key) == (Backend.OPENAI, "gpt-4o-mini", KEY)
    assert wizard.model.key.text() == ""
    assert not wizard.model.key.isUndoAvailable()


def test_a_refused_key_is_said_in_plain_words_and_nothing_is_kept(
    stage: Stage, wizard: Wizard
) -> None:
    stage.host.models.failure = AuthFailed("OpenAI does not accept this key. Check it.")
    to_model_page(stage, wizard, Way.CLOUD)
    QTest.keyClicks(wizard.model.key, KEY)
    go_on(stage, wizard)
    stage.wait(wizard.error.isVisible)
    assert wizard.error.text() == "OpenAI does not accept this key. Check it."
    assert wizard.step.text() == "Step 2 of 3"
    assert wizard.model.key.text() == ""
    assert stage.problems == []


def test_a_trial_shows_that_it_runs_and_can_be_cancelled(stage: Stage, wizard: Wizard) -> None:
    stage.host.models.hold = asyncio.Event()
    to_model_page(stage, wizard, Way.SERVER)
    QTest.keyClicks(wizard.model.server_model, "qwen3")
    go_on(stage, wizard)
    assert wizard.trying
    assert wizard.progress.isVisible()
    assert not wizard.next.isEnabled()
    assert wizard.back.text() == "Cancel"
    stage.do(wizard.back.click)
    stage.wait(lambda: stage.host.models.cancelled == 1)
    assert not wizard.trying
    assert wizard.step.text() == "Step 2 of 3"
    assert stage.host.models.adopted == []


def test_closing_ends_a_trial(stage: Stage, wizard: Wizard) -> None:
    stage.host.models.hold = asyncio.Event()
    to_model_page(stage, wizard, Way.LOCAL)
    go_on(stage, wizard)
    stage.do(wizard.reject)
    stage.wait(lambda: stage.host.models.cancelled == 1)


@pytest.mark.parametrize(
    "broken", [VaultAbsent("There is no keyring here."), VaultLocked("The keyring is locked.")]
)
def test_without_a_keyring_it_says_what_helps_and_goes_on_locally(
    stage: Stage, wizard: Wizard, broken: VaultAbsent | VaultLocked
) -> None:
    stage.host.vault.broken = broken
    to_model_page(stage, wizard, Way.CLOUD)
    stage.wait(lambda: wizard.model.warning_text.startswith(broken.text))
    assert wizard.model.warning_text.endswith("go on with the model on this computer.")
    stage.do(wizard.model.cards[Way.LOCAL].setChecked, True)
    assert wizard.model.warning_text == ""
    go_on(stage, wizard)
    stage.wait(lambda: wizard.step.text() == "Step 3 of 3")


def test_a_keyring_that_fails_only_in_the_trial_is_told_too(stage: Stage, wizard: Wizard) -> None:
    stage.host.models.failure = VaultLocked("The keyring is locked.")
    to_model_page(stage, wizard, Way.CLOUD)
    QTest.keyClicks(wizard.model.key, KEY)
    go_on(stage, wizard)
    stage.wait(lambda: wizard.model.warning_text.startswith("The keyring is locked."))


def test_a_stopped_agent_that_is_chosen_is_started(stage: Stage, wizard: Wizard) -> None:
    eliza = stage.run(stage.host.agents.find("Eliza"))
    stage.run(stage.host.agents.stop(eliza.id))
    stage.do(wizard._agents.clear)
    stage.do(wizard._read_agents)
    wizard._show(2)
    heard: list[object] = []
    stage.bridge.agent_changed.connect(heard.append)
    go_on(stage, wizard)
    stage.wait(lambda: heard)
    assert stage.run(stage.host.agents.find("Eliza")).enabled


def test_what_cannot_be_saved_keeps_the_window_open(stage: Stage, wizard: Wizard) -> None:
    settings = stage.host.paths.settings
    settings.parent.rename(settings.parent.with_name("away"))
    stage.do(wizard.skip_button.click)
    assert wizard.isVisible()
    assert wizard.error.text().startswith("The settings could not be saved")


def test_the_pages_say_what_it_is_about(wizard: Wizard) -> None:
    words = [label.text() for label in wizard.welcome.findChildren(QLabel)]
    assert "Welcome to Familiar" in words
    wizard.grab()
