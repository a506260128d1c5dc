"""Fails when the tests' branch coverage is under a floor. Usage: floors.py COVERAGE_JSON."""

from __future__ import annotations

import json
import sys
from pathlib import Path

FLOORS = {"app/core/": 95.0, "app/vault/": 100.0, "app/": 85.0}
"""Percent of lines and branches together, per part. They only rise."""


def reached(files: dict[str, dict[str, dict[str, int]]], prefix: str) -> float:
    """Return the percentage of lines and branches that ran in the files under `prefix`."""
    covered = total = 0
    for name, file in files.items():
        if name.startswith(prefix):
            summary = file["summary"]
            covered += summary["covered_lines"] + summary["covered_branches"]
            total += summary["num_statements"] + summary["num_branches"]
    return 100.0 * covered / total if total else 0.0


def main() -> int:
    """Print each part's coverage; return 1 when one is under its floor."""
    files = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["files"]
    missed = 0
    for prefix, floor in FLOORS.items():
        percent = reached(files, prefix)
        missed += percent < floor
        word = "ok" if percent >= floor else "TOO LOW"
        print(f"coverage of {prefix:<12} {percent:6.2f} %, floor {floor:.0f} %: {word}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
