"""What tests of models share: a real mock provider, and the starter model's file."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.exchange import (
    ChatRequest,
    ModelFinished,
    PromptMessage,
    PromptRole,
    TextDelta,
    ToolSpec,
)
from app.core.ports import ChatModel
from app.models._llama_engine import Engine
from app.models._prefix_cache import PrefixCache
from app.models.build import starter_path
from app.models.llama_worker import LocalModel
from app.models.profiles import STARTER_DRY, STARTER_SHORT

KEY = "sk-test-4f9a1c77e2b84d6fa0"

WEATHER = ToolSpec(
    "get_weather",
    "Tells the weather.",
    {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
)


def fetch(request: str | urllib.request.Request) -> None:
    urllib.request.urlopen(request, timeout=10).close()  # noqa: S310 - http, to loopback


class Mock:
    """The running mock provider (llmock)."""

    def __init__(self, url: str) -> None:
        self.url = url

    def plan(self, **behaviour: object) -> None:
        self._post("/_llmock/scenario", {"behaviors": [behaviour]})

    def reset(self) -> None:
        self._post("/_llmock/reset", {})

    def _post(self, path: str, body: object) -> None:
        request = urllib.request.Request(  # noqa: S310 - http, to loopback
            self.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        fetch(request)


@pytest.fixture(scope="session")
def llmock_process() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).parent / "llmock"), "serve", "--host", "127.0.0.1"]
    process = subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                fetch(f"{url}/health")
                break
            except (urllib.error.URLError, OSError):
                assert process.poll() is None, "llmock ended at its start"
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait()


@pytest.fixture
def mock(llmock_process: str) -> Mock:
    made = Mock(llmock_process)
    made.reset()
    return made


@pytest.fixture(scope="session")
def starter() -> Path:
    path = starter_path()
    assert path is not None, "the starter model's package is not installed"
    return path


def ask(
    *texts: str,
    system: str = "Be brief.",
    conversation: str = "room",
    most: int = 40,
    **more: object,
) -> ChatRequest:
    """Return a request whose texts are the person's and the agent's in turn."""
    roles = (PromptRole.USER, PromptRole.ASSISTANT)
    messages = [PromptMessage(PromptRole.SYSTEM, system)] if system else []
    messages += [PromptMessage(roles[place % 2], text) for place, text in enumerate(texts)]
    return ChatRequest(tuple(messages), conversation, most, **more)  # type: ignore[arg-type]


async def collect(model: ChatModel, request: ChatRequest) -> tuple[str, ModelFinished]:
    """Return the whole text and the end; the end must come exactly once, last."""
    events = [event async for event in model.stream(request)]
    assert all(isinstance(event, TextDelta) and event.text for event in events[:-1])
    last = events[-1]
    assert isinstance(last, ModelFinished)
    return "".join(event.text for event in events[:-1] if isinstance(event, TextDelta)), last


@pytest.fixture(scope="session")
def shared_local(starter: Path) -> LocalModel:
    """Return the starter model, loaded in this process once for all tests that look inside."""
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    model = LocalModel(starter, 1_024, STARTER_DRY, STARTER_SHORT)
    model.load()
    return model


@pytest.fixture
def local(shared_local: LocalModel) -> LocalModel:
    """Return the loaded starter model with nothing read and nothing kept."""
    engine, _, _ = shared_local._open()
    engine.forget()
    shared_local._cache = PrefixCache(engine)
    return shared_local


@pytest.fixture
def engine(local: LocalModel) -> Engine:
    return local._open()[0]
