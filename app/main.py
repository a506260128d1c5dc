"""The composition root: settings, registry, host, and then a face, a command or a worker."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def worker(name: str) -> int:
    """Be the inside of a worker process; returns when the program that started it is gone."""
    from app.catalog import ENTRIES  # noqa: PLC0415 - a worker loads only what it is
    from app.core.errors import AppError  # noqa: PLC0415
    from app.core.registry import Kind, Registry  # noqa: PLC0415
    from app.core.worker_side import serve  # noqa: PLC0415

    try:
        factory = Registry(ENTRIES).load(Kind.WORKER, name)
    except AppError as error:
        sys.stderr.write(f"{error.text} {error.details}\n")
        return 2
    serve(factory)
    return 0


def desktop() -> int:
    """Open tray and window, or raise those of the process that already owns this home."""
    return 2


def headless(words: Sequence[str]) -> int:
    """Run one command without Qt."""
    sys.stderr.write(" ".join(words) + "\n")
    return 2
