"""A thousand variations of character files and damaged ones, taken in by the real command.

`python -m bench.characters [COUNT] [SEED]` prints what became of each kind. Where the environment's
FAMILIAR_CHARACTERS names a folder, the files in it are taken in as well.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.counterparts.eliza_schema import eliza_schema
from tests.counterparts.making import IMPORTED, REFUSED
from tests.counterparts.proof import Outcome, Report, prove
from tests.counterparts.watch import KINDS

COUNT, SEED = 1000, 11


def variations(count: int = COUNT, seed: int = SEED) -> dict[str, Any]:
    """Bars: every file imported or refused with a clear text, nothing done, no key left."""
    started = time.monotonic()
    with eliza_schema() as schema, tempfile.TemporaryDirectory() as folder:
        report = prove(Path(folder), count, seed, schema.issues)
    console = Console()
    console.print(_table(report))
    for problem in report.problems:
        console.print(f"- {problem[:500]}", markup=False, highlight=False)
    return {**_figures(report), "seed": seed, "minutes": (time.monotonic() - started) / 60}


def _figures(report: Report) -> dict[str, Any]:
    done = [kind for kind, _ in report.deeds]
    times = [outcome.cpu_ms for outcome in report.outcomes]
    return {
        "files": len(report.outcomes),
        "imported": report.count(IMPORTED),
        "refused_clearly": report.count(REFUSED),
        "problems": len(report.problems),
        **{f"deeds_{kind}": done.count(kind) for kind in KINDS},
        "keys_in_keyring": report.in_keyring,
        "keys_left": len(report.leaks),
        "exports_the_same": report.same_again,
        "accepted_by_elizaos": report.for_eliza,
        "cpu_ms_median": round(statistics.median(times), 1),
        "cpu_ms_most": round(max(times)),
        "rss_mb_most": round(report.rss_mb),
    }


def _table(report: Report) -> Table:
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in report.outcomes:
        kinds[outcome.variation.kind].append(outcome)
    columns = ("kind", "files", "imported", "refused", "problems", "CPU ms, median", "most")
    table = Table(*columns, title=f"{len(report.outcomes):,} character files")
    for kind, found in kinds.items():
        times = [outcome.cpu_ms for outcome in found]
        table.add_row(
            kind,
            str(len(found)),
            str(sum(outcome.became == IMPORTED for outcome in found)),
            str(sum(outcome.became == REFUSED for outcome in found)),
            str(sum(len(outcome.problems) for outcome in found)),
            f"{statistics.median(times):.1f}",
            f"{max(times):.0f}",
        )
    return table


if __name__ == "__main__":
    figures = variations(*map(int, sys.argv[1:3]))
    Console().print(figures)
    raise SystemExit(1 if figures["problems"] else 0)
