"""What the tests of the window share."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.ui.stage import Stage


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    """A small home with a bridge, on one loop with Qt."""
    made = Stage(qapp, tmp_path / "home")
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _garbage_on_this_thread(qapp: QApplication) -> Iterator[None]:
    """Free Qt objects where they live, as the application's `Sweeper` does."""
    gc.disable()
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.enable()
