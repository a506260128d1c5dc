"""Between text and tokens, with the starter model's vocabulary."""

import pytest

pytestmark = pytest.mark.local_model


def test_text_survives_the_way_through_tokens(engine):
    text = "Zoë pays 5 € for 😀 in 東京.\n"
    tokens = engine.vocabulary.tokenize(text, special=False)
    assert b"".join(map(engine.vocabulary.piece, tokens)).decode() == text


def test_control_words_are_tokens_only_when_asked(engine):
    end = engine.vocabulary.control_words()["<|im_end|>"]
    assert engine.vocabulary.tokenize("<|im_end|>", special=True) == [end]
    assert end not in engine.vocabulary.tokenize("<|im_end|>", special=False)
    assert engine.vocabulary.ends(end)
    assert engine.vocabulary.piece(end) == b""


def test_it_names_its_own_ends(engine):
    assert (engine.vocabulary.name_of("bos"), engine.vocabulary.name_of("eos")) == (
        "<|im_start|>",
        "<|im_end|>",
    )
    assert engine.vocabulary.ends(engine.vocabulary.end_token())
    assert engine.vocabulary.opening() == []


def test_a_token_longer_than_the_usual_room_is_whole(engine):
    longest = max(range(engine.vocabulary.size), key=lambda t: len(engine.vocabulary.piece(t)))
    assert len(engine.vocabulary.piece(longest)) > 64
