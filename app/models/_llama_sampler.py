"""How the next token is chosen: a chain of llama.cpp's samplers, made for one reply."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from app.models._llama_engine import Engine

LOOK_BACK, DRY_LOOK_BACK = 256, 768
"""Tokens in which a repeated word counts, and a repeated phrase."""
DRY_BASE, DRY_ALLOWED = 1.75, 4
"""DRY's growth of the penalty, and the length of a phrase that may be repeated freely (tokens)."""
BREAKERS = (b"\n", b":", b'"', b"*")
"""A repeated phrase ends at these (DRY's own defaults)."""
TOP_K = 40
"""Candidates that are looked at at all; llama.cpp's default."""
SEED = 0xFFFFFFFF
"""llama.cpp's word for: a fresh seed each time."""


@contextmanager
def sampler(
    engine: Engine, sampling: Mapping[str, Any], before: Sequence[int], reply: Sequence[int] = ()
) -> Iterator[Any]:
    """Make the chain for a reply, or for the rest of one of which `reply` is written already.

    Words are kept from repeating within the reply; whole phrases also from `before`, what was said
    before it: an answer may well name what the question named. A temperature of 0 always takes the
    likeliest token. `nudge` is added to the weight (a logarithm) of the token that ends a reply: a
    tiny model does not end by itself.
    """
    from llama_cpp import llama_cpp as lib  # noqa: PLC0415 - heavy; the engine has loaded it

    params = lib.llama_sampler_chain_default_params()
    params.no_perf = True
    chain = lib.llama_sampler_chain_init(params)
    try:
        for part in (*_guards(lib, engine, sampling, before), *_choice(lib, sampling)):
            lib.llama_sampler_chain_add(chain, part)
        for token in reply[-LOOK_BACK:]:
            lib.llama_sampler_accept(chain, token)
        yield chain
    finally:
        lib.llama_sampler_free(chain)


def _guards(
    lib: Any, engine: Engine, sampling: Mapping[str, Any], before: Sequence[int]
) -> Iterator[Any]:
    if (nudge := sampling.get("nudge")) and (end := engine.vocabulary.end_token()) >= 0:
        bias = (lib.llama_logit_bias * 1)((end, nudge))
        yield lib.llama_sampler_init_logit_bias(engine.vocabulary.size, 1, bias)
    repeat = sampling.get("repeat_penalty")
    if repeat is not None and repeat != 1.0:
        yield lib.llama_sampler_init_penalties(engine.vocabulary.size, LOOK_BACK, repeat, 0.0, 0.0)
    if dry := sampling.get("dry"):
        breakers = (ctypes.c_char_p * len(BREAKERS))(*BREAKERS)
        part = lib.llama_sampler_init_dry(
            engine.vocabulary.handle,
            dry,
            DRY_BASE,
            DRY_ALLOWED,
            DRY_LOOK_BACK,
            breakers,
            len(BREAKERS),
        )
        for token in before[-DRY_LOOK_BACK:]:
            lib.llama_sampler_accept(part, token)
        yield part


def _choice(lib: Any, sampling: Mapping[str, Any]) -> Iterator[Any]:
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
