from datetime import UTC, datetime

import pytest

from app.core.trace import Trace, TraceHit, TracePart, TraceStep


def example() -> Trace:
    return Trace(
        id="t",
        agent_id="a",
        room_id="r",
        message_id="m",
        at=datetime(2026, 1, 2, tzinfo=UTC),
        parts=(TracePart(name="history", tokens=12, sources=("x", "y"), cut=1, why="why"),),
        hits=(TraceHit(memory_id="x", score=0.9),),
        steps=(TraceStep(name="recall", ms=3.5),),
        cost_usd=0.0,
    )


def test_a_trace_comes_back_as_it_was_and_is_small():
    body = example().pack()
    assert Trace.unpack(body) == example()
    assert len(body) < 500


@pytest.mark.parametrize("body", [b"", b"nonsense", example().pack()[:-4]])
def test_damage_is_a_value_error(body):
    with pytest.raises(ValueError, match=r"."):
        Trace.unpack(body)
