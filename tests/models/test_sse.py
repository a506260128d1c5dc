"""Server-sent events, however the bytes are cut."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.models._sse import MAX_EVENT, MAX_LINE, SseError, SseParser

STREAM = (
    'event: x\ndata: {"a": "ä€😀"}\n\n: comment\n\n\r\ndata:no blank\r\n\r\nid: 3\n\n'
    "data: two\ndata: lines\n\ndata: [DONE]\n\n"
).encode()
EVENTS = ['{"a": "ä€😀"}', "no blank", "two\nlines", "[DONE]"]


@given(st.lists(st.integers(0, len(STREAM)), max_size=12))
def test_events_do_not_depend_on_where_the_bytes_are_cut(places):
    parser, found = SseParser(), []
    cuts = [0, *sorted(places), len(STREAM)]
    for start, stop in pairwise(cuts):
        found += parser.feed(STREAM[start:stop])
    assert found == EVENTS


def test_an_event_that_is_not_ended_is_not_given():
    assert list(SseParser().feed(b"data: half\n")) == []


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"data: " + b"x" * MAX_LINE, "line"),
        (b"data: " + b"x" * MAX_LINE + b"\n", "line"),
        ((b"data: " + b"x" * 65536 + b"\n") * (MAX_EVENT // 65536 + 1), "event"),
        (b"data: \xff\n\n", "UTF-8"),
    ],
)
def test_what_is_no_stream_of_events_is_refused(raw, why):
    with pytest.raises(SseError, match=why):
        list(SseParser().feed(raw))
