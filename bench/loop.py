"""How long the event loop is held while a reply streams and history is taken in."""

from __future__ import annotations

import json
import tempfile
import threading
from pathlib import Path
from typing import Any

from bench.door import Door
from bench.home import chat_server, desktop, settings, wait_for_record
from bench.messages import _row


def held(rows: int = 2000) -> dict[str, Any]:
    """Bar: never more than 50 ms while streaming 1,500 words and importing `rows` rows."""
    with chat_server(chunks=1500, pause_ms=2) as port, tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings(home, port)
        history = home / "history.jsonl"
        history.write_text("".join(_row(number) for number in range(rows)))
        with desktop(home):
            wait_for_record(home, "host.started")
            door = Door(home)
            door.chat("Say something short.")
            door.run("health", reset_lag=True)
            reader = threading.Thread(target=door.chat, args=("Tell me a long story.",))
            reader.start()
            lines = [json.loads(line) for line in history.read_text().splitlines()]
            door.run("memory.import", agent="Eliza", room="old", rows=lines)
            reader.join()
            health = door.run("health")[-1]
    return {"longest_hold_ms": health["loop"]["max_ms"], "rows": rows}
