from datetime import UTC, datetime

from app.core.message import Message, Speaker
from app.core.window import ROOMS, Windows, advance, said


def message(number: int, text: str = "text") -> Message:
    return Message(
        id=f"m{number}",
        room_id="r",
        agent_id="a",
        speaker=Speaker.USER,
        author_id="o",
        author="You",
        text=text,
        at=datetime(2026, 1, 1, tzinfo=UTC),
        source="chat",
        seq=number,
    )


def test_a_message_is_rendered_as_it_was_sent():
    window = Windows().of("r")
    advance(window, [], 0, message(1), "notes\ntext")
    assert [item.rendered for item in said(window, [message(1), message(2)])] == [
        "notes\ntext",
        "text",
    ]


def test_a_cut_moves_the_start_and_drops_what_was_before():
    window = Windows().of("r")
    for number in range(1, 5):
        advance(window, [], 0, message(number), f"sent {number}")
    history = said(window, [message(number) for number in range(1, 5)])
    advance(window, history, 2, message(5), "sent 5")
    assert window.start_seq == 3
    assert set(window.rendered) == {"m3", "m4", "m5"}
    assert [item.message.seq for item in said(window, [message(n) for n in range(1, 6)])] == [
        3,
        4,
        5,
    ]


def test_messages_without_text_are_left_out():
    assert said(Windows().of("r"), [message(1, "")]) == []


def test_rooms_are_bounded_and_can_be_forgotten():
    windows = Windows()
    for number in range(ROOMS + 5):
        windows.of(str(number)).start_seq = 1
    assert windows.of("0").start_seq == 0
    assert windows.of(str(ROOMS + 4)).start_seq == 1
    windows.forget(str(ROOMS + 4))
    assert windows.of(str(ROOMS + 4)).start_seq == 0
    windows.of("x").start_seq = 1
    windows.forget()
    assert windows.of("x").start_seq == 0


def test_a_stable_part_is_new_once():
    windows = Windows()
    assert windows.is_new("a")
    assert not windows.is_new("a")
    assert windows.is_new("b")
