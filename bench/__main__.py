"""Runs the benchmarks, prints them against their bars, and keeps the figures.

`python -m bench` runs all; `python -m bench start memory` some; `python -m bench prove` the long
proofs: a thousand character files, fifty kills, and every provider fault a hundred times. Results
go to `bench/results/latest.json`. What a shared machine makes noisy (wall times) is shown and not
judged; CPU, counts, bytes and ratios are. The exit code is 1 when a judged bar was missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from bench import characters, kills, local_model, loop, messages, startup

RESULTS = Path(__file__).parent / "results" / "latest.json"


@dataclass(frozen=True)
class Bar:
    """One row of the table. `judged` is False for what only an idle machine can show."""

    what: str
    figure: str
    limit: float
    more_is_better: bool = False
    judged: bool = True

    def met(self, value: float) -> bool:
        return value >= self.limit if self.more_is_better else value <= self.limit


@dataclass(frozen=True)
class Bench:
    name: str
    run: Callable[[], dict[str, Any]]
    bars: tuple[Bar, ...]


BENCHES = (
    Bench(
        "start",
        startup.first_paint,
        (
            Bar("window painted, wall s (median)", "wall_s_median", 0.6, judged=False),
            Bar("window painted, CPU s (median)", "cpu_s_median", 0.4),
            Bar("heavy modules loaded by then", "heavy_modules", 0),
        ),
    ),
    Bench(
        "memory",
        startup.idle_memory,
        (Bar("idle memory of all processes, MB", "rss_mb", 150),),
    ),
    Bench(
        "messages",
        messages.thousand,
        (
            Bar("own CPU per message, ms", "cpu_ms_per_message", 25),
            Bar("last hundred against first", "cpu_ratio_last_to_first", 1.25),
            Bar("memory growth over 1,000 messages, MB", "rss_growth_mb", 30),
            Bar("disk per message, KB", "disk_kb_per_message", 10),
            Bar("model calls per message", "calls_per_message", 1.0),
            Bar("prompt tokens, most", "prompt_tokens_max", 2000),
        ),
    ),
    Bench(
        "local",
        local_model.measure,
        (
            Bar("tokens/s through the app against the engine", "speed_ratio", 0.9, True),
            Bar("first token of turn 2 against turn 1", "second_turn_ratio", 0.05),
        ),
    ),
    Bench("loop", loop.held, (Bar("loop held while streaming, ms", "longest_hold_ms", 50),)),
    Bench(
        "kills",
        kills.kills,
        (
            Bar("acknowledged messages lost in 50 kills", "lost", 0),
            Bar("self-query recall after repair", "self_query_recall", 0.99, True),
        ),
    ),
)


def main() -> int:
    """Run what was asked for and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", help=", ".join(bench.name for bench in BENCHES))
    wanted = parser.parse_args().names or [bench.name for bench in BENCHES]
    if "prove" in wanted:
        return _prove()
    console = Console(stderr=False)
    results = _read()
    missed = 0
    table = Table("what", "bar", "measured", "", title=_machine())
    for bench in BENCHES:
        if bench.name not in wanted:
            continue
        console.print(f"{bench.name} …")
        figures = bench.run()
        results[bench.name] = {**figures, "load": os.getloadavg()[0], "at": time.time()}
        missed += _rows(table, bench, figures)
        _write(results)
    console.print(table)
    return 1 if missed else 0


def _prove() -> int:
    """Take in the thousand characters, run the fault tests in their long form, then the kills."""
    taken = characters.variations()
    print(json.dumps(taken))
    _write({**_read(), "characters": {**taken, "at": time.time()}})
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/models", "tests/store", "-q", "-p", "no:randomly"],
        env={**os.environ, "FAMILIAR_PROVE": "1"},
        check=False,
    )
    figures = kills.kills()
    print(json.dumps(figures))
    met = not figures["lost"] and figures["self_query_recall"] >= 0.99
    return 0 if met and done.returncode == 0 and not taken["problems"] else 1


def _rows(table: Table, bench: Bench, figures: dict[str, Any]) -> int:
    missed = 0
    for bar in bench.bars:
        value = figures[bar.figure]
        number = float(len(value)) if isinstance(value, list) else float(value)
        met = bar.met(number)
        verdict = "met" if met else ("missed" if bar.judged else "over, not judged here")
        missed += not met and bar.judged
        sign = "≥" if bar.more_is_better else "≤"
        table.add_row(bar.what, f"{sign} {bar.limit:g}", f"{number:g}", verdict)
    return missed


def _read() -> dict[str, Any]:
    return dict(json.loads(RESULTS.read_text())) if RESULTS.is_file() else {}


def _write(results: dict[str, Any]) -> None:
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")


def _machine() -> str:
    load = ", ".join(f"{value:.2f}" for value in os.getloadavg())
    return f"{os.cpu_count()} cores, load {load}, {platform.system()}, Python {sys.version[:6]}"


if __name__ == "__main__":
    raise SystemExit(main())
