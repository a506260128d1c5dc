"""Adding an agent from a file: read off the loop, secrets to the keyring, the rest to the home."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.core.arrival import Choices, SecretsTo
from app.core.errors import VaultUnavailable

if TYPE_CHECKING:
    from app.core.agents import AgentInfo
    from app.core.host import Host


@dataclass(frozen=True, slots=True)
class Added:
    """The new agent; which keys of its file went to the keyring, and which could not."""

    agent: AgentInfo
    kept: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


async def add_from_file(host: Host, path: Path) -> Added:
    """Add the agent in a character file. Raises ConfigError as it stands for a person.

    Keys in the file go to the keyring under the agent's name and never into the home. Without a
    keyring the agent is added all the same, and `lost` names the keys to be given again.
    """
    arrival = await host.intake.look(path)
    try:
        taken = await host.intake.take_in(arrival, Choices(secrets=SecretsTo.KEYRING))
    except VaultUnavailable:
        taken = await host.intake.take_in(arrival, Choices(secrets=SecretsTo.LEAVE_OUT))
    return Added(taken.agent, taken.stored, taken.left_out)
