"""Reading a character in a thread of this process, where a test needs no helper."""

from __future__ import annotations

import asyncio
from pathlib import Path

from app.core.characters.report import Examined, examine


async def read_here(path: Path) -> Examined:
    """Read and examine a file. Raises ConfigError."""
    return await asyncio.to_thread(examine, path)
