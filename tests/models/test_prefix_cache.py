"""What was read is not read twice: in one conversation, between several, within a bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models._prefix_cache import PrefixCache, shared

pytestmark = pytest.mark.local_model

TOKENS = st.lists(st.integers(0, 3), max_size=8)


@given(TOKENS, TOKENS)
def test_shared_is_the_longest_common_beginning(one, other):
    count = shared(one, other)
    assert one[:count] == other[:count]
    assert count in {len(one), len(other)} or one[count] != other[count]


def read(cache, engine, conversation, prompt):
    cached = cache.prepare(conversation, prompt)
    assert engine.tokens == prompt[:cached]
    engine.read(prompt[cached:])
    return cached


def prompt(engine, text):
    return engine.vocabulary.tokenize("You are a poet by the sea. " * 5 + text, special=False)


def test_the_next_turn_reads_only_what_is_new(engine):
    cache = PrefixCache(engine)
    first = prompt(engine, "Hello")
    assert read(cache, engine, "a", first) == 0
    assert read(cache, engine, "a", [*first, 5, 6, 7]) == len(first)


def test_the_same_prompt_again_leaves_one_token_to_read(engine):
    cache = PrefixCache(engine)
    first = prompt(engine, "Hello")
    read(cache, engine, "a", first)
    assert read(cache, engine, "a", first) == len(first) - 1


def test_a_changed_end_is_forgotten(engine):
    cache = PrefixCache(engine)
    read(cache, engine, "a", prompt(engine, "Hello, old friend of mine"))
    changed = prompt(engine, "Hello, new friend of mine")
    assert 0 < read(cache, engine, "a", changed) < len(changed) - 1


def test_conversations_are_kept_apart_and_come_back(engine):
    cache = PrefixCache(engine)
    one = engine.vocabulary.tokenize(
        "The first conversation is about bread and salt.", special=False
    )
    two = engine.vocabulary.tokenize("Another one talks of ships.", special=False)
    read(cache, engine, "one", one)
    assert read(cache, engine, "two", two) == 0
    assert cache.size > 0
    assert read(cache, engine, "one", [*one, 9, 8]) == len(one)
    assert read(cache, engine, "two", [*two, 9]) == len(two)


def test_a_new_conversation_of_the_same_character_starts_from_it(engine):
    cache = PrefixCache(engine)
    read(cache, engine, "one", prompt(engine, "Hello"))
    assert read(cache, engine, "two", prompt(engine, "What is new?")) > 20


def test_a_kept_state_that_cannot_be_put_back_is_read_anew(engine):
    cache = PrefixCache(engine)
    one = prompt(engine, "Hello")
    read(cache, engine, "one", one)
    read(cache, engine, "two", engine.vocabulary.tokenize("Ships.", special=False))
    kept = cache._kept["one"]
    cache._kept["one"] = type(kept)(kept.tokens, b"broken" * 20)
    assert read(cache, engine, "one", one) == 0


def test_the_longest_unused_is_dropped_first(engine):
    texts = {
        name: engine.vocabulary.tokenize(f"{name} {name} tale.", special=False) for name in "xyz"
    }
    engine.read(texts["x"])
    room = engine.state_size() + 100
    engine.forget()
    cache = PrefixCache(engine, max_bytes=room)
    for name in "xyz":
        read(cache, engine, name, texts[name])
    assert list(cache._kept) == ["y"]
    assert cache.size <= room
    nothing = PrefixCache(engine, max_bytes=10)
    nothing.prepare("p", texts["x"])
    nothing.prepare("q", texts["y"])
    assert nothing.size == 0
