"""A provider that misbehaves on the wire in the ways a proxy, a crash or an attacker would.

It speaks HTTP/1.1 by hand, because a library would not let it lie. Each request takes the next of
the planned answers, the last one for ever. It keeps what it was sent and when a client hung up.
"""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

Answer = Callable[["Line"], Awaitable[None]]


@dataclass
class Request:
    path: str
    headers: dict[str, str]
    body: dict[str, Any]


class Line:
    """The wire to one client. Sending raises ConnectionError when it has hung up."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def send(self, raw: bytes) -> None:
        self._writer.write(raw)
        await self._writer.drain()

    async def head(
        self, status: int = 200, kind: str = "text/event-stream", **headers: str
    ) -> None:
        lines = [f"HTTP/1.1 {status} Planned", f"Content-Type: {kind}", "Connection: close"]
        lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
        await self.send(("\r\n".join(lines) + "\r\n\r\n").encode())

    async def event(self, payload: object) -> None:
        await self.send(b"data: " + json.dumps(payload).encode() + b"\n\n")

    def abort(self) -> None:
        self._writer.transport.abort()

    async def until_hung_up(self) -> None:
        with contextlib.suppress(ConnectionError):
            while await self._reader.read(1024):
                pass


@dataclass
class FaultServer:
    answers: list[Answer]
    requests: list[Request] = field(default_factory=list)
    hung_up: asyncio.Event = field(default_factory=asyncio.Event)
    port: int = 0

    @contextlib.asynccontextmanager
    async def running(self):
        lines: set[asyncio.Task[None]] = set()

        async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            lines.add(task)
            try:
                await self._answer(reader, writer)
            except (ConnectionError, asyncio.IncompleteReadError):
                self.hung_up.set()
            except asyncio.CancelledError:
                pass  # the test is over
            finally:
                lines.discard(task)
                writer.close()

        server = await asyncio.start_server(one, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for task in lines:
                task.cancel()
            await asyncio.gather(*lines, return_exceptions=True)
            await server.wait_closed()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        first, *rest = head.strip().split("\r\n")
        headers = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)
        }
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        self.requests.append(Request(first.split()[1], headers, json.loads(body)))
        answer = self.answers[0] if len(self.answers) == 1 else self.answers.pop(0)
        await answer(Line(reader, writer))


def words(texts: tuple[str, ...], form: str) -> list[object]:
    """Return the events of a reply that has not ended, as `openai` or `anthropic` write them."""
    if form == "openai":
        return [{"choices": [{"index": 0, "delta": {"content": text}}]} for text in texts]
    return [
        {"type": "message_start", "message": {"model": "m", "usage": {"input_tokens": 5}}},
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        *(
            {
                "type": "content_block_delta",
                "index": 0,
                "delta": {"type": "text_delta", "text": text},
            }
            for text in texts
        ),
    ]


def ending(form: str) -> list[object]:
    """Return the event with which the model says that it is done."""
    if form == "openai":
        return [{"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]}]
    delta = {"stop_reason": "end_turn"}
    return [{"type": "message_delta", "delta": delta, "usage": {"output_tokens": 2}}]


def reply(form: str, *texts: str, after: Answer | None = None, ends: bool = False) -> Answer:
    """Answer with the beginning of a reply, its end if `ends`, and then what `after` does."""

    async def answer(line: Line) -> None:
        await line.head()
        for event in words(texts or ("Once ", "upon "), form) + (ending(form) if ends else []):
            await line.event(event)
        if after is not None:
            await after(line)

    return answer


def refuse(status: int, body: object, **headers: str) -> Answer:
    """Answer with a status and a JSON body (or raw bytes)."""

    async def answer(line: Line) -> None:
        await line.head(status, "application/json", **headers)
        await line.send(body if isinstance(body, bytes) else json.dumps(body).encode())

    return answer


async def end_early(_: Line) -> None:
    """End as if all were well."""


async def cut(line: Line) -> None:
    await line.send(b'data: {"choices": [{"delta": {"content": "a ti')
    line.abort()


async def half_an_event(line: Line) -> None:
    await line.send(b'data: {"choices": [{"delta": {"content": "a ti')


async def silence(line: Line) -> None:
    await line.until_hung_up()
    raise ConnectionError


async def drip(line: Line) -> None:
    """Send a byte now and then: every read succeeds, and nothing is ever said."""
    await line.send(b"data: ")
    while True:
        await asyncio.sleep(0.05)
        await line.send(b" ")


async def chatter(line: Line) -> None:
    """Send comments for ever, which say nothing either."""
    while True:
        await line.send(b": still here\n\n")
        await asyncio.sleep(0.01)


async def endless_line(line: Line) -> None:
    await line.send(b"data: ")
    while True:
        await line.send(b"x" * 65536)


async def endless_event(line: Line) -> None:
    while True:
        await line.send(b"data: " + b"x" * 65536 + b"\n")


async def endless_reply(line: Line) -> None:
    filler = b'data: {"x": "' + b"y" * 65536 + b'"}\n\n'
    while True:
        await line.send(filler)


async def bad_utf8(line: Line) -> None:
    await line.send(b'data: {"choices": [{"delta": {"content": "\xff\xfe"}}]}\n\n')
    await line.until_hung_up()


async def not_json(line: Line) -> None:
    await line.send(b"data: {broken\n\n")
    await line.until_hung_up()


async def deep_json(line: Line) -> None:
    await line.send(b"data: " + b"[" * 200_000 + b"\n\n")
    await line.until_hung_up()


async def endless_headers(line: Line) -> None:
    await line.send(b"HTTP/1.1 200 OK\r\n")
    number = 0
    while True:
        await line.send(b"".join(b"X-%d: y\r\n" % (number + place) for place in range(100)))
        number += 100
        await asyncio.sleep(0)


async def endless_header(line: Line) -> None:
    await line.send(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while True:
        await line.send(b"y" * 65536)


async def web_page(line: Line) -> None:
    await line.head(200, "text/html")
    await line.send(b"<html>Log in to the hotel's network</html>")


async def nonsense(line: Line) -> None:
    await line.send(b"\x16\x03\x01 what is this\r\n\r\n")
    line.abort()


BREAKS: dict[str, Answer] = {
    "end_early": end_early,
    "cut": cut,
    "half_an_event": half_an_event,
    "silence": silence,
    "drip": drip,
    "chatter": chatter,
    "endless_line": endless_line,
    "endless_event": endless_event,
    "endless_reply": endless_reply,
    "bad_utf8": bad_utf8,
    "not_json": not_json,
    "deep_json": deep_json,
}
"""Ways in which a reply that began well breaks."""

REFUSED: dict[str, Answer] = {
    "endless_headers": endless_headers,
    "endless_header": endless_header,
    "web_page": web_page,
    "nonsense": nonsense,
    "mute": silence,
    "moved": refuse(302, b"", Location="http://127.0.0.1:9/elsewhere"),
    "endless_refusal": refuse(400, b"x" * 300_000),
}
"""Ways in which it never begins."""
