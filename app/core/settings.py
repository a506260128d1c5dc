"""Every setting, one typed and described line each; the settings pane is generated from it.

Kept as one TOML file, written whole or not at all. A file that cannot be read is never
overwritten: it is set aside under another name and said so.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal

import structlog
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.core.errors import ConfigError
from app.core.events import Bus, SettingsChanged
from app.core.paths import Paths, write_whole

log = structlog.get_logger(__name__)


class Section(BaseModel):
    """A group of settings. Unknown keys are refused so that a typing error is not silent."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)


class Backend(StrEnum):
    """Who answers."""

    LOCAL = "local"
    OPENAI = "openai"
    ANTHROPIC = "anthropic"


class General(Section):
    """How Familiar behaves on this computer."""

    default_agent: str = Field(
        "Eliza", title="Default agent", description="Answers when no agent is named."
    )
    language: Literal["system", "en", "de"] = Field(
        "system", title="Language", description="Of the window; takes effect at the next start."
    )
    theme: Literal["system", "light", "dark"] = Field(
        "system", title="Appearance", description="Follows the system unless you choose."
    )
    start_at_login: bool = Field(
        False, title="Start at login", description="Opens in the tray when you log in."
    )
    notify: bool = Field(
        True,
        title="Notifications",
        description="Shows a note when a reply arrives while the window is hidden.",
    )
    wizard_done: bool = Field(
        False, title="First steps finished", description="Switch off to see the first steps again."
    )


class Model(Section):
    """Which model answers."""

    backend: Backend = Field(
        Backend.LOCAL,
        title="Where it runs",
        description="On this computer, or at a provider you have a key for.",
    )
    local_file: str = Field(
        "",
        title="Model file",
        description="A GGUF file on this computer. Empty: the starter model.",
    )
    base_url: str = Field(
        "",
        title="Address",
        description="Of the provider or of your own server. Empty: the provider's own address.",
    )
    name: str = Field("", title="Model", description="The model's name at the provider.")
    secret: str = Field(
        "",
        title="Key",
        description="Name of the key in the system's keyring. The key itself is never kept here.",
    )
    max_reply_tokens: Annotated[int, Field(ge=16, le=32_768)] = Field(
        1_024, title="Longest reply", description="In tokens; about four letters each."
    )
    temperature: Annotated[float, Field(ge=0, le=2)] | None = Field(
        None,
        title="Temperature",
        description="Higher is more surprising. Empty: what suits the model.",
    )
    idle_timeout_s: Annotated[float, Field(ge=1, le=600)] = Field(
        20.0,
        title="Patience",
        description="Seconds without a new word before a reply counts as broken off.",
    )
    unload_after_s: Annotated[float, Field(ge=10, le=86_400)] = Field(
        300.0,
        title="Free memory after",
        description="Seconds without a message before a local model is unloaded.",
    )


class MemorySettings(Section):
    """What agents recall."""

    recall_limit: Annotated[int, Field(ge=0, le=50)] = Field(
        8,
        title="Memories per answer",
        description="At most this many recalled memories go into a prompt.",
    )
    idle_stop_s: Annotated[float, Field(ge=10, le=86_400)] = Field(
        300.0,
        title="Rest after",
        description="Seconds without use before the memory helper is stopped to free memory.",
    )
    trace_days: Annotated[int, Field(ge=1, le=3650)] = Field(
        30, title="Keep traces", description="Days for which 'Why this answer?' can be looked up."
    )


class Logs(Section):
    """The log file."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        "info", title="Level", description="How much is written."
    )
    max_mb: Annotated[int, Field(ge=1, le=1_000)] = Field(
        50, title="Size of one file", description="In megabytes; five older files are kept."
    )


class Settings(Section):
    """All settings of a home."""

    general: General = General()
    model: Model = Model()
    memory: MemorySettings = MemorySettings()
    logs: Logs = Logs()


class SettingsStore:
    """Holds the current settings and the file behind them.

    `current` is always valid. `change` either replaces everything, on disk first, or nothing.
    """

    def __init__(self, paths: Paths, bus: Bus) -> None:
        self._file = paths.settings
        self._bus = bus
        self.problem = ""
        """One sentence for the person when the file could not be read, else empty."""
        self.current = self._read()

    def change(self, section: str, values: Mapping[str, object]) -> Settings:
        """Set `values` in `section`, write the file, tell the bus, and return the new settings.

        Raises ConfigError, with nothing changed, for an unknown name, a value that does not fit,
        or a file that cannot be written.
        """
        document = self.current.model_dump(mode="json")
        if section not in document:
            raise ConfigError(f"There is no group of settings called '{section}'.")
        document[section].update(values)
        try:
            changed = Settings.model_validate(document)
        except ValidationError as error:
            raise ConfigError(plain_validation(error)) from error
        self._write(changed)
        self.current = changed
        self._bus.publish(SettingsChanged())
        return changed

    def _write(self, settings: Settings) -> None:
        import tomli_w  # noqa: PLC0415 - only when something is changed, never before the window

        document = settings.model_dump(mode="json", exclude_none=True)
        try:
            write_whole(self._file, tomli_w.dumps(document).encode())
        except OSError as error:
            raise ConfigError(
                f"The settings could not be saved: {error.strerror}. The old ones stay in force."
            ) from error

    def _read(self) -> Settings:
        try:
            document: dict[str, Any] = tomllib.loads(self._file.read_text(encoding="utf-8"))
            return Settings.model_validate(document)
        except FileNotFoundError:
            return Settings()
        except (OSError, ValueError) as error:
            return self._set_aside(error)

    def _set_aside(self, error: OSError | ValueError) -> Settings:
        reason = plain_validation(error) if isinstance(error, ValidationError) else str(error)
        aside = self._file.with_name(f"{self._file.name}.unreadable")
        try:
            self._file.replace(aside)
            kept = f"The file was kept as {aside.name}"
        except OSError:
            kept = "The file was left where it is"
        self.problem = (
            f"The settings file could not be read ({reason}). {kept}; the defaults are in use."
        )
        log.warning("settings.unreadable", reason=reason)
        return Settings()


def plain_validation(error: ValidationError) -> str:
    """Turn a validation error into one sentence per wrong value, without the value itself."""
    sentences = []
    for item in error.errors(include_url=False, include_input=False):
        place = ".".join(str(part) for part in item["loc"]) or "the document"
        sentences.append(f"{place}: {item['msg'].rstrip('.')}")
    return "; ".join(sentences) + "."
