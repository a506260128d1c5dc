"""What a person is asked about a file, and what each answer means."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.core.arrival import SameName, SecretsTo
from app.core.characters.character import Character
from app.core.characters.diff import changes
from app.ui.agents.arrival_questions import KeysQuestion, NameQuestion, differences
from tests.ui.agents.arrivals import eliza, look, take, texts
from tests.ui.stage import Stage


def test_keys_go_to_the_keyring_unless_they_are_left_out(stage: Stage) -> None:
    question = KeysQuestion(stage.theme, ["A_KEY", "TOKEN"])
    stage.show(question, 500, 300)
    assert "A_KEY, TOKEN" in texts(question)
    assert question.answer is SecretsTo.KEYRING
    stage.do(question.leave_out.click)
    assert question.answer is SecretsTo.LEAVE_OUT


@pytest.fixture
def names(stage: Stage, tmp_path: Path) -> NameQuestion:
    take(stage, eliza(tmp_path))
    arrival = look(stage, eliza(tmp_path, "Ada", topics=["numbers"]))
    made = NameQuestion(stage.theme, "Ada", arrival)
    stage.show(made, 500, 500)
    return made


def test_both_are_kept_unless_it_is_replaced(stage: Stage, names: NameQuestion) -> None:
    assert names.answer is SameName.KEEP_BOTH
    assert names.chosen_name == "Ada 2"
    assert names.name.isVisible()
    names.name.setText("  Ada of the sea ")
    assert names.chosen_name == "Ada of the sea"
    stage.do(names.replace.click)
    assert names.answer is SameName.REPLACE
    assert names.chosen_name == ""
    assert not names.name.isVisible()


def test_what_is_different_is_shown_with_its_sign(names: NameQuestion) -> None:
    said = texts(names)
    assert "There is already an agent called Ada" in said
    assert "+ numbers" in said
    assert said[said.index("+ numbers") - 1] == "Topics"


def test_differences_have_signs_and_colours(stage: Stage) -> None:
    old = Character(id="1", name="Ada", bio=("One.", "Two."), topics=("a", "b"))
    new = Character(id="1", name="Ada", bio=("One.", "Three."), topics=("b", "a"))
    frame = differences(changes(old, new))
    stage.show(frame, 500, 300)
    said = texts(frame)
    assert "\u2212 Two." in said
    assert "+ Three." in said
    assert said[-2:] == ["Topics", "The order is another."]
    roles = {w.text(): w.property("role") for w in frame.findChildren(QLabel)}
    assert roles["\u2212 Two."] == "danger"
    assert roles["+ Three."] == "ok"
