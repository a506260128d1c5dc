"""The real window on the real loop with a probe beside it; run by `bench.loop`.

`python -m bench.loop_probe FILE` writes to FILE, each second, the longest time the loop was held:
how late a 5 ms timer came, as far as this thread was really working then. Being kept from the
processor by others does not count, and is what makes wall time useless on a shared machine.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path

from app import compose as program
from app.core.host import Host
from app.core.lock import HomeLock
from app.core.paths import Paths
from app.core.tasks import spawn
from app.ui.desktop import run

TICK_S = 0.005


async def probe(file: Path) -> None:
    """Measure for ever. An empty `FILE.reset` starts the count anew."""
    worst = 0.0
    written = time.monotonic()
    reset = file.with_suffix(".reset")
    while True:
        begun, worked = time.monotonic(), time.thread_time()
        await asyncio.sleep(TICK_S)
        late = time.monotonic() - begun - TICK_S
        worst = max(worst, min(late, time.thread_time() - worked))
        if time.monotonic() - written > 1:
            if reset.exists():
                reset.unlink()
                worst = 0.0
            file.write_text(json.dumps({"longest_hold_ms": worst * 1000}))  # noqa: ASYNC240
            written = time.monotonic()


def window(file: Path) -> int:
    """Open the home of FAMILIAR_HOME as the application does, and probe its loop."""
    paths = Paths.discover()
    paths.create()
    lock = HomeLock(paths)
    lock.acquire()
    home = program.open_home(paths, lock)
    made: list[Host] = []

    def host() -> Host:
        made.append(program.make_host(home))
        return made[0]

    def started() -> None:
        program.open_door(home, made[0])
        spawn(probe(file), "probe")

    return run(host, home.settings, home.bus, started)


if __name__ == "__main__":
    raise SystemExit(window(Path(sys.argv[1])))
