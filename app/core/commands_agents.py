"""What `agent …` and `character import` mean."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.character import CharacterFile, load_character, take_secrets
from app.core.commands_params import Items, Params, agent_of, file_of, text_of
from app.core.errors import ConfigError, StoreError, VaultUnavailable
from app.core.message import stable_id
from app.core.paths import write_whole

if TYPE_CHECKING:
    from app.core.agents import AgentInfo
    from app.core.host import Host


async def listing(host: Host, params: Params) -> Items:
    """Yield every agent."""
    del params
    for info in await host.agents.list():
        yield _shown(info)


async def add(host: Host, params: Params) -> Items:
    """Take a character file into the library and make an agent of it.

    Its keys go to the keyring, the rest to the library; the file itself stays untouched. Raises
    ConfigError for a bad file or a taken name, VaultUnavailable when there are keys in it and no
    keyring; nothing is kept then.
    """
    path = file_of(params)
    file = await asyncio.to_thread(load_character, path)
    document, secrets = take_secrets(file.document)
    await _refuse_taken(host, file)
    stored = await _keep_secrets(host, file.character.name, secrets)
    kept = host.paths.characters / f"{_file_name(file.character.name)}.json"
    body = json.dumps(document, ensure_ascii=False, indent=2).encode()
    try:
        await asyncio.to_thread(write_whole, kept, body)
    except OSError as error:
        raise StoreError(f"The library could not be written: {error.strerror}.") from error
    try:
        info = await host.agents.add(document, str(kept))
    except BaseException:
        await asyncio.to_thread(kept.unlink, True)
        raise
    yield {**_shown(info), "warnings": list(file.warnings), "secrets": stored}


async def start(host: Host, params: Params) -> Items:
    """Let the agent answer."""
    info = await _named(host, params)
    await host.agents.start(info.id)
    yield _shown(await host.agents.find(info.id))


async def stop(host: Host, params: Params) -> Items:
    """Let the agent rest until it is started again."""
    info = await _named(host, params)
    await host.agents.stop(info.id)
    yield _shown(await host.agents.find(info.id))


async def remove(host: Host, params: Params) -> Items:
    """Remove the agent with its conversations and memories, and its file in the library."""
    info = await _named(host, params)
    await host.agents.remove(info.id)
    await host.memory.drop_index(info.id)
    kept = Path(info.origin)
    if kept.parent == host.paths.characters:
        await asyncio.to_thread(kept.unlink, True)
    yield {"removed": info.name, "id": info.id}


async def _named(host: Host, params: Params) -> AgentInfo:
    if not text_of(params, "agent"):
        raise ConfigError("Which agent? 'familiar agent list' shows their names.")
    return await agent_of(host, params)


async def _refuse_taken(host: Host, file: CharacterFile) -> None:
    for info in await host.agents.list():
        if info.name.casefold() == file.character.name.casefold():
            raise ConfigError(
                f"There is already an agent called {info.name}. Change the name in the file, or "
                "remove that agent first; nothing was overwritten."
            )


async def _keep_secrets(host: Host, name: str, secrets: dict[str, str]) -> list[str]:
    """Store the keys of a character under `agent/key`; return the names used."""
    names = []
    for key, value in sorted(secrets.items()):
        if not value.strip():
            continue
        stored = f"{name}/{key}"
        try:
            await host.vault.set(stored, value)
        except VaultUnavailable as error:
            raise type(error)(
                f"The file holds keys ({', '.join(sorted(secrets))}), and they can only be kept "
                f"in a keyring. {error.text} Or take them out of the file. Nothing was imported.",
                details=error.details,
            ) from error
        names.append(stored)
    return names


def _file_name(name: str) -> str:
    plain = re.sub(r"[^\w-]+", "-", name.casefold()).strip("-")[:60]
    return f"{plain or 'agent'}-{stable_id('file', name.casefold())[:8]}"


def _shown(info: AgentInfo) -> dict[str, Any]:
    return {
        "id": info.id,
        "name": info.name,
        "state": info.state.value,
        "enabled": info.enabled,
        "summary": info.summary,
        "origin": info.origin,
        "reason": info.reason,
    }
