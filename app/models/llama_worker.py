"""The inside of the `llama` worker: one local model that reads, writes and stops when told.

Methods: `load` opens the model and says what it is, `count` counts tokens, `chat` streams a reply.
"""

from __future__ import annotations

import codecs
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from app.core.errors import ContextTooLong, ModelError
from app.core.worker_side import Handler
from app.models._gguf import read_header
from app.models._llama_engine import BATCH, Engine
from app.models._llama_prompt import PromptWriter, Turn
from app.models._llama_sampler import sampler
from app.models._prefix_cache import PrefixCache

STEP_S = 0.35
"""Reading a prompt pauses this often to see whether it was stopped (seconds)."""
FIRST_STEP, LEAST_STEP = 64, 16
"""Tokens of the first step, before the speed is known, and of the slowest machine's steps."""
EMIT_S = 1 / 30
"""Text is handed over at most this often; a person sees no difference, the pipe does (seconds)."""
LEAST_REPLY = 16
"""A prompt that leaves less room than this for the answer is too long (tokens)."""
NUDGES, NUDGE = 4, 1.5
"""Steps of the nudge to end a reply, and the strength of one (of e to the power of)."""
SPARE_BYTES = 300 * 1024 * 1024
"""What the engine needs beside the file and its cache."""


def handlers(args: Mapping[str, Any]) -> Mapping[str, Handler]:
    """Return the methods for the model file `args["path"]` and `args["context"]` tokens."""
    model = LocalModel(
        Path(args["path"]),
        int(args["context"]),
        float(args.get("dry", 0.0)),
        int(args.get("short", 0)),
    )
    return {"load": model.load, "count": model.count, "chat": model.chat}


class LocalModel:
    """One model file, opened by the first call that needs it."""

    def __init__(self, path: Path, context: int, dry: float = 0.0, short: int = 0) -> None:
        self._path = path
        self._context = context
        self._dry = dry
        self._short = short
        self._engine: Engine | None = None
        self._writer: PromptWriter | None = None
        self._cache: PrefixCache | None = None

    def load(self) -> dict[str, Any]:
        """Open the model if it is not open. Raises ModelError in plain words."""
        engine, _, _ = self._open()
        return {"context": engine.context_tokens, "name": engine.metadata("general.name")}

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, as plain text."""
        engine, _, _ = self._open()
        return [len(engine.vocabulary.tokenize(text, special=False)) for text in texts]

    def chat(
        self,
        conversation: str,
        messages: Sequence[Turn],
        max_tokens: int,
        sampling: Mapping[str, Any],
        continue_reply: bool = False,
    ) -> Iterator[dict[str, Any]]:
        """Stream a reply: `{}` while reading, `{"text"}` pieces, then one `{"finish", ...}`.

        Closing it between two items stops the work; what was read so far stays known. Raises
        ContextTooLong, ModelError.
        """
        engine, writer, cache = self._open()
        prompt = writer.tokens(messages, continue_reply)
        if len(prompt) + LEAST_REPLY > engine.context_tokens:
            raise ContextTooLong(
                f"This conversation is {len(prompt)} tokens long; the local model reads at most "
                f"{engine.context_tokens}. Start a new conversation or choose a larger model."
            )
        started = time.perf_counter()
        cached = cache.prepare(conversation, prompt)
        yield from _read(engine, prompt[cached:])
        read_ms = (time.perf_counter() - started) * 1000
        reply = _Reply(engine, max_tokens)
        for part, nudge in self._nudges():
            if reply.over:
                break
            how = {**sampling, "dry": self._dry, "nudge": nudge}
            with sampler(engine, how, prompt, engine.tokens[len(prompt) :]) as chain:
                yield from reply.write(chain, part)
        yield from reply.rest()
        yield {
            "finish": reply.finish,
            "prompt_tokens": len(prompt),
            "cached_tokens": cached,
            "completion_tokens": reply.count,
            "prompt_ms": read_ms,
            "tokens_per_s": reply.speed,
        }

    def _nudges(self) -> Iterator[tuple[int, float]]:
        """Yield up to how many tokens a reply is written with how strong a nudge to end it.

        A model with a `short` length gets one from there on, stronger with every half of it.
        """
        if self._short:
            yield self._short, 0.0
            for half in range(1, NUDGES):
                yield self._short + half * self._short // 2, half * NUDGE
        yield sys.maxsize, NUDGES * NUDGE if self._short else 0.0

    def _open(self) -> tuple[Engine, PromptWriter, PrefixCache]:
        if self._engine is None or self._writer is None or self._cache is None:
            self._check_fits()
            engine = Engine(self._path, self._context)
            try:
                self._writer = PromptWriter(engine, self._path.name)
            except ModelError:
                engine.close()
                raise
            self._engine, self._cache = engine, PrefixCache(engine)
        return self._engine, self._writer, self._cache

    def _check_fits(self) -> None:
        import psutil  # noqa: PLC0415 - only here

        header = read_header(self._path)
        needed = header.size + header.bytes_per_token * self._context + SPARE_BYTES
        free = psutil.virtual_memory().available
        if needed > free:
            raise ModelError(
                f"{self._path.name} needs about {needed / 1e9:.1f} GB of memory and "
                f"{free / 1e9:.1f} GB are free. Close other programs or choose a smaller model."
            )


def _read(engine: Engine, tokens: Sequence[int]) -> Iterator[dict[str, Any]]:
    """Evaluate the tokens in steps of about `STEP_S`, with an empty item between them."""
    place, step = 0, FIRST_STEP
    while place < len(tokens):
        started = time.perf_counter()
        part = tokens[place : place + step]
        engine.read(part)
        place += len(part)
        took = max(time.perf_counter() - started, 1e-6)
        step = max(LEAST_STEP, min(BATCH, int(len(part) * STEP_S / took)))
        if step > FIRST_STEP:  # llama.cpp is a third faster on whole multiples of 64
            step -= step % FIRST_STEP
        if place < len(tokens):
            yield {}


class _Reply:
    """The loop that writes one reply. `finish` is `stop` once the model has ended it."""

    def __init__(self, engine: Engine, max_tokens: int) -> None:
        self._engine = engine
        self._most = min(max_tokens, engine.context_tokens - len(engine.tokens))
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self.finish = "length"
        self.count = 0
        self._waiting = ""
        self._emitted = 0.0
        self._seconds = 0.0

    def write(self, chain: Any, up_to: int) -> Iterator[dict[str, Any]]:
        """Yield pieces of whole letters until the reply ends or has `up_to` tokens."""
        engine, waiting = self._engine, self._waiting
        started, emitted = time.perf_counter(), self._emitted
        while not self.over and self.count < up_to:
            token = engine.sample(chain)
            if engine.vocabulary.ends(token):
                self.finish = "stop"
                break
            self.count += 1
            waiting += self._decoder.decode(engine.vocabulary.piece(token))
            moment = time.perf_counter()
            if moment - emitted >= EMIT_S:
                yield {"text": waiting} if waiting else {}
                waiting, emitted = "", moment
            engine.read((token,))
        self._waiting, self._emitted = waiting, emitted
        self._seconds += time.perf_counter() - started

    def rest(self) -> Iterator[dict[str, Any]]:
        """Yield what was not handed over yet. A letter that is cut by the end is left out."""
        if self._waiting:
            yield {"text": self._waiting}

    @property
    def over(self) -> bool:
        """Whether it has ended, by the model or by the longest reply."""
        return self.finish == "stop" or self.count >= self._most

    @property
    def speed(self) -> float:
        """Tokens a second of writing."""
        return self.count / max(self._seconds, 1e-6)
