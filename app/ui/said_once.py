"""What was told once and need not be told again, kept across restarts in a small file."""

from __future__ import annotations

import json
from pathlib import Path

import structlog

from app.core.paths import write_whole

log = structlog.get_logger(__name__)


class SaidOnce:
    """A set of names in a JSON file. A file that cannot be read or written only means that
    something is told a second time.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def first(self, name: str) -> bool:
        """Return True the first time `name` is asked about in this home, and remember it."""
        said = self._read()
        if name in said:
            return False
        try:
            write_whole(self._file, json.dumps(sorted(said | {name})).encode())
        except OSError as error:
            log.warning("said_once.not_kept", name=name, reason=str(error))
        return True

    def _read(self) -> set[str]:
        try:
            names = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return set()
        return {str(name) for name in names} if isinstance(names, list) else set()
