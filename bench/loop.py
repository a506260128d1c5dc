"""How long the event loop is held while a reply streams and history is taken in."""

from __future__ import annotations

import json
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from bench.door import Door
from bench.home import chat_server, desktop, history_row, settings, wait_for_record


def held(rows: int = 1500) -> dict[str, Any]:
    """Bar: never more than 50 ms while 1,500 words stream and `rows` rows are imported."""
    with chat_server(chunks=1500, pause_ms=3) as port, tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings(home, port)
        history = home / "history.jsonl"
        history.write_text("".join(history_row(number) for number in range(rows)))
        figures = home / "probe.json"
        with desktop(home, [sys.executable, "-m", "bench.loop_probe", str(figures)]):
            wait_for_record(home, "host.started")
            door = Door(home)
            door.chat("Say something first.")
            figures.with_suffix(".reset").touch()
            time.sleep(2.5)
            importing = threading.Thread(target=_import, args=(door, history))
            importing.start()
            replies = 0
            while importing.is_alive() or not replies:
                door.chat("Tell me a long story.")
                replies += 1
            importing.join()
            time.sleep(2.5)
            longest = json.loads(figures.read_text())["longest_hold_ms"]
    return {"longest_hold_ms": round(longest, 1), "rows": rows, "replies": replies}


def _import(door: Door, history: Path) -> None:
    door.run("memory import", agent="Eliza", room="old", file=str(history))
