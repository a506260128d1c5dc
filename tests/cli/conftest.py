"""A command line over a real host with a scripted model."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from app.cli.entry import run
from app.core.paths import Paths
from tests.counterparts.hosted_commands import HostedCommands
from tests.counterparts.ports import ScriptedModel


@dataclass
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The JSON lines on stdout."""
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def model() -> ScriptedModel:
    return ScriptedModel()


@pytest.fixture
def familiar(
    home: Paths,
    model: ScriptedModel,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[..., Outcome]:
    """Return a function that does one command as `familiar WORDS` would."""

    def do(*words: str, stdin: str = "") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.StringIO(stdin))
        execute = HostedCommands(home, model)
        code = run(words, execute)
        assert execute.host is None or execute.closed == 1
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return do
