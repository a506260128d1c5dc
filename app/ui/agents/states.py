"""How an agent is, as a word and the colour of the dot beside it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.message import AgentState

TINTS = {
    AgentState.STOPPED: "control",
    AgentState.STARTING: "info",
    AgentState.READY: "ok",
    AgentState.BUSY: "accent",
    AgentState.ATTENTION: "warn",
}
"""The token of the dot; a word always stands next to it."""


def state_word(state: AgentState) -> str:
    """Return the word that stands beside an agent's dot."""
    translate = QCoreApplication.translate
    return {
        AgentState.STOPPED: translate("AgentsPane", "stopped"),
        AgentState.STARTING: translate("AgentsPane", "starting"),
        AgentState.READY: translate("AgentsPane", "ready"),
        AgentState.BUSY: translate("AgentsPane", "answering"),
        AgentState.ATTENTION: translate("AgentsPane", "needs your attention"),
    }[state]
