import os
from pathlib import Path

import pytest

from app.core.errors import ConfigError
from app.core.paths import Paths, resources, shipped_characters, write_whole


def test_home_moves_everything(tmp_path, monkeypatch):
    monkeypatch.setenv("FAMILIAR_HOME", str(tmp_path))
    paths = Paths.discover()
    places = [paths.config, paths.data, paths.cache, paths.logs, paths.runtime, paths.database]
    places += [paths.index, paths.models, paths.characters, paths.settings, paths.lock]
    assert all(place.is_relative_to(tmp_path) for place in [*places, paths.log_file])


def test_without_home_the_systems_folders_are_used(monkeypatch):
    monkeypatch.delenv("FAMILIAR_HOME", raising=False)
    paths = Paths.discover()
    assert "Familiar" in str(paths.data)
    assert paths.config.is_absolute()


def test_a_relative_home_and_a_file_are_refused(tmp_path):
    with pytest.raises(ConfigError, match="absolute"):
        Paths.under(Path("here"))
    file = tmp_path / "file"
    file.write_text("x")
    with pytest.raises(ConfigError, match="a file"):
        Paths.under(file)


def test_folders_are_made_private(tmp_path):
    paths = Paths.under(tmp_path / "home")
    paths.create()
    paths.create()
    assert paths.data.is_dir()
    if os.name == "posix":
        assert paths.data.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_made_is_a_plain_error(tmp_path):
    (tmp_path / "data").write_text("in the way")
    with pytest.raises(ConfigError, match="cannot be created"):
        Paths.under(tmp_path).create()


def test_write_whole_replaces_and_leaves_nothing_beside(tmp_path):
    file = tmp_path / "settings.toml"
    write_whole(file, b"one")
    write_whole(file, b"two")
    assert file.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [file]


def test_write_whole_keeps_the_old_file_when_it_fails(tmp_path):
    file = tmp_path / "settings.toml"
    write_whole(file, b"one")
    with pytest.raises(TypeError):
        write_whole(file, "no bytes")  # type: ignore[arg-type]
    assert file.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [file]


def test_what_ships_is_there():
    assert (shipped_characters() / "eliza.json").is_file()
    assert resources().is_dir()
