"""The line above a conversation fits every width."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.ui.chat.header import Header
from tests.counterparts.fake_host import STARTER
from tests.ui.stage import Stage

# Qt's offscreen platform says this of fixed sizes and of menus; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def header(stage: Stage) -> Header:
    made = Header(stage.theme)
    made.show_agent("Eliza")
    made.show_model(STARTER)
    made.show_memories(3)
    stage.show(made, 900, 52)
    return made


def test_a_starter_is_called_one_and_a_better_one_offered(header: Header) -> None:
    assert header._model._label.text() == "Starter model · this computer"
    assert not header._better.isHidden()
    assert header._memories._label.text() == "3 memories used"
    header.show_memories(1)
    assert header._memories._label.text() == "1 memory used"
    header.show_memories(None)
    assert header._memories.isHidden()


def test_other_models_are_named(header: Header) -> None:
    header.show_model(replace(STARTER, starter=False, label="Qwen3 4B"))
    assert header._model._label.text() == "Qwen3 4B · this computer"
    assert header._better.isHidden()
    header.show_model(replace(STARTER, starter=False, label="gpt-x", local=False))
    assert header._model._label.text() == "gpt-x"
    header.show_model(None)
    assert header._model.isHidden()


def test_what_does_not_fit_leaves_in_order(stage: Stage, header: Header) -> None:
    header.resize(470, 52)
    stage.settle()
    assert header._memories.isHidden()
    assert not header._why.isHidden()
    header.resize(300, 52)
    stage.settle()
    assert header._model.isHidden()
    assert not header._why.isHidden()
    assert header._line.minimumSize().width() <= 300
    header.set_listed(listed=False)
    assert not header._list.isHidden()
