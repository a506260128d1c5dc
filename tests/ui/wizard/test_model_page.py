"""What can be filled in about who should answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui.models.model_choice import OTHER, SERVER_EXAMPLE, Filled, Way
from app.ui.wizard.model_page import ModelPage
from tests.ui.stage import Stage


@pytest.fixture
def page(stage: Stage) -> ModelPage:
    made = ModelPage(stage.theme)
    stage.show(made, 720, 500)
    return made


def test_it_begins_with_this_computer(page: ModelPage) -> None:
    assert page.filled == Filled(address=SERVER_EXAMPLE)


def test_a_file_can_be_chosen_and_taken_back(stage: Stage, page: ModelPage) -> None:
    stage.do(page.use_file, Path("/models/big.gguf"))
    assert page.filled.file == "/models/big.gguf"
    assert page.file_name.text() == "big.gguf"
    stage.do(page.starter.click)
    assert page.filled.file == ""
    assert page.file_name.text() == "Starter model"


def test_each_card_opens_only_its_own_fields(stage: Stage, page: ModelPage) -> None:
    asked: list[bool] = []
    page.keyring_wanted.connect(lambda: asked.append(True))
    stage.do(page.cards[Way.SERVER].setChecked, True)
    assert page.server_model.isVisible()
    assert not page.key.isVisible()
    assert asked == []
    stage.do(page.cards[Way.CLOUD].setChecked, True)
    assert page.key.isVisible()
    assert not page.server_model.isVisible()
    assert asked == [True]


def test_another_provider_needs_an_address(stage: Stage, page: ModelPage) -> None:
    stage.do(page.cards[Way.CLOUD].setChecked, True)
    assert not page.cloud_address.isVisible()
    stage.do(page.provider.setCurrentIndex, page.provider.findData(OTHER))
    assert page.cloud_address.isVisible()
    assert page.cloud_model.text() == ""
    stage.do(page.provider.setCurrentIndex, page.provider.findData("anthropic"))
    assert not page.cloud_address.isVisible()
    assert page.cloud_model.text().startswith("claude")


def test_a_key_belongs_to_the_cloud_alone(stage: Stage, page: ModelPage) -> None:
    stage.do(page.cards[Way.CLOUD].setChecked, True)
    QTest.keyClicks(page.key, "sk-1")
    assert page.filled.key == "sk-1"
    stage.do(page.cards[Way.SERVER].setChecked, True)
    assert page.filled.key == ""
    page.forget_key()
    assert page.key.text() == ""


def test_arrow_keys_move_between_the_cards(stage: Stage, page: ModelPage) -> None:
    page.cards[Way.LOCAL].setFocus()
    QTest.keyClick(page.cards[Way.LOCAL], Qt.Key.Key_Down)
    stage.settle()
    assert page.cards[Way.CLOUD].isChecked()
