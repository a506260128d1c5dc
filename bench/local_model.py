"""The local model through the whole program against the bare engine, and what the cache saves.

`measure` returns both bars. Program and engine take turns in one run, so that a busy machine slows
both; the engine runs in a process of its own with the same sampler, depth and number of tokens.
"""

from __future__ import annotations

import asyncio
import ctypes
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psutil

from app.compose import make_host, open_home
from app.core.characters.character import Character
from app.core.exchange import ChatRequest, ModelFinished, PromptMessage, PromptRole, TextDelta
from app.core.host import Host
from app.core.lock import HomeLock
from app.core.message import (
    OWNER_ID,
    Delta,
    Failed,
    Finished,
    Incoming,
    Message,
    Speaker,
    Trust,
    new_id,
)
from app.core.paths import Paths
from app.core.prompt import Said, build_prompt
from app.core.settings import Model as ModelSettings
from app.models.build import local_file
from app.models.llama import LlamaModel

ROUNDS = 6
STORY = "Tell me a very long story about a lighthouse keeper, with every detail you can think of."
CHARACTER_TOKENS = 2_000


@dataclass(frozen=True)
class Pace:
    """Tokens a second of wall time, and of the engine process's CPU: the latter decides, because
    neighbours on a shared machine double or halve the former from one second to the next."""

    wall: float
    cpu: float


def measure() -> dict[str, Any]:
    """Return `speed_ratio` and `second_turn_ratio` with the figures they come from."""
    return {**speed(), **second_turn()}


def speed(rounds: int = ROUNDS) -> dict[str, Any]:
    """Bar: tokens a second through the whole program at least 0.9 of the bare engine's."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = asyncio.run(_pairs(Paths.under(Path(folder)), rounds))
    return {
        "app_tokens_per_s": round(max(app.wall for app, _ in pairs), 1),
        "engine_tokens_per_s": round(max(engine.wall for _, engine in pairs), 1),
        "app_tokens_per_cpu_s": round(statistics.median(app.cpu for app, _ in pairs), 1),
        "engine_tokens_per_cpu_s": round(statistics.median(bare.cpu for _, bare in pairs), 1),
        "wall_ratio": round(
            max(app.wall for app, _ in pairs) / max(engine.wall for _, engine in pairs), 3
        ),
        "speed_ratio": round(statistics.median(app.cpu / bare.cpu for app, bare in pairs), 3),
    }


def second_turn() -> dict[str, Any]:
    """Bar: time to the first token of turn 2 at most 5 % of turn 1's, 2,000-token character."""
    first, second, tokens = asyncio.run(_two_turns())
    return {
        "first_turn_s": round(first, 3),
        "second_turn_s": round(second, 3),
        "second_turn_ratio": round(second / first, 4),
        "first_turn_prompt_tokens": tokens,
    }


async def _pairs(paths: Paths, rounds: int) -> list[tuple[Pace, Pace]]:
    pairs = []
    async with _program(paths) as host:
        await _reply(host, "Hello.")
        for _ in range(rounds):
            app, prompt, written = await _reply(host, STORY)
            engine = await asyncio.to_thread(_engine_in_its_process, prompt, written)
            pairs.append((app, engine))
    return pairs


@asynccontextmanager
async def _program(paths: Paths) -> AsyncIterator[Host]:
    """The whole program without its window, on the starter model."""
    paths.create()
    lock = HomeLock(paths)
    lock.acquire()
    home = open_home(paths, lock)
    host = make_host(home)
    await host.start()
    try:
        yield host
    finally:
        await host.stop()
        home.close()


async def _reply(host: Host, text: str) -> tuple[Pace, int, int]:
    """Return the pace from the first word to the end, prompt tokens, tokens written."""
    room = await host.rooms.create((await host.agents.find("Eliza")).id)
    first, cpu = 0.0, 0.0
    async with aclosing(
        host.turns.receive(Incoming("Eliza", text, room_id=room.id, trust=Trust.OWNER))
    ) as events:
        async for event in events:
            if isinstance(event, Delta):
                cpu = cpu if first else _cpu_s(host)
                first = first or time.perf_counter()
            if isinstance(event, Failed):
                raise event.error
            if isinstance(event, Finished):
                took = time.perf_counter() - first
                written = event.usage.completion_tokens
                pace = Pace((written - 1) / took, (written - 1) / (_cpu_s(host) - cpu))
                return pace, event.usage.prompt_tokens, written
    raise RuntimeError("the turn ended without an end")


def _cpu_s(host: Host) -> float:
    times = psutil.Process(host.models.worker_pid()).cpu_times()
    return float(times.user + times.system)


async def _two_turns() -> tuple[float, float, int]:
    file = local_file(ModelSettings())
    model = LlamaModel(file, idle_s=0)
    line = "You grew up by the sea, you mend clocks for a living, and you like short sentences. "
    system = line * (CHARACTER_TOKENS * 4 // len(line))
    character = Character(id=new_id(), name="Ada", system=system)
    history: list[Said] = []
    times, prompts = [], []
    try:
        await _first_token(model, (PromptMessage(PromptRole.USER, "Hi."),), "warm-up")
        for text in ("What do you do for a living?", "And where did you grow up?"):
            message = _message(text, Speaker.USER, len(times))
            prompt = build_prompt(
                character=character,
                profile=model.profile,
                history=history,
                recalled=(),
                message=message,
                clock=datetime.now(UTC),
            )
            took, tokens, answer = await _first_token(model, prompt.messages, "bench")
            times.append(took)
            prompts.append(tokens)
            history.append(Said(message, prompt.rendered))
            history.append(Said(_message(answer, Speaker.AGENT, len(times)), answer))
    finally:
        await model.close()
    return times[0], times[1], prompts[0]


def _message(text: str, speaker: Speaker, number: int) -> Message:
    return Message(
        id=f"{speaker.value}{number}",
        room_id="bench",
        agent_id="ada",
        speaker=speaker,
        author_id=OWNER_ID,
        author="You",
        text=text,
        at=datetime.now(UTC),
        source="bench",
    )


async def _first_token(
    model: LlamaModel, messages: tuple[PromptMessage, ...], conversation: str
) -> tuple[float, int, str]:
    """Return seconds to the first text, prompt tokens, and the whole answer."""
    request = ChatRequest(messages, conversation, 60, model.profile.sampling)
    started = time.perf_counter()
    took, tokens, text = 0.0, 0, ""
    async with aclosing(model.stream(request)) as events:
        async for event in events:
            if isinstance(event, TextDelta):
                took = took or time.perf_counter() - started
                text += event.text
            if isinstance(event, ModelFinished):
                tokens = event.usage.prompt_tokens
    return took, tokens, text


def _engine_in_its_process(prompt: int, written: int) -> Pace:
    file = local_file(ModelSettings())
    sampling = {**asdict(file.profile.sampling), "dry": file.dry}
    done = subprocess.run(
        [sys.executable, "-m", "bench.local_model", str(file.path), str(prompt), str(written)],
        env={**os.environ, "OMP_WAIT_POLICY": "passive"},
        input=json.dumps(sampling),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Pace(*json.loads(done.stdout))


def bare_engine(path: Path, prompt: int, written: int, sampling: dict[str, Any]) -> Pace:
    """Return the pace of llama.cpp's own calls, with nothing of ours around them."""
    from llama_cpp import llama_cpp as lib

    from app.models._llama_engine import Engine
    from app.models._llama_sampler import sampler

    engine = Engine(path, 4_096)
    text = engine.vocabulary.tokenize(
        "The keeper of the lighthouse climbed the stairs. " * prompt, special=False
    )
    engine.read(text[: min(prompt, 512)])
    for place in range(512, prompt, 512):
        engine.read(text[place : min(place + 512, prompt)])
    context = engine._context  # noqa: SLF001 - the bare engine is what this measures
    with sampler(engine, sampling, text[:prompt]) as chain:
        lib.llama_sampler_sample(chain, context, -1)
        started, cpu = time.perf_counter(), time.process_time()
        for _ in range(written - 1):
            token = lib.llama_sampler_sample(chain, context, -1)
            one = (ctypes.c_int32 * 1)(token)
            lib.llama_decode(context, lib.llama_batch_get_one(one, 1))
        count = written - 1
        return Pace(count / (time.perf_counter() - started), count / (time.process_time() - cpu))


if __name__ == "__main__":
    _, model_file, depth, count = sys.argv
    pace = bare_engine(Path(model_file), int(depth), int(count), json.load(sys.stdin))
    print(json.dumps([pace.wall, pace.cpu]))
