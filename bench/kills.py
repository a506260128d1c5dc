"""kill -9 in the middle of a chat, again and again: what was acknowledged must still be there.

`python -m bench.kills [N]` runs N rounds (50 by default): the whole tree, the main process alone,
or the memory helper alone, at a random moment. After each, the program starts again by itself; at
the end every acknowledged message is looked for, and every one is asked for by its own words.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from app.core.errors import AppError
from bench.door import Door
from bench.home import chat_server, desktop, familiar, settings

PLACES = ("harbour", "lighthouse", "orchard", "library", "bakery", "station", "mill", "chapel")


def kills(rounds: int = 50, seed: int = 7) -> dict[str, Any]:
    """Bars: no acknowledged message lost, self-query recall 99 %, no manual step."""
    dice = random.Random(seed)
    acknowledged: dict[str, str] = {}
    with chat_server(chunks=12, pause_ms=4) as port, tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings(home, port)
        for number in range(rounds):
            _one_round(home, number, dice, acknowledged)
        found = _present(home, acknowledged)
        recalled = _recalled(home, acknowledged)
    total = max(len(acknowledged), 1)
    return {
        "kills": rounds,
        "acknowledged": len(acknowledged),
        "lost": len(acknowledged) - found,
        "self_query_recall": round(recalled / total, 4),
    }


def _one_round(home: Path, number: int, dice: random.Random, said: dict[str, str]) -> None:
    with desktop(home) as process:
        door = Door(home)
        _until_ready(door)
        stop = threading.Event()
        talker = threading.Thread(target=_talk, args=(door, number, said, stop))
        talker.start()
        time.sleep(dice.uniform(0.3, 2.0))
        tree = [process, *process.children(recursive=True)]
        victims = {0: tree, 1: tree[:1], 2: tree[1:]}[number % 3]
        for victim in victims:
            victim.kill()
        if number % 3 == 2:
            time.sleep(0.5)
        stop.set()
        talker.join()


def _talk(door: Door, number: int, said: dict[str, str], stop: threading.Event) -> None:
    """Send messages until the program is gone; remember those it acknowledged."""
    step = 0
    while not stop.is_set():
        word = f"{PLACES[step % len(PLACES)]}{number}x{step}"

        def note(item: dict[str, Any], word: str = word) -> None:
            if "accepted" in item:
                said[item["accepted"]] = word

        try:
            door.stream("chat", note, agent="Eliza", text=f"Remember the {word}.")
        except (AppError, OSError):
            return
        step += 1


def _until_ready(door: Door, timeout: float = 60) -> None:
    until = time.monotonic() + timeout
    while True:
        try:
            door.run("health")
        except (AppError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return


def _present(home: Path, said: dict[str, str]) -> int:
    listed = familiar(home, "memory", "list", "--agent", "Eliza", "--limit", "1000000", "--json")
    texts = listed.replace("\n", " ")
    return sum(f"the {word}." in texts for word in said.values())


def _recalled(home: Path, said: dict[str, str]) -> int:
    batch = home / "queries.jsonl"
    batch.write_text(
        "".join(
            json.dumps({"id": identity, "query": f"Remember the {word}."}) + "\n"
            for identity, word in said.items()
        )
    )
    words = ["memory", "search", "--agent", "Eliza", "--limit", "10", "--batch", str(batch)]
    hits = 0
    for line in familiar(home, *words, "--json").splitlines():
        row = json.loads(line)
        hits += any(said[row["id"]] in hit["text"] for hit in row["hits"])
    return hits


if __name__ == "__main__":
    print(json.dumps(kills(int(sys.argv[1]) if len(sys.argv) > 1 else 50)))
