"""Every row of the catalog names something that is there, and the catalog itself is light."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.catalog import ENTRIES
from app.core.registry import Entry, Registry

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.kind}-{entry.name}")
def test_every_row_can_be_loaded_and_called(entry: Entry) -> None:
    assert callable(Registry(ENTRIES).load(entry.kind, entry.name))
    assert entry.summary


def test_reading_the_catalog_loads_no_edge() -> None:
    code = (
        "import sys, app.catalog\n"
        "edges = ('app.store', 'app.models', 'app.vault', 'app.ui', 'app.api', 'app.cli')\n"
        "print([name for name in sys.modules if name.startswith(edges)])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
