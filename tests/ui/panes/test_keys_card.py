"""Names of keys, never a value."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from app.core.errors import VaultLocked
from app.ui.panes.keys_card import KeysCard
from tests.ui.stage import Stage

SECRET = "sk-never-shown-anywhere"


@pytest.fixture
def keys(stage: Stage) -> KeysCard:
    stage.host.vault.values = {"model.openai": SECRET}
    made = KeysCard(stage.host, stage.bridge, stage.theme)
    stage.show(made)
    stage.do(made.look.click)
    stage.wait(lambda: "model.openai" in texts(made))
    return made


def texts(card: KeysCard) -> list[str]:
    return [label.text() for label in card.findChildren(QLabel) if label.isVisible()]


def test_names_are_shown_and_no_value(keys: KeysCard) -> None:
    assert keys.text == "It is unlocked."
    everything = " ".join([*texts(keys), *(line.text() for line in keys.findChildren(QLineEdit))])
    assert SECRET not in everything


def test_a_key_is_deleted_after_asking(stage: Stage, keys: KeysCard) -> None:
    delete = next(
        b for b in keys.findChildren(QPushButton) if b.accessibleName() == "Delete: model.openai"
    )
    stage.do(delete.click)
    assert keys.question is not None
    assert keys.question.defaultButton().text() == "Keep"
    stage.do(next(b for b in keys.question.buttons() if b.text() == "Delete").click)
    stage.wait(lambda: "No keys are kept here." in texts(keys))
    assert stage.host.vault.values == {}


def test_an_unusable_keyring_is_told_and_shows_nothing(stage: Stage, keys: KeysCard) -> None:
    stage.host.vault.broken = VaultLocked("The keyring is locked.")
    stage.do(keys.read)
    stage.wait(lambda: keys.text == "The keyring is locked.")
    stage.wait(lambda: "model.openai" not in texts(keys))
    assert stage.problems == []
