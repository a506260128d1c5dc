"""What fulfils a port has each of its methods, called the same way: real parts and fakes."""

import inspect

import pytest

from app.core.host import SystemClock
from app.core.ports import ChatModel, Clock, Embedder, Store, Vault, VectorIndex
from app.models.anthropic_messages import AnthropicModel
from app.models.llama import LlamaModel
from app.models.openai_chat import OpenAIChatModel
from app.store.recall_client import RecallEmbedder, RecallIndex
from app.store.sqlite import SqliteStore
from app.vault.keyring_vault import KeyringVault
from tests.counterparts.ports import (
    ExactIndex,
    MemoryVault,
    ScriptedModel,
    SteppingClock,
    WordEmbedder,
)

FULFILLED = [
    (ChatModel, LlamaModel),
    (ChatModel, OpenAIChatModel),
    (ChatModel, AnthropicModel),
    (ChatModel, ScriptedModel),
    (Embedder, RecallEmbedder),
    (Embedder, WordEmbedder),
    (VectorIndex, RecallIndex),
    (VectorIndex, ExactIndex),
    (Store, SqliteStore),
    (Vault, KeyringVault),
    (Vault, MemoryVault),
    (Clock, SystemClock),
    (Clock, SteppingClock),
]


def asked(port: type) -> dict[str, object]:
    return {name: part for name, part in vars(port).items() if name[0] != "_"}


def way(function: object) -> list[tuple[str, object]]:
    """Return how a function is called: its parameters' names and defaults."""
    given = inspect.signature(function).parameters.values()  # type: ignore[arg-type]
    # The store's transactions are given their connection by what wraps them.
    return [(one.name, one.default) for one in given if one.name != "connection"]


@pytest.mark.parametrize(("port", "kind"), FULFILLED, ids=lambda part: part.__name__)
def test_each_method_is_there_and_called_the_same_way(port: type, kind: type) -> None:
    for name, part in asked(port).items():
        if isinstance(part, property):
            continue  # may be a plain attribute of the instance
        own = getattr(kind, name)
        assert way(own) == way(part), name
        assert inspect.iscoroutinefunction(own) == inspect.iscoroutinefunction(part), name


def test_every_port_but_the_clock_can_say_how_it_is() -> None:
    for port in {port for port, _ in FULFILLED} - {Clock}:
        assert inspect.iscoroutinefunction(asked(port)["check"]), port.__name__
