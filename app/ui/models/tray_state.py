"""What the tray says about everything at once, worked out without Qt."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from app.core.message import AgentState
from app.core.ports import HealthReport, HealthState

if TYPE_CHECKING:
    from app.core.agents import AgentInfo

INLINE_AGENTS = 4
"""With more agents than this the menu groups them: it never has more than nine items."""


class TrayState(StrEnum):
    """The states of the icon, each with a shape of its own beside its colour."""

    STARTING = "starting"
    READY = "ready"
    BUSY = "busy"
    ATTENTION = "attention"
    PAUSED = "paused"


def overall(
    agents: Sequence[AgentInfo], reports: Sequence[HealthReport], *, started: bool, paused: bool
) -> TrayState:
    """Return the one state worth showing: what wants the person comes before what is busy."""
    states = {agent.state for agent in agents}
    if AgentState.ATTENTION in states or any(wants_attention(report) for report in reports):
        return TrayState.ATTENTION
    if not started or AgentState.STARTING in states:
        return TrayState.STARTING
    if AgentState.BUSY in states:
        return TrayState.BUSY
    if paused or states <= {AgentState.STOPPED}:
        return TrayState.PAUSED
    return TrayState.READY


def wants_attention(report: HealthReport) -> bool:
    """Say whether the person can do something: what is merely slower does not call for them."""
    if report.state is HealthState.DOWN:
        return True
    return report.state is HealthState.DEGRADED and bool(report.action)
