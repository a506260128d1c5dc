"""The other side of the door: has the owner of the home do a command."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Mapping
from typing import Any

from app.api.door import address_file, send
from app.core import errors
from app.core.errors import AppError, HomeBusy, NotReady
from app.core.paths import Paths

MAX_ANSWER = 64 * 1024 * 1024
"""Bytes of one item."""
OPENING_S = 30.0
"""Seconds a caller waits for an owner that is still starting."""
GREETING_S = 10.0
"""Seconds an owner may take to greet."""


async def call(
    paths: Paths, command: str, params: Mapping[str, Any], opening_s: float = OPENING_S
) -> AsyncGenerator[dict[str, Any], None]:
    """Have the owner of the home do a command; yield its items.

    Closing the iterator cancels the command. Raises what the command raised, NotReady when the
    owner goes away in the middle, and HomeBusy when it does not open within `opening_s` seconds:
    then nothing was asked of it, and asking again is safe.
    """
    reader, writer, token = await _connect(paths, opening_s)
    try:
        await send(writer, {"command": command, "params": dict(params), "token": token})
        while True:
            try:
                line = await reader.readline()
            except (ValueError, ConnectionError) as error:
                raise NotReady("Familiar's answer broke off. Try again.") from error
            if not line:
                raise NotReady("Familiar closed while it was at work. Try again.")
            answer = json.loads(line)
            if "item" in answer:
                yield answer["item"]
            elif "error" in answer:
                raise _rebuilt(answer["error"])
            else:
                return
    finally:
        writer.close()


async def _connect(
    paths: Paths, opening_s: float
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, str]:
    """Return an open connection that was greeted, and the token. Raises HomeBusy."""
    loop = asyncio.get_running_loop()
    until = loop.time() + opening_s
    while True:
        try:
            return await _knock(json.loads(address_file(paths).read_bytes()))
        except (OSError, ValueError, KeyError, TypeError) as error:
            if loop.time() >= until:
                raise HomeBusy(
                    "Familiar is running but does not answer. Try again, or close it and start "
                    "it again.",
                    details=repr(error),
                ) from error
        await asyncio.sleep(0.05)


async def _knock(
    address: Mapping[str, Any],
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter, str]:
    if "socket" in address:
        pair = await asyncio.open_unix_connection(address["socket"], limit=MAX_ANSWER)
    else:
        pair = await asyncio.open_connection("127.0.0.1", address["port"], limit=MAX_ANSWER)
    reader, writer = pair
    greeted = False
    try:
        async with asyncio.timeout(GREETING_S):
            greeted = "door" in json.loads(await reader.readline() or b"{}")
    finally:
        if not greeted:
            writer.close()
    if not greeted:
        raise ConnectionResetError("the owner is closing")
    return reader, writer, str(address.get("token", ""))


def _rebuilt(told: Mapping[str, Any]) -> AppError:
    kind = getattr(errors, str(told.get("kind", "")), AppError)
    if not (isinstance(kind, type) and issubclass(kind, AppError)):
        kind = AppError
    return kind(str(told.get("text", "")), details=str(told.get("details", "")))
