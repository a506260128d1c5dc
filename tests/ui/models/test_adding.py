"""Adding an agent from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import ConfigError, VaultAbsent
from app.ui.models.adding import add_from_file
from tests.ui.stage import Stage


def file(folder: Path, **extra: Any) -> Path:
    path = folder / "ada.json"
    path.write_text(json.dumps({"name": "Ada", "bio": ["Counts."], **extra}))
    return path


def test_keys_go_to_the_keyring_and_not_into_the_home(stage: Stage, tmp_path: Path) -> None:
    secret = "discord-value-1234567890"
    path = file(tmp_path, settings={"secrets": {"DISCORD_API_TOKEN": secret}})
    added = stage.run(add_from_file(stage.host, path))
    assert added.agent.name == "Ada"
    assert added.kept == ("Ada/DISCORD_API_TOKEN",)
    assert stage.host.vault.values == {"Ada/DISCORD_API_TOKEN": secret}
    kept = stage.run(stage.store.agents())
    assert secret not in json.dumps(kept[0].character)


def test_without_a_keyring_it_is_added_and_the_lost_keys_are_named(
    stage: Stage, tmp_path: Path
) -> None:
    stage.host.vault.broken = VaultAbsent("No keyring.")
    path = file(tmp_path, settings={"secrets": {"TOKEN": "abc-123-def-456"}})
    added = stage.run(add_from_file(stage.host, path))
    assert (added.kept, added.lost) == ((), ("TOKEN",))


def test_a_bad_file_is_refused_in_plain_words(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "bad.json"
    path.write_text("{")
    with pytest.raises(ConfigError):
        stage.run(add_from_file(stage.host, path))
    assert stage.run(stage.host.agents.list()) == []
