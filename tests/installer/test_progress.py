"""A step tells how far it is, on a terminal and in a log."""

from __future__ import annotations

import io

import pytest

from installer.progress import Step, spell


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.4, "0 s"), (59.4, "59 s"), (59.6, "1 min 00 s"), (125, "2 min 05 s")]
)
def test_durations_are_spelt(seconds: float, text: str) -> None:
    assert spell(seconds) == text


def test_a_terminal_sees_every_move_in_one_line() -> None:
    out = Terminal()
    with Step(2, 5, "Packages", out) as step:
        step.far(1, 3, "numpy")
        step.note("unpacking")
    lines = out.getvalue().split("\r")
    assert [line.rstrip() for line in lines if line.strip()] == [
        "[2/5] Packages …",
        "[2/5] Packages: 1 of 3, numpy, 0 s",
        "[2/5] Packages: unpacking, 0 s",
        "[2/5] Packages: done, 0 s",
    ]
    assert out.getvalue().count("\n") == 1


def test_a_log_sees_the_beginning_and_the_end() -> None:
    out = io.StringIO()
    with Step(1, 1, "Packages", out) as step:
        step.far(1, 3)
        step.result = "nothing missing"
    assert out.getvalue() == "[1/1] Packages …\n[1/1] Packages: nothing missing, 0 s\n"


def test_a_step_that_fails_says_so_and_lets_the_error_through() -> None:
    out = io.StringIO()
    with pytest.raises(ValueError, match="broken"), Step(1, 1, "Packages", out):
        raise ValueError("broken")
    assert out.getvalue().endswith("[1/1] Packages: stopped, 0 s\n")
