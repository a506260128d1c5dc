"""The command line's `execute` over a host in this process, with a scripted model."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Mapping
from typing import Any

from app.core.commands import run
from app.core.host import Host
from app.core.logs import Logs, configure
from app.core.paths import Paths
from app.core.redaction import Redactor
from tests.counterparts.house import build_host
from tests.counterparts.ports import ScriptedModel


class HostedCommands:
    """Starts the host with the first command, on the command line's own loop."""

    def __init__(self, paths: Paths, model: ScriptedModel) -> None:
        self.model = model
        self.host: Host | None = None
        self.closed = 0
        self._paths = paths
        self._logs: Logs | None = None

    async def __call__(
        self, command: str, params: Mapping[str, Any]
    ) -> AsyncGenerator[dict[str, Any], None]:
        if self.host is None:
            self._logs = configure(self._paths.log_file, "info", 50, Redactor())
            self.host = build_host(self._paths, self.model)
            await self.host.start()
        items = run(self.host, command, params)
        try:
            async for item in items:
                yield item
        finally:
            await items.aclose()

    async def close(self) -> None:
        self.closed += 1
        if self.host is not None:
            await self.host.stop()
        if self._logs is not None:
            self._logs.close()
