import subprocess
import sys

import pytest

from app.core.errors import StoreError
from app.core.paths import Paths
from app.core.ports import HealthState
from app.store.opening import later_store
from tests.counterparts.rows import agent


async def test_it_is_refused_until_opened_and_then_it_is_the_store(home: Paths) -> None:
    store, opening = later_store(home)
    assert (await store.check()).state is HealthState.OFF
    with pytest.raises(StoreError, match="not open yet"):
        await store.agents()
    await opening()
    await opening()
    await store.save_agent(agent())
    assert [found.id for found in await store.agents()] == ["ada"]
    assert (await store.check()).state is HealthState.OK
    await store.close()


async def test_closing_one_that_was_never_opened_does_nothing(home: Paths) -> None:
    store, _ = later_store(home)
    await store.close()
    assert not home.database.exists()


def test_making_it_imports_no_sqlalchemy() -> None:
    code = "import sys, app.store.opening, app.store.recall_client; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"sqlalchemy", "alembic", "numpy", "chromadb", "onnxruntime"}
    assert heavy.isdisjoint(ran.stdout.split())
