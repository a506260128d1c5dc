"""Runs a command, shows its lines to someone, keeps them all."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

LAST_LINES = 15
"""So many lines of a command that failed are shown; the log has all."""


def follow(
    command: Sequence[str],
    log: Path,
    each: Callable[[str], None],
    environment: Mapping[str, str] | None = None,
) -> tuple[int, list[str]]:
    """Run the command to its end; return its exit code and its last lines.

    Every line goes to `log` as it comes and, stripped, to `each`. The command gets no input, and
    our own environment with `environment` on top.
    """
    last: list[str] = []
    with (
        log.open("a", encoding="utf-8") as file,
        subprocess.Popen(
            command,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        ) as process,
    ):
        for line in process.stdout or ():
            file.write(line)
            last = [*last[1 - LAST_LINES :], line.rstrip()]
            each(line.strip())
    return process.returncode, last
