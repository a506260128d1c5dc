"""Reading a command's parameters: they may come over the door, so nothing is taken on trust."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.errors import ConfigError, NotFound
from app.core.message import Room

if TYPE_CHECKING:
    from app.core.agents import AgentInfo
    from app.core.host import Host

Params = Mapping[str, Any]
Items = AsyncGenerator[dict[str, Any], None]
Command = Callable[["Host", Params], Items]

MAX_FILE_BYTES = 500_000_000


def text_of(params: Params, name: str) -> str:
    """Return a text parameter; '' when it is not given. Raises ConfigError for anything else."""
    value = params.get(name, "")
    if not isinstance(value, str):
        raise ConfigError(f"'{name}' is not text.")
    return value


def number_of(params: Params, name: str, usual: int, most: int) -> int:
    """Return a whole number from 1 to `most`, `usual` when it is not given."""
    value = params.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= most:
        raise ConfigError(f"'{name}' is not a whole number from 1 to {most:,}.")
    return value


def texts_of(params: Params, name: str) -> list[str]:
    """Return a list of texts; [] when it is not given."""
    value = params.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ConfigError(f"'{name}' is not a list of texts.")
    return list(value)


def file_of(params: Params, name: str = "file") -> Path:
    """Return an absolute path: the owner of the home may stand in another folder."""
    path = Path(text_of(params, name))
    if not path.is_absolute():
        raise ConfigError("The file is not named with its full path.")
    return path


async def agent_of(host: Host, params: Params) -> AgentInfo:
    """Return the agent that is named, or the default one. Raises NotFound with the names."""
    return await host.agents.find(
        text_of(params, "agent") or host.settings.current.general.default_agent
    )


async def room_of(host: Host, agent_id: str, params: Params) -> Room | None:
    """Return the room that is named, by name or id; None when none is. Raises NotFound."""
    wanted = text_of(params, "room")
    if not wanted:
        return None
    rooms = await host.rooms.list(agent_id)
    for room in rooms:
        if wanted == room.id or wanted.casefold() == room.name.casefold():
            return room
    names = ", ".join(sorted({room.name for room in rooms if room.name})[:20]) or "none yet"
    raise NotFound(f"There is no conversation called '{wanted}'. There are: {names}.")


async def json_lines(path: Path) -> list[tuple[int, dict[str, Any]]]:
    """Return the objects of a JSON lines file with their line numbers.

    Raises ConfigError that names the line which is not a JSON object.
    """
    return await asyncio.to_thread(_json_lines, path)


def _json_lines(path: Path) -> list[tuple[int, dict[str, Any]]]:
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise ConfigError(f"{path.name} is larger than 500 MB. Split it.")
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except FileNotFoundError as error:
        raise NotFound(f"There is no file {path}.") from error
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path.name} is not UTF-8 text.") from error
    found = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise ConfigError(f"{path.name}, line {number}: this is not JSON.") from error
        if not isinstance(value, dict):
            raise ConfigError(f"{path.name}, line {number}: this is not a JSON object.")
        found.append((number, value))
    return found
