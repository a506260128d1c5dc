"""A chat-completions server that answers at once: for benchmarks, and tests about something else.

`python -m tests.counterparts.chat_server PORT [CHUNKS] [PAUSE_MS] [SCRIPT]` prints `ready` and its
port (0 picks a free one). It streams CHUNKS words, PAUSE_MS apart, with a finish reason and usage,
and keeps what it was sent: GET /journal returns the number of calls and the last request. Its
stream has the shape OpenAI documents for `chat.completion.chunk`.

SCRIPT is a JSON file of Markdown answers by what the newest message must contain: a conversation
that looks like one, for pictures of the window.
"""

import asyncio
import json
import re
import sys
from pathlib import Path
from typing import Any

from aiohttp import web

WORDS = ("The", "cathedral", "concert", "in", "Turku", "starts", "on", "Saturday", "at", "six", ".")


class Journal:
    def __init__(self) -> None:
        self.calls = 0
        self.last: dict[str, Any] = {}
        self.closed_early = 0


def chunk(delta: dict[str, Any], finish: str | None = None) -> bytes:
    body = {
        "id": "c1",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "zero",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }
    return b"data: " + json.dumps(body).encode() + b"\n\n"


def words_for(asked: str, script: dict[str, str], chunks: int) -> list[str]:
    """Return what is streamed: the script's answer in words, else `chunks` words of a sentence."""
    for wanted, answer in script.items():
        if wanted in asked:
            return re.findall(r"\S*\s*", answer)[:-1]
    return [WORDS[number % len(WORDS)] + " " for number in range(chunks)]


def app(chunks: int, pause: float, script: dict[str, str] | None = None) -> web.Application:
    journal = Journal()

    async def complete(request: web.Request) -> web.StreamResponse:
        journal.calls += 1
        journal.last = await request.json()
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        try:
            await response.write(chunk({"role": "assistant", "content": ""}))
            asked = str(journal.last["messages"][-1]["content"])
            words = words_for(asked, script or {}, chunks)
            for word in words:
                if pause:
                    await asyncio.sleep(pause)
                await response.write(chunk({"content": word}))
            await response.write(chunk({}, "stop"))
            prompt = sum(len(str(message["content"])) for message in journal.last["messages"]) // 4
            usage = {
                "prompt_tokens": prompt,
                "completion_tokens": len(words),
                "total_tokens": prompt + len(words),
            }
            tail = {"id": "c1", "object": "chat.completion.chunk", "choices": [], "usage": usage}
            await response.write(b"data: " + json.dumps(tail).encode() + b"\n\ndata: [DONE]\n\n")
        except (ConnectionError, asyncio.CancelledError):
            journal.closed_early += 1
            raise
        return response

    async def show(_: web.Request) -> web.Response:
        return web.json_response(
            {"calls": journal.calls, "last": journal.last, "closed_early": journal.closed_early}
        )

    async def models(_: web.Request) -> web.Response:
        return web.json_response({"object": "list", "data": [{"id": "zero", "object": "model"}]})

    made = web.Application(client_max_size=64 * 1024 * 1024)
    made.router.add_post("/v1/chat/completions", complete)
    made.router.add_get("/v1/models", models)
    made.router.add_get("/journal", show)
    return made


async def main(port: int, chunks: int, pause: float, script: dict[str, str]) -> None:
    runner = web.AppRunner(app(chunks, pause, script), access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    bound = runner.addresses[0][1]
    sys.stdout.write(f"ready {bound}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    numbers = [*map(int, sys.argv[1:4]), *(0, 40, 0)[len(sys.argv[1:4]) :]]
    told = json.loads(Path(sys.argv[4]).read_text()) if len(sys.argv) > 4 else {}
    asyncio.run(main(numbers[0], numbers[1], numbers[2] / 1000, told))
