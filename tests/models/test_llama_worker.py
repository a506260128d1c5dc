"""The inside of the local model's worker, with the real starter model in this process."""

import sys

import pytest

from app.core.errors import ContextTooLong, ModelError
from app.models.llama_worker import LocalModel, handlers

pytestmark = pytest.mark.local_model

QUIET = {"temperature": 0}


def said(*texts):
    roles = ("user", "assistant")
    return [{"role": roles[place % 2], "text": text} for place, text in enumerate(texts)]


def chat(model, *texts, most=12, conversation="room", **more):
    items = list(model.chat(conversation, said(*texts), most, QUIET, **more))
    return "".join(item.get("text", "") for item in items), items[-1], items


def test_a_reply_ends_with_its_figures(local):
    text, end, _ = chat(local, "Say hello.", most=60)
    assert text.strip()
    assert end["finish"] in {"stop", "length"}
    assert (end["cached_tokens"], end["completion_tokens"] > 0) == (0, True)
    assert end["prompt_tokens"] > 5
    assert end["tokens_per_s"] > 0
    assert end["prompt_ms"] > 0


def test_the_longest_reply_is_kept_to_and_said(local):
    _, end, _ = chat(local, "Count to one hundred.", most=4)
    assert (end["finish"], end["completion_tokens"]) == ("length", 4)


def test_a_model_that_rambles_is_nudged_to_an_end(local):
    _, end, _ = chat(local, "Tell me everything about the sea.", most=400)
    assert end["finish"] == "stop"
    assert list(local._nudges()) == [
        (60, 0.0),
        (90, 1.5),
        (120, 3.0),
        (150, 4.5),
        (sys.maxsize, 6.0),
    ]


def test_the_second_turn_reads_little(local):
    system = "You like the sea. " * 30
    first, end, _ = chat(local, system + "Hello.")
    again, then, _ = chat(local, system + "Hello.", first, "And you?")
    assert then["cached_tokens"] >= end["prompt_tokens"]
    assert then["prompt_tokens"] - then["cached_tokens"] < 30
    assert again


def test_a_continued_reply_goes_on_from_its_last_word(local):
    whole, _, _ = chat(local, "Name the days of the week.", most=24)
    begun, end, _ = chat(local, "Name the days of the week.", most=8, conversation="b")
    assert end["finish"] == "length"
    rest, then, _ = chat(
        local, "Name the days of the week.", begun, most=16, conversation="b", continue_reply=True
    )
    assert (begun + rest)[: len(begun) + 3] == whole[: len(begun) + 3]
    assert then["cached_tokens"] >= end["prompt_tokens"]


def test_stopping_while_reading_leaves_a_true_beginning(local):
    engine = local._open()[0]
    reply = local.chat("room", said("word " * 700), 10, QUIET)
    assert next(reply) == {}
    reply.close()
    read = len(engine.tokens)
    assert 0 < read < 700
    _, end, _ = chat(local, "word " * 700)
    assert end["cached_tokens"] == read


def test_stopping_while_writing_keeps_what_was_written(local):
    reply = local.chat("room", said("Tell me a story."), 60, QUIET)
    text = ""
    for item in reply:
        text += item.get("text", "")
        if len(text) > 20:
            break
    reply.close()
    _, end, _ = chat(local, "Tell me a story.", text, "Go on.")
    assert end["cached_tokens"] > 20


def test_pieces_are_whole_letters(local):
    _, _, items = chat(local, "Repeat: 😀 東京 Zoë €", most=40)
    assert not any("\ufffd" in item.get("text", "") for item in items)


def test_too_long_a_conversation_is_told_with_its_size(local):
    with pytest.raises(ContextTooLong, match="reads at most 1024"):
        chat(local, "word " * 1200)


def test_counting_tokens(local):
    assert local.count(["", "Hello world", "<|im_end|>"])[:2] == [0, 2]
    assert local.count(["<|im_end|>"])[0] > 1


def test_a_model_that_does_not_fit_is_refused_before_it_is_opened(starter):
    with pytest.raises(ModelError, match=r"needs about .* GB of memory"):
        LocalModel(starter, 10**9).load()


def test_a_base_model_is_refused_and_may_be_tried_again(starter, tmp_path):
    path = tmp_path / "base.gguf"
    raw = starter.read_bytes()
    path.write_bytes(raw.replace(b"tokenizer.chat_template", b"tokenizer.that_template", 1))
    methods = handlers({"path": str(path), "context": 256})
    for _ in range(2):
        with pytest.raises(ModelError, match="has no chat template"):
            methods["load"]()
