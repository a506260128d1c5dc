"""A real host over a real store, with a scripted model and an exact index: no worker, no wait."""

from app.core.events import Bus
from app.core.exchange import ModelProfile
from app.core.health import Health, Sources
from app.core.host import Host, Parts, SystemClock
from app.core.memory import MemoryService
from app.core.models import ModelDesk
from app.core.paths import Paths, shipped_characters
from app.core.settings import SettingsStore
from app.store.sqlite import SqliteStore
from tests.counterparts.ports import ExactIndex, MemoryVault, ScriptedModel, WordEmbedder
from tests.counterparts.reading import read_here

STARTER = ModelProfile(
    name="starter", label="SmolLM2 135M", context_tokens=8192, local=True, starter=True
)


async def open_host(paths: Paths, model: ScriptedModel) -> Host:
    """Return a host that is ready to be started; its folders must exist."""
    bus = Bus()
    settings = SettingsStore(paths, bus)
    store = await SqliteStore.open(paths)
    embedder = WordEmbedder()
    index = ExactIndex(embedder)
    vault = MemoryVault()
    models = ModelDesk(settings, vault, bus, lambda _settings, _vault: model)
    parts = Parts(
        paths=paths,
        settings=settings,
        bus=bus,
        store=store,
        index=index,
        memory=MemoryService(store, embedder, index, settings, bus),
        models=models,
        vault=vault,
        health=Health({"database": store.check}, bus, Sources(paths.data)),
        workers=(),
        shipped=shipped_characters(),
        clock=SystemClock(),
        opening=_nothing,
        read_character=read_here,
    )
    return Host(parts)


async def _nothing() -> None:
    """The store is open already."""
