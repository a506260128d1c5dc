"""The lock files: what they pin, and how they are made anew (`make lock`, needs uv)."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ENGINE = "llama-cpp-python"
"""Compiled here, so it has a step of its own."""

BUILD, APP, DEV = "requirements-build.txt", "requirements.txt", "requirements-dev.txt"

_NEVER_HERE = re.compile(r"== '(?:never|emscripten)'")
_COMPILE = [
    *("uv", "pip", "compile", "--universal", "--quiet", "--generate-hashes"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"),
]


def rows(text: str) -> dict[str, str]:
    """Return the lock's rows, `name==version; marker` with their hashes, by that first line."""
    found: dict[str, str] = {}
    head = ""
    for line in text.splitlines():
        if not line.startswith((" ", "#")) and line.strip():
            head = line.removesuffix("\\").strip()
            found[head] = line
        elif head and line.strip():
            found[head] += f"\n{line}"
    return found


def name_of(head: str) -> str:
    """Return the package's name in a row's first line."""
    return re.split(r"[=<>;\[ ]", head, maxsplit=1)[0]


def part(text: str, *, only: str = "", without: str = "") -> str:
    """Return a lock with one package only, or without one."""
    kept = [
        row
        for head, row in rows(text).items()
        if (not only or name_of(head) == only) and name_of(head) != without
    ]
    return "\n".join(kept) + "\n"


def renew(root: Path) -> None:
    """Resolve everything again and write the three lock files. Raises CalledProcessError."""
    taken: set[str] = set()
    for file, what in (
        (BUILD, ["--group", "build"]),
        (APP, ["pyproject.toml", "--extra", "local"]),
        (DEV, ["--group", "dev", "--constraint", APP]),
    ):
        answer = subprocess.run(
            [*_COMPILE, *what], cwd=root, capture_output=True, text=True, check=True
        )
        kept = {
            head: row
            for head, row in rows(answer.stdout).items()
            if not _NEVER_HERE.search(head) and not (file == DEV and head in taken)
        }
        taken |= kept.keys()
        (root / file).write_text("\n".join(kept.values()) + "\n", encoding="utf-8")
