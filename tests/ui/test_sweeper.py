"""Garbage is looked for on the window's thread, and only there."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.ui.sweeper import Sweeper


@pytest.fixture
def sweeper(qapp: QApplication) -> Iterator[Sweeper]:
    parent = QObject()
    made = Sweeper(parent)
    yield made
    made.close()
    parent.deleteLater()


def litter() -> None:
    for _ in range(5_000):
        cycle: list[object] = []
        cycle.append(cycle)


def test_another_thread_never_collects(sweeper: Sweeper) -> None:
    done: list[str] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        done.append(f"{phase} {threading.current_thread() is threading.main_thread()}")

    gc.callbacks.append(note)
    try:
        thread = threading.Thread(target=litter)
        thread.start()
        thread.join()
        assert done == []
        # Which generation is due depends on what ran before.
        assert sweeper.look() >= 0
    finally:
        gc.callbacks.remove(note)
    assert done == ["start True", "stop True"]


def test_nothing_due_is_nothing_done(sweeper: Sweeper) -> None:
    gc.collect()
    assert sweeper.look() == -1


def test_what_is_there_at_the_start_is_left_alone_until_the_end(sweeper: Sweeper) -> None:
    sweeper.settle()
    assert gc.get_freeze_count() > 1_000
    sweeper.close()
    assert gc.get_freeze_count() == 0
    assert gc.isenabled()
