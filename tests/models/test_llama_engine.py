"""The engine's open book: tokens in, tokens out, forgotten, kept and put back."""

import pytest

from app.core.errors import ContextTooLong, ModelError
from app.models._llama_engine import Engine, thread_count

pytestmark = pytest.mark.local_model


def test_it_keeps_a_beginning_and_forgets_the_rest(engine):
    tokens = engine.vocabulary.tokenize("one two three four five", special=False)
    engine.read(tokens)
    assert engine.keep(3) == 3
    assert engine.tokens == tokens[:3]
    engine.read(tokens[3:])
    assert engine.tokens == tokens
    assert engine.keep(0) == 0


def test_state_is_put_back_as_it_was(engine):
    tokens = engine.vocabulary.tokenize("The capital of France is", special=False)
    engine.read(tokens)
    state = engine.state()
    engine.forget()
    engine.read(engine.vocabulary.tokenize("Something else", special=False))
    assert engine.restore(state, tokens)
    assert engine.tokens == tokens
    assert not engine.restore(b"nonsense" * 8, tokens)
    assert engine.tokens == []


def test_more_than_the_window_is_refused(engine):
    tokens = engine.vocabulary.tokenize("word " * 600, special=False)
    engine.read(tokens[:512])
    engine.read(tokens[:500])
    with pytest.raises(ContextTooLong):
        engine.read(tokens[:100])


def test_metadata_is_whole_however_long(engine):
    assert engine.metadata("general.architecture") == "llama"
    assert "<|im_start|>" in engine.metadata("tokenizer.chat_template")
    assert engine.metadata("no.such.key") == ""


def test_a_truncated_file_is_refused_in_plain_words(starter, tmp_path):
    path = tmp_path / "half.gguf"
    with starter.open("rb") as file:
        path.write_bytes(file.read(40_000_000))
    with pytest.raises(ModelError, match=r"half\.gguf is damaged, incomplete"):
        Engine(path, 512)


def test_one_core_is_left_to_the_rest():
    assert thread_count() >= 1
