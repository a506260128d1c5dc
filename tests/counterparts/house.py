"""A whole host over real SQLite with a scripted model: what tests of the core live in."""

import contextlib
from collections.abc import AsyncIterator

from app.core.action import Action
from app.core.events import Bus
from app.core.health import Health, Sources
from app.core.host import Host, Parts, SystemClock
from app.core.memory import MemoryService
from app.core.models import ModelDesk
from app.core.paths import Paths, shipped_characters
from app.core.settings import SettingsStore
from app.store.opening import later_store
from tests.counterparts.ports import ExactIndex, MemoryVault, ScriptedModel
from tests.counterparts.reading import read_here


def build_host(paths: Paths, model: ScriptedModel, actions: tuple[Action, ...] = ()) -> Host:
    """Return a host that is not started yet."""
    bus = Bus()
    settings = SettingsStore(paths, bus)
    store, opening = later_store(paths)
    index, vault = ExactIndex(), MemoryVault()
    memory = MemoryService(store, index.embedder, index, settings, bus)
    models = ModelDesk(settings, vault, bus, lambda *_: model)
    checks = {"database": store.check, "model": models.check, "recall": memory.check}
    return Host(
        Parts(
            paths=paths,
            settings=settings,
            bus=bus,
            store=store,
            index=index,
            memory=memory,
            models=models,
            vault=vault,
            health=Health(checks, bus, Sources(paths.data)),
            workers=(),
            shipped=shipped_characters(),
            clock=SystemClock(),
            opening=opening,
            read_character=read_here,
            actions=actions,
        )
    )


@contextlib.asynccontextmanager
async def house(
    paths: Paths, model: ScriptedModel, actions: tuple[Action, ...] = ()
) -> AsyncIterator[Host]:
    """Start a host, and stop it at the end."""
    host = build_host(paths, model, actions)
    await host.start()
    try:
        yield host
    finally:
        await host.stop()
