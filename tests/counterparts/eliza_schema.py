"""ElizaOS 1.7.2's own schema for characters, in one node process.

The first use installs it with npm beside the environment's packages (5 s, 126 MB, every package
pinned by its hash); nothing of it runs while it is installed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

SOURCES = Path(__file__).parent / "eliza_schema"

CI = ("ci", "--ignore-scripts", "--no-audit", "--no-fund", "--omit=optional", "--loglevel=error")


class ElizaSchema:
    """Asks the running process, one document after the other."""

    def __init__(self, into: IO[str], out: IO[str]) -> None:
        self._into = into
        self._out = out

    def issues(self, document: Any) -> list[str]:
        """Return what the schema has against a document, [] when it accepts it.

        Raises RuntimeError when the process has ended; its own words are on standard error.
        """
        self._into.write(json.dumps(document, allow_nan=False) + "\n")
        self._into.flush()
        line = self._out.readline()
        if not line:
            raise RuntimeError("The process with ElizaOS's schema has ended.")
        answer = json.loads(line)
        return [] if answer["ok"] else list(answer["issues"])


@contextlib.contextmanager
def eliza_schema() -> Iterator[ElizaSchema]:
    """Start the schema's process, installed if it is not there yet, and end it afterwards.

    Raises RuntimeError, in words that say what helps, where node, npm or the packages are missing.
    """
    folder = installed()
    process = subprocess.Popen(
        [_command("node"), str(folder / "check.mjs")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    with process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield ElizaSchema(process.stdin, process.stdout)


def installed() -> Path:
    """Return the folder with the schema, after putting it there when it is not. See above."""
    digest = hashlib.sha256()
    for file in sorted(SOURCES.iterdir()):
        digest.update(file.read_bytes())
    folder = Path(sys.prefix) / f"eliza-schema-{digest.hexdigest()[:12]}"
    if folder.is_dir():
        return folder
    _command("node")
    with tempfile.TemporaryDirectory(dir=sys.prefix, prefix="eliza-schema.") as name:
        fresh = Path(name) / "whole"
        shutil.copytree(SOURCES, fresh)
        done = subprocess.run(
            [_command("npm"), *CI], cwd=fresh, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(
                f"npm could not install ElizaOS's schema: {done.stderr.strip()[-2000:]}"
            )
        fresh.rename(folder)
    return folder


def _command(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise RuntimeError(
            f"There is no {name}, and the tests ask ElizaOS's own schema with it. On Debian: "
            "sudo apt-get install nodejs npm."
        )
    return found
