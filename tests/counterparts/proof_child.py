"""Takes characters in, one by one, in a process that is watched; `proof` starts it and judges.

`python -m tests.counterparts.proof_child HOME`. Standard input brings orders as JSON lines:
`{"watch": true}` to begin watching, and `{"file", "to", "allow", "chat"}` to take a file in and
export it again. Each is answered with one line. When the input ends the host is stopped, and a
last line tells what the keyring holds and what was done while stopping.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from app.core.commands import run
from app.core.errors import AppError
from app.core.host import Host
from app.core.logs import configure
from app.core.paths import Paths
from app.core.redaction import Redactor
from tests.counterparts.house import build_host
from tests.counterparts.ports import MemoryVault, ScriptedModel
from tests.counterparts.watch import Watch, program_places


async def serve(paths: Paths, watch: Watch) -> None:
    """Run a host over a real store until the input ends."""
    paths.create()
    logs = configure(paths.log_file, "info", 50, Redactor())
    host = build_host(paths, ScriptedModel())
    await host.start()
    try:
        while line := await asyncio.to_thread(sys.stdin.readline):
            order = json.loads(line)
            if "watch" in order:
                watch.start()
            _answer({} if "watch" in order else await _take_in(host, watch, order))
    finally:
        await host.stop()
        logs.close()
    assert isinstance(host.vault, MemoryVault)
    _answer({"keyring": sorted(host.vault.values.values()), "deeds": watch.deeds})


async def _take_in(host: Host, watch: Watch, order: Mapping[str, Any]) -> dict[str, Any]:
    """Import a file, export it in its own form and in ElizaOS's, and chat if that is asked."""
    watch.deeds.clear()
    watch.allow(*(Path(path) for path in order["allow"]))
    wall, cpu = time.perf_counter(), time.process_time()
    choices = {"file": order["file"], "secrets": "keyring", "same_name": "keep-both"}
    answer = await _run(host, "character import", choices)
    answer["wall_ms"] = (time.perf_counter() - wall) * 1000
    answer["cpu_ms"] = (time.process_time() - cpu) * 1000
    if "items" in answer:
        made = answer["items"][-1]
        of = {"agent": made["id"]}
        own = {**of, "to": order["to"]}  # without a suffix it is the container it came in
        answer["export"] = {**await _run(host, "character export", own), "to": own["to"]}
        eliza = {**of, "form": "eliza", "to": f"{order['to']}.json"}
        answer["eliza"] = {**await _run(host, "character export", eliza), "to": eliza["to"]}
        if order.get("chat"):
            answer["chat"] = await _run(host, "chat", {**of, "text": "Who are you?"})
    answer["deeds"] = list(watch.deeds)
    answer["rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return answer


async def _run(host: Host, command: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """Return a command's items, or the error it ended with; what is no AppError is a crash."""
    try:
        return {"items": [item async for item in run(host, command, params)]}
    except AppError as error:
        return {"error": error.text, "details": error.details, "kind": type(error).__name__}
    except Exception as error:  # noqa: BLE001 - that is what the proof is about
        return {"crash": _where(error)}


def _where(error: Exception) -> str:
    """Return what was raised and from where, without formatting source code: that compiles it."""
    calls = [
        f"{Path(call.filename).name}:{call.lineno}"
        for call in traceback.extract_tb(error.__traceback__)
    ]
    return f"crashed with {error!r} at {' '.join(calls[-4:])}"


def _answer(value: Mapping[str, Any]) -> None:
    print(json.dumps(value), flush=True)


if __name__ == "__main__":
    place = Path(sys.argv[1])
    os.chdir(place)
    asyncio.run(serve(Paths.under(place), Watch(place, program_places())))
