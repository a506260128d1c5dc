"""How the next token is chosen: a chain of llama.cpp's samplers, made for one reply."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from app.models._llama_engine import Engine

LOOK_BACK = 256
"""Tokens before the reply, and of it, in which repetition counts."""
DRY_BASE, DRY_ALLOWED = 1.75, 3
"""DRY's growth of the penalty, and the length of a phrase that may be repeated freely (tokens)."""
BREAKERS = (b"\n", b":", b'"', b"*")
"""A repeated phrase ends at these (DRY's own defaults)."""
TOP_K = 40
"""Candidates that are looked at at all; llama.cpp's default."""
SEED = 0xFFFFFFFF
"""llama.cpp's word for: a fresh seed each time."""


@contextmanager
def sampler(engine: Engine, sampling: Mapping[str, Any], before: Sequence[int]) -> Iterator[Any]:
    """Make the chain for one reply; `before` is what was said last, which is not to be echoed.

    A temperature of 0 always takes the likeliest token.
    """
    from llama_cpp import llama_cpp as lib  # noqa: PLC0415 - heavy; the engine has loaded it

    params = lib.llama_sampler_chain_default_params()
    params.no_perf = True
    chain = lib.llama_sampler_chain_init(params)
    try:
        for part in _parts(lib, engine, sampling):
            lib.llama_sampler_chain_add(chain, part)
        for token in before[-LOOK_BACK:]:
            lib.llama_sampler_accept(chain, token)
        yield chain
    finally:
        lib.llama_sampler_free(chain)


def _parts(lib: Any, engine: Engine, sampling: Mapping[str, Any]) -> Iterator[Any]:
    repeat = sampling.get("repeat_penalty")
    if repeat is not None and repeat != 1.0:
        yield lib.llama_sampler_init_penalties(engine.words, LOOK_BACK, repeat, 0.0, 0.0)
    if dry := sampling.get("dry"):
        breakers = (ctypes.c_char_p * len(BREAKERS))(*BREAKERS)
        yield lib.llama_sampler_init_dry(
            engine.vocab, dry, DRY_BASE, DRY_ALLOWED, LOOK_BACK, breakers, len(BREAKERS)
        )
    temperature = _given(sampling, "temperature", 0.8)
    if temperature <= 0:
        yield lib.llama_sampler_init_greedy()
        return
    yield lib.llama_sampler_init_top_k(TOP_K)
    yield lib.llama_sampler_init_top_p(_given(sampling, "top_p", 0.95), 1)
    yield lib.llama_sampler_init_min_p(_given(sampling, "min_p", 0.05), 1)
    yield lib.llama_sampler_init_temp(temperature)
    yield lib.llama_sampler_init_dist(SEED)


def _given(sampling: Mapping[str, Any], name: str, default: float) -> float:
    value = sampling.get(name)
    return default if value is None else float(value)
