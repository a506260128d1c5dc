"""What `agent …` means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.core.commands_params import Items, Params, agent_of, text_of
from app.core.errors import ConfigError

if TYPE_CHECKING:
    from app.core.agents import AgentInfo
    from app.core.host import Host


async def listing(host: Host, params: Params) -> Items:
    """Yield every agent."""
    del params
    for info in await host.agents.list():
        yield shown(info)


async def start(host: Host, params: Params) -> Items:
    """Let the agent answer."""
    info = await named_agent(host, params)
    await host.agents.start(info.id)
    yield shown(await host.agents.find(info.id))


async def stop(host: Host, params: Params) -> Items:
    """Let the agent rest until it is started again."""
    info = await named_agent(host, params)
    await host.agents.stop(info.id)
    yield shown(await host.agents.find(info.id))


async def remove(host: Host, params: Params) -> Items:
    """Remove the agent with its conversations, memories, versions and picture."""
    info = await named_agent(host, params)
    await host.library.remove(info.id)
    yield {"removed": info.name, "id": info.id}


async def named_agent(host: Host, params: Params) -> AgentInfo:
    """Return the agent that is named. Raises ConfigError when none is, NotFound."""
    if not text_of(params, "agent"):
        raise ConfigError("Which agent? 'familiar agent list' shows their names.")
    return await agent_of(host, params)


def shown(info: AgentInfo) -> dict[str, Any]:
    """Return what a command tells of an agent."""
    return {
        "id": info.id,
        "name": info.name,
        "state": info.state.value,
        "enabled": info.enabled,
        "summary": info.summary,
        "origin": info.origin,
        "reason": info.reason,
    }
