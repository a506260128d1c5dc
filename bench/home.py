"""A throw-away home, the program in it, and a zero-delay model server: what each bench starts."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psutil


def environment(home: Path) -> dict[str, str]:
    return {
        **os.environ,
        "FAMILIAR_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "",
    }


@contextlib.contextmanager
def chat_server(chunks: int = 40, pause_ms: int = 0) -> Iterator[int]:
    """Yield the port of a model server in its own process."""
    command = [sys.executable, "-m", "tests.counterparts.chat_server", "0"]
    process = subprocess.Popen(
        [*command, str(chunks), str(pause_ms)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # clients that are killed in the middle are the point
        text=True,
    )
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline().split()[1])
    finally:
        process.terminate()
        process.wait()
        if process.stdout is not None:
            process.stdout.close()


def journal(port: int) -> dict[str, Any]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/journal", timeout=10) as answer:
        return dict(json.load(answer))


def settings(home: Path, port: int | None = None, **memory: float) -> None:
    """Write a home's settings: the wizard done, and the zero-delay server as the model."""
    folder = home / "config"
    folder.mkdir(parents=True, exist_ok=True)
    lines = ["[general]", "wizard_done = true"]
    if port is not None:
        lines += ["[model]", 'backend = "openai"', 'name = "zero"']
        lines += [f'base_url = "http://127.0.0.1:{port}/v1"']
    if memory:
        lines += ["[memory]", *(f"{key} = {value}" for key, value in memory.items())]
    (folder / "settings.toml").write_text("\n".join(lines) + "\n")


@contextlib.contextmanager
def desktop(home: Path, command: Sequence[str] = ()) -> Iterator[psutil.Popen]:
    """Run the window offscreen until the block is left; it is asked to end, then killed."""
    process = psutil.Popen(
        command or [sys.executable, "-m", "app"],
        env=environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(psutil.NoSuchProcess):
            tree = [process, *process.children(recursive=True)]
            process.terminate()
            _, alive = psutil.wait_procs(tree, timeout=6)
            for left in alive:
                left.kill()


def familiar(home: Path, *words: str, check: bool = True) -> str:
    """Run one command line word and return its standard output."""
    done = subprocess.run(
        [sys.executable, "-m", "app", *words],
        env=environment(home),
        capture_output=True,
        text=True,
        check=False,
    )
    if check and done.returncode:
        raise RuntimeError(f"{words}: {done.returncode} {done.stderr[-2000:]}")
    return done.stdout


def records(home: Path) -> list[dict[str, Any]]:
    """Return the log's records, oldest first."""
    file = home / "logs" / "familiar.jsonl"
    if not file.is_file():
        return []
    found = []
    for line in file.read_text(encoding="utf-8").splitlines():
        with contextlib.suppress(ValueError):
            found.append(json.loads(line))
    return found


def wait_for_record(home: Path, event: str, timeout: float = 60) -> dict[str, Any]:
    until = time.monotonic() + timeout
    while time.monotonic() < until:
        for record in records(home):
            if record.get("event") == event:
                return record
        time.sleep(0.05)
    raise TimeoutError(f"no {event} in the log")


def folder_bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def history_row(number: int) -> str:
    """Return a line of history to import; every one speaks of a place of its own."""
    text = f"Place {number} has a market on day {number % 7} and a tower of {number} steps."
    at = f"2026-01-{number % 28 + 1:02d}T12:00:00+00:00"
    row = {"id": f"h{number}", "author": "Sam" if number % 2 else "Eliza", "text": text, "at": at}
    return json.dumps(row) + "\n"
