from app.core.characters.forms import parse_character
from app.core.job import Job
from app.core.message import Room, now
from tests.core.test_window import message


def test_each_job_has_its_own_stop_and_trace():
    room = Room("r", "a", "", "chat", now())
    eliza = parse_character({"name": "Eliza"})
    one, other = Job(message(1), room, eliza), Job(message(1), room, eliza)
    one.stop.set()
    assert not other.stop.is_set()
    assert one.trace_id != other.trace_id
    assert one.resume is None
    assert one.replaces == ""
