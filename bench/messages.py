"""What one message costs: own CPU, memory, disk, calls, tokens; and that it stays flat."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import psutil

from bench.door import Door
from bench.home import (
    chat_server,
    desktop,
    familiar,
    folder_bytes,
    history_row,
    journal,
    settings,
    wait_for_record,
)


def thousand(messages: int = 1000, memories: int = 1000) -> dict[str, Any]:
    """Bars: 25 CPU-ms, RSS growth 30 MB, disk 10 KB a message, one call, 2,000 tokens."""
    with chat_server(chunks=30) as port, tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings(home, port)
        rows = home / "history.jsonl"
        rows.write_text("".join(history_row(number) for number in range(memories)))
        familiar(home, "memory", "import", "--agent", "Eliza", "--room", "old", str(rows))
        with desktop(home) as process:
            wait_for_record(home, "host.started")
            door = Door(home)
            for number in range(20):
                door.chat(f"Warm up {number}: what did I say about place {number}?")
            disk, rss = folder_bytes(home), _rss(process)
            hundreds, tokens = [], []
            calls = journal(port)["calls"]
            for block in range(messages // 100):
                before = _cpu_ms(process)
                for number in range(100):
                    reply = door.chat(f"Message {block}-{number}: tell me of place {number}.")
                    tokens.append(reply["usage"]["prompt_tokens"])
                time.sleep(2)
                hundreds.append((_cpu_ms(process) - before) / 100)
            calls = journal(port)["calls"] - calls
            rss = _rss(process) - rss
        disk = folder_bytes(home) - disk
    return {
        "cpu_ms_per_message": round(statistics.mean(hundreds), 2),
        "cpu_ms_first_hundred": round(hundreds[0], 2),
        "cpu_ms_last_hundred": round(hundreds[-1], 2),
        "cpu_ratio_last_to_first": round(hundreds[-1] / hundreds[0], 2),
        "rss_growth_mb": round(rss / 1e6, 1),
        "disk_kb_per_message": round(disk / messages / 1000, 2),
        "calls_per_message": round(calls / messages, 3),
        "prompt_tokens_median": statistics.median(tokens),
        "prompt_tokens_max": max(tokens),
        "messages": messages,
    }


def _tree(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


def _cpu_ms(process: psutil.Process) -> float:
    total = 0.0
    for one in _tree(process):
        times = one.cpu_times()
        total += times.user + times.system
    return total * 1000


def _rss(process: psutil.Process) -> int:
    return sum(one.memory_info().rss for one in _tree(process))
