"""How the next token is chosen."""

import pytest

from app.models._llama_sampler import sampler

pytestmark = pytest.mark.local_model


def written(engine, sampling, count=12):
    engine.forget()
    engine.read(
        engine.vocabulary.tokenize("one one one one one one one one one one one", special=False)
    )
    before, found = list(engine.tokens), []
    with sampler(engine, sampling, before) as chain:
        for _ in range(count):
            found.append(engine.sample(chain))
            engine.read(found[-1:])
    return found


def test_temperature_zero_is_always_the_same(engine):
    assert written(engine, {"temperature": 0}) == written(engine, {"temperature": 0})


def test_the_repetition_guards_break_a_loop(engine):
    plain = written(engine, {"temperature": 0})
    guarded = written(engine, {"temperature": 0, "repeat_penalty": 1.3, "dry": 1.0})
    assert len(set(guarded)) > len(set(plain))


def test_what_is_not_given_has_a_default(engine):
    assert len(written(engine, {"temperature": None, "top_p": None, "min_p": 0.1})) == 12
