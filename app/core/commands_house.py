"""What `health`, `logs`, `secrets …`, `models list` and `raise` mean."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.commands_params import Items, Params, number_of, text_of
from app.core.errors import ConfigError
from app.core.events import RaiseWindow
from app.core.log_reader import LEVELS, LogEntry, LogReader

if TYPE_CHECKING:
    from app.core.health import HealthSummary
    from app.core.host import Host

FOLLOW_S = 0.5
"""Seconds between two looks at a log that is followed."""


async def health(host: Host, params: Params) -> Items:
    """Ask every part and yield the summary."""
    del params
    yield _shown_health(await host.health.report())


async def logs(host: Host, params: Params) -> Items:
    """Yield log entries, oldest first; with `follow`, also those to come."""
    async for item in read_logs(host.paths.log_file, params):
        yield item


async def read_logs(file: Path, params: Params) -> Items:
    """As `logs`, for a home that nobody owns at the moment."""
    level, agent, text = (text_of(params, name) for name in ("level", "agent", "text"))
    if level and level not in LEVELS:
        raise ConfigError(f"There is no level '{level}'. There are: {', '.join(LEVELS)}.")
    limit = number_of(params, "limit", 100, 1_000_000)
    reader = LogReader(file)
    for entry in await asyncio.to_thread(reader.tail, limit, level, agent, text):
        yield _shown_entry(entry)
    while params.get("follow") is True:
        await asyncio.sleep(FOLLOW_S)
        for entry in await asyncio.to_thread(reader.since, reader.position, level, agent, text):
            yield _shown_entry(entry)


async def secrets_set(host: Host, params: Params) -> Items:
    """Store a key in the keyring, read it back, and yield its name."""
    name = text_of(params, "name")
    await host.vault.set(name, text_of(params, "value"))
    yield {"stored": name}


async def secrets_list(host: Host, params: Params) -> Items:
    """Yield the names of the keys; never a value."""
    del params
    for name in await host.vault.names():
        yield {"name": name}


async def secrets_delete(host: Host, params: Params) -> Items:
    """Remove a key from the keyring."""
    name = text_of(params, "name")
    await host.vault.delete(name)
    yield {"deleted": name}


async def models(host: Host, params: Params) -> Items:
    """Yield the models that can answer."""
    del params
    for info in await host.models.list():
        yield asdict(info)


async def raise_window(host: Host, params: Params) -> Items:
    """Bring the window to the front, where there is one."""
    del params
    host.bus.publish(RaiseWindow())
    yield {"raised": True}


def _shown_health(summary: HealthSummary) -> dict[str, Any]:
    newest = summary.figures[-1] if summary.figures else None
    return {
        "state": summary.state.value,
        "started": summary.started.isoformat(),
        "items": [
            {
                "part": item.report.part,
                "state": item.report.state.value,
                "reason": item.report.reason,
                "action": item.report.action,
                "since": item.since.isoformat(),
            }
            for item in summary.items
        ],
        "figures": {**asdict(newest), "at": newest.at.isoformat()} if newest else {},
    }


def _shown_entry(entry: LogEntry) -> dict[str, Any]:
    head = {"at": entry.at, "level": entry.level, "event": entry.event, "agent": entry.agent}
    return {**head, "fields": dict(entry.fields)}
