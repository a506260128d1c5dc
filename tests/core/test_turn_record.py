import time
from datetime import UTC, datetime

from app.core.exchange import FinishReason, ModelFinished
from app.core.message import Usage
from app.core.trace import Trace
from app.core.turn_record import TurnRecord
from tests.counterparts.ports import ScriptedModel

HEAD = Trace(id="t", agent_id="a", room_id="r", message_id="m", at=datetime(2026, 1, 1, tzinfo=UTC))


def test_own_cpu_counts_this_process_and_its_helpers():
    helpers = [100.0]
    record = TurnRecord(lambda: helpers[0])
    helpers[0] = 107.0
    until = time.process_time() + 0.02
    while time.process_time() < until:
        pass
    trace = record.trace(HEAD, None)
    assert trace.own_cpu_ms >= 7 + 20


def test_a_turn_that_never_reached_the_model_has_no_call():
    trace = TurnRecord(lambda: 0.0).trace(HEAD, None)
    assert (trace.model_calls, trace.model, trace.parts, trace.hits) == (0, "", (), ())


def test_the_trace_carries_usage_model_and_steps():
    record = TurnRecord(lambda: 0.0)
    record.model = ScriptedModel()
    record.step("recall", time.perf_counter())
    finished = ModelFinished(
        FinishReason.STOP, Usage(prompt_tokens=5, completion_tokens=2, model_calls=1, cost_usd=0.5)
    )
    trace = record.trace(HEAD, finished)
    assert (trace.model, trace.prompt_tokens, trace.cost_usd) == ("Scripted", 5, 0.5)
    assert (trace.finish, trace.model_calls) == ("stop", 1)
    assert [step.name for step in trace.steps] == ["recall"]


def test_speed_is_from_the_first_token_to_the_last():
    record = TurnRecord(lambda: 0.0)
    finished = ModelFinished(FinishReason.STOP, Usage(completion_tokens=10))
    assert record.speed(finished) == 0.0
    record.step("first token", time.perf_counter() - 1.0)
    record.step("answer", time.perf_counter() - 3.0)
    assert 4.9 < record.speed(finished) < 5.1
