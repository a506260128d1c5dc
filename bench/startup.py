"""From the start of the process to the painted window, and the memory when all is quiet."""

from __future__ import annotations

import tempfile
import time
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil

from bench.home import (
    chat_server,
    desktop,
    familiar,
    history_row,
    settings,
    wait_for_record,
)


def first_paint(runs: int = 5) -> dict[str, Any]:
    """Bars: 0.6 s wall on an idle machine, 0.4 CPU-s, none of the heavy modules loaded."""
    walls, cpus, heavy = [], [], set()
    for _ in range(runs + 1):
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            settings(home)
            started = time.time()
            with desktop(home):
                record = wait_for_record(home, "window.painted")
            walls.append(datetime.fromisoformat(record["at"]).timestamp() - started)
            cpus.append(record["cpu_s"])
            heavy |= set(record["heavy"])
    walls, cpus = sorted(walls[1:]), sorted(cpus[1:])
    return {
        "wall_s_median": round(walls[len(walls) // 2], 3),
        "wall_s_min": round(walls[0], 3),
        "cpu_s_median": round(cpus[len(cpus) // 2], 3),
        "heavy_modules": sorted(heavy),
    }


def idle_memory(rest_s: int = 12) -> dict[str, Any]:
    """Bar: 150 MB RSS of all processes, once the helpers have gone to rest.

    The helpers rest after `rest_s` seconds here instead of five minutes; what is left afterwards
    is the same.
    """
    with chat_server(chunks=20) as port, tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings(home, port, idle_stop_s=rest_s)
        with desktop(home) as process:
            wait_for_record(home, "host.started")
            history = home / "history.jsonl"
            history.write_text("".join(history_row(number) for number in range(100)))
            familiar(home, "memory", "import", "--agent", "Eliza", "--room", "old", str(history))
            for number in range(3):
                familiar(home, "chat", f"Message {number}: I like the sea.")
            wait_for_record(home, "worker.rests", timeout=rest_s + 60)
            time.sleep(3)
            tree = [process, *process.children(recursive=True)]
            rss = {f"{p.name()}:{p.pid}": p.memory_info().rss for p in tree if _alive(p)}
    return {
        "rss_mb": round(sum(rss.values()) / 1e6, 1),
        "processes": len(rss),
    }


def _alive(process: psutil.Process) -> bool:
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
