"""The one state worth showing."""

from __future__ import annotations

import pytest

from app.core.agents import AgentInfo
from app.core.message import AgentState
from app.core.ports import HealthReport, HealthState
from app.ui.models.tray_state import TrayState, overall, wants_attention

FINE = HealthReport("database", HealthState.OK, "It answers.")
SLOW = HealthReport("disk", HealthState.DEGRADED, "The disk is slow.")
FULL = HealthReport("disk", HealthState.DEGRADED, "The disk is nearly full.", "Free some space.")
GONE = HealthReport("model", HealthState.DOWN, "The model does not answer.")


def agent(state: AgentState) -> AgentInfo:
    return AgentInfo("id", "Eliza", state, "", state is not AgentState.STOPPED, "shipped")


@pytest.mark.parametrize(
    ("states", "reports", "started", "paused", "expected"),
    [
        ([], [], False, False, TrayState.STARTING),
        ([AgentState.READY], [FINE], True, False, TrayState.READY),
        ([AgentState.READY, AgentState.STARTING], [], True, False, TrayState.STARTING),
        ([AgentState.READY, AgentState.BUSY], [SLOW], True, False, TrayState.BUSY),
        ([AgentState.BUSY], [FULL], True, False, TrayState.ATTENTION),
        ([AgentState.ATTENTION, AgentState.BUSY], [], True, False, TrayState.ATTENTION),
        ([AgentState.READY], [GONE], False, False, TrayState.ATTENTION),
        ([AgentState.STOPPED], [], True, True, TrayState.PAUSED),
        ([AgentState.STOPPED], [], True, False, TrayState.PAUSED),
        ([], [], True, False, TrayState.PAUSED),
    ],
)
def test_what_wants_the_person_comes_first(
    states: list[AgentState],
    reports: list[HealthReport],
    started: bool,
    paused: bool,
    expected: TrayState,
) -> None:
    agents = [agent(state) for state in states]
    assert overall(agents, reports, started=started, paused=paused) is expected


def test_only_what_the_person_can_help_calls_for_attention() -> None:
    assert not wants_attention(SLOW)
    assert wants_attention(FULL)
    assert wants_attention(GONE)
