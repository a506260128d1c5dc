"""Reads characters in a process of its own, as files from anywhere should be.

A hostile file may take seconds of CPU or a great deal of memory; here that costs a helper, not the
window. The answer is data: the document as JSON, pictures as bytes.
"""

from __future__ import annotations

import json
import os
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.core.worker_process import WorkerSpec

if TYPE_CHECKING:
    from app.core.characters.report import Examined
    from app.core.workers import Worker

READ_S = 30.0
"""Seconds of reading after which a file is given up."""
MEMORY_MB = 1_024
"""Address space of the helper; a 30 MB card needs a fifth of it."""
IDLE_S = 10.0
"""Seconds the helper stays for the next file."""

ReadCharacter = Callable[[Path], Awaitable["Examined"]]
"""Reads and examines a file. Raises ConfigError in one sentence, or WorkerError."""


def reader_spec() -> WorkerSpec:
    """Return how the helper is started."""
    return WorkerSpec("characters", "reader of characters", IDLE_S, MEMORY_MB)


def handlers(settings: Mapping[str, Any]) -> dict[str, Callable[..., Any]]:
    """Return what the helper does: it reads one file at a time."""
    from app.core.characters.report import examine  # noqa: PLC0415 - the helper's own work

    del settings

    def read(path: bytes) -> dict[str, Any]:
        return _packed(examine(Path(os.fsdecode(path))))

    return {"read": read}


def reading_apart(worker: Worker) -> ReadCharacter:
    """Return a reader that has the worker do it."""

    async def read(path: Path) -> Examined:
        # A name that is no text crosses the pipe as the bytes it is.
        return _unpacked(path, await worker.call("read", READ_S, path=os.fsencode(path)))

    return read


def _packed(found: Examined) -> dict[str, Any]:
    file, report = found.file, found.report
    return {
        "document": json.dumps(file.document),
        "warnings": list(file.warnings),
        "container": file.container.value,
        "picture": file.picture,
        "rest": file.rest,
        "secrets": dict(found.secrets),
        "report": {
            **{name: _plain(value) for name, value in asdict(report).items() if name != "file"},
            "flags": [[flag.kind, flag.place, flag.excerpt] for flag in report.flags],
        },
    }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _unpacked(path: Path, answer: Mapping[str, Any]) -> Examined:
    from app.core.characters.contents import Container  # noqa: PLC0415 - when a file is read
    from app.core.characters.flags import Flag  # noqa: PLC0415 - the same
    from app.core.characters.forms import parse_character  # noqa: PLC0415 - the same
    from app.core.characters.reading import CharacterFile  # noqa: PLC0415 - the same
    from app.core.characters.report import CheckReport, Examined  # noqa: PLC0415 - the same

    document = json.loads(answer["document"])
    told: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in answer["report"].items()
    }
    told["flags"] = tuple(Flag(*flag) for flag in told["flags"])
    file = CharacterFile(
        document,
        parse_character(document),
        tuple(answer["warnings"]),
        Container(answer["container"]),
        answer["picture"],
        answer["rest"],
    )
    return Examined(file, answer["secrets"], CheckReport(file=str(path), **told))
