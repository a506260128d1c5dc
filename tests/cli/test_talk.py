import json

import pytest

from app.core.errors import IncompleteReply
from app.core.exchange import FinishReason, TextDelta
from tests.counterparts.ports import reply


def test_a_conversation_stays_in_its_room(familiar, model):
    done = familiar("chat", stdin="Hello\n\nAnd again\n/new\nAfresh\n/quit\nnever said\n")
    assert done.code == 0
    assert done.out == "Well said.\n" * 3
    rooms = [request.conversation for request in model.requests]
    assert rooms[0] == rooms[1] != rooms[2]


def test_the_slash_words(familiar):
    done = familiar("chat", stdin="/help\n/why\n/dance\nHello\n/why\n")
    assert "/new   start a new conversation" in done.err
    assert "There is no answer yet." in done.err
    assert "There is no /dance" in done.err
    assert "tokens in" in done.out


def test_a_piped_conversation_as_json_lines(familiar):
    done = familiar("chat", "--json", stdin="One\nTwo\n")
    assert [json.loads(line)["text"] for line in done.out.splitlines()] == ["Well said."] * 2


@pytest.mark.expects_warning("turn.failed")
def test_half_an_answer_is_shown_and_is_an_error(familiar, model):
    model.script = lambda _: [TextDelta("Half"), IncompleteReply("The line broke.")]
    done = familiar("chat", "Hello")
    assert (done.code, done.out, done.err) == (1, "Half\n", "The line broke.\n")
    at_the_prompt = familiar("chat", stdin="Hello\n")
    assert (at_the_prompt.code, at_the_prompt.err) == (0, "The line broke.\n")


@pytest.mark.expects_warning("turn.failed")
def test_no_answer_at_all_is_an_error_and_the_prompt_goes_on(familiar, model):
    model.script = lambda _: [IncompleteReply("Nothing came.")]
    assert familiar("chat", "Hello").code == 1
    assert familiar("chat", stdin="Hello\nAgain\n").err == "Nothing came.\n" * 2


def test_an_answer_that_was_too_long_is_said(familiar, model):
    model.script = reply("Cut", FinishReason.LENGTH)
    done = familiar("chat", "Hello")
    assert done.code == 0
    assert "This answer is incomplete." in done.err
