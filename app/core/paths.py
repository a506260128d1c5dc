"""Where everything is kept. One value, made once in `main` and handed to whoever needs a place."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.core.errors import ConfigError

APP_NAME = "Familiar"


@dataclass(frozen=True, slots=True)
class Paths:
    """All folders of one home. `FAMILIAR_HOME` puts them under one folder (tests, portable use)."""

    config: Path
    data: Path
    cache: Path
    logs: Path
    runtime: Path

    @classmethod
    def discover(cls) -> Paths:
        """Read `FAMILIAR_HOME`, else use the system's folders; creates nothing.

        Raises ConfigError when `FAMILIAR_HOME` is not an absolute path or is a file.
        """
        home = os.environ.get("FAMILIAR_HOME", "")
        if home:
            return cls.under(Path(home).expanduser())
        dirs = platformdirs.PlatformDirs(APP_NAME, appauthor=False)
        return cls(
            config=dirs.user_config_path,
            data=dirs.user_data_path,
            cache=dirs.user_cache_path,
            logs=dirs.user_log_path,
            runtime=dirs.user_data_path / "run",
        )

    @classmethod
    def under(cls, home: Path) -> Paths:
        """Return the folders of a home that lives in one folder. Raises ConfigError for a file."""
        if not home.is_absolute():
            raise ConfigError(f"FAMILIAR_HOME must be an absolute path, and {home} is not.")
        if home.exists() and not home.is_dir():
            raise ConfigError(f"FAMILIAR_HOME points at {home}, which is a file, not a folder.")
        return cls(
            config=home / "config",
            data=home / "data",
            cache=home / "cache",
            logs=home / "logs",
            runtime=home / "run",
        )

    @property
    def database(self) -> Path:
        """The book of record."""
        return self.data / "familiar.db"

    @property
    def index(self) -> Path:
        """The vector index's folder; derived, may be deleted at any time."""
        return self.cache / "index"

    @property
    def models(self) -> Path:
        """Model files the person added."""
        return self.data / "models"

    @property
    def characters(self) -> Path:
        """The library of imported characters."""
        return self.data / "characters"

    @property
    def settings(self) -> Path:
        """The settings file."""
        return self.config / "settings.toml"

    @property
    def lock(self) -> Path:
        """Locked by the one owner process for as long as it lives."""
        return self.runtime / "owner.lock"

    @property
    def log_file(self) -> Path:
        """The newest log file; older ones are beside it with .1 to .5."""
        return self.logs / "familiar.jsonl"

    def create(self) -> None:
        """Make the folders, private to the user. Raises ConfigError when one cannot be made."""
        for folder in (
            self.config,
            self.data,
            self.cache,
            self.logs,
            self.runtime,
            self.models,
            self.characters,
        ):
            try:
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            except OSError as error:
                raise ConfigError(
                    f"The folder {folder} cannot be created: {error.strerror}. "
                    "Free some space or set FAMILIAR_HOME to a folder you may write to."
                ) from error


def write_whole(path: Path, content: bytes) -> None:
    """Replace `path` by `content` so that a crash leaves the old file or the new one, never a mix.

    Temp file in the same folder, fsync, rename, fsync of the folder. Raises OSError; the old file
    is then untouched.
    """
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if os.name == "posix":
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def resources() -> Path:
    """Return the folder of files that ship with the program (theme, icons, tokenizer)."""
    return Path(__file__).resolve().parents[2] / "resources"


def shipped_characters() -> Path:
    """Return the folder of the agents that ship with the program."""
    return Path(__file__).resolve().parents[2] / "characters"
