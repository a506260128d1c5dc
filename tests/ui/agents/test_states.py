"""Every state has a word and a colour."""

from __future__ import annotations

import pytest

from app.core.message import AgentState
from app.ui.agents.states import TINTS, state_word
from tests.ui.stage import Stage


@pytest.mark.parametrize("state", AgentState)
def test_every_state_has_a_word_and_a_colour(stage: Stage, state: AgentState) -> None:
    assert state_word(state)
    assert stage.theme.colour(TINTS[state]).isValid()


def test_no_two_states_share_a_word() -> None:
    assert len({state_word(state) for state in AgentState}) == len(AgentState)
