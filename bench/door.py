"""A client of the running program's private socket that costs the program nothing extra."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.api.caller import call
from app.core.paths import Paths


class Door:
    """Sends commands to the process that owns a home."""

    def __init__(self, home: Path) -> None:
        self._paths = Paths.under(home)

    def run(self, command: str, **params: Any) -> list[dict[str, Any]]:
        """Return all items a command yields. Raises AppError."""
        return asyncio.run(self._items(command, params))

    def stream(self, command: str, seen: Callable[[dict[str, Any]], None], **params: Any) -> None:
        """Hand each item to `seen` as it comes. Raises AppError."""
        asyncio.run(self._follow(command, params, seen))

    def chat(self, text: str) -> dict[str, Any]:
        """Send one message to Eliza and return the last item: the whole reply."""
        return self.run("chat", agent="Eliza", text=text)[-1]

    async def _follow(
        self, command: str, params: dict[str, Any], seen: Callable[[dict[str, Any]], None]
    ) -> None:
        async for item in call(self._paths, command, params):
            seen(item)

    async def _items(self, command: str, params: dict[str, Any]) -> list[dict[str, Any]]:
        return [item async for item in call(self._paths, command, params)]
