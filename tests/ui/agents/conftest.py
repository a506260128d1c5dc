"""What the tests of the editor share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.agents.editing import EditorStage


@pytest.fixture
def desk(qapp: QApplication, tmp_path: Path) -> Iterator[EditorStage]:
    """A home with a character worth editing, its host open."""
    made = EditorStage(qapp, tmp_path / "home")
    yield made
    made.close()
