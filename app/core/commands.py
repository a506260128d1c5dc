"""Every word of the command line and what it means, as items a program or a person can read.

Nothing here prints. The window's process runs these for the command line through the door; a
command line that owns the home itself runs them over its own host.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.core import commands_agents as agents
from app.core import commands_characters as characters
from app.core import commands_chat as chat
from app.core import commands_house as house
from app.core import commands_memory as memory
from app.core.commands_params import Command, Items, Params
from app.core.errors import ConfigError
from app.core.paths import Paths

if TYPE_CHECKING:
    from app.core.host import Host

COMMANDS: Mapping[str, Command] = {
    "chat": chat.chat,
    "chat stop": chat.stop,
    "trace": chat.trace,
    "agent list": agents.listing,
    "agent add": characters.bring,
    "agent start": agents.start,
    "agent stop": agents.stop,
    "agent remove": agents.remove,
    "character import": characters.bring,
    "character export": characters.export,
    "character history": characters.history,
    "character undo": characters.undo,
    "character duplicate": characters.duplicate,
    "memory import": memory.bring,
    "memory search": memory.search,
    "memory list": memory.listing,
    "memory forget": memory.forget,
    "health": house.health,
    "logs": house.logs,
    "secrets set": house.secrets_set,
    "secrets list": house.secrets_list,
    "secrets delete": house.secrets_delete,
    "models list": house.models,
    "raise": house.raise_window,
}

WITHOUT_HOST = frozenset({"logs"})
"""Commands that need no owner of the home at all: `run_without_host` does them from the files."""


def run(host: Host, command: str, params: Params) -> Items:
    """Do a command over a started host; yields JSON-able items. Raises AppError while iterated."""
    return COMMANDS.get(command, _unknown)(host, params)


def run_without_host(paths: Paths, command: str, params: Params) -> Items:
    """Do one of `WITHOUT_HOST`."""
    if command != "logs":
        raise ConfigError(f"'{command}' needs Familiar to be running.")
    return house.read_logs(paths.log_file, params)


async def _unknown(host: Host, params: Params) -> Items:
    del host, params
    raise ConfigError("This version of Familiar does not know that command. Restart Familiar.")
    yield {}
