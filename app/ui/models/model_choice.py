"""Who should answer, as the person fills it in: three ways, each becoming one candidate."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.core.models import ModelCandidate
from app.core.settings import Backend


class Way(StrEnum):
    """Where the model runs."""

    LOCAL = "local"
    CLOUD = "cloud"
    SERVER = "server"


@dataclass(frozen=True, slots=True)
class Provider:
    """A cloud provider, and the name of a model of theirs as their documentation gives it."""

    label: str
    backend: Backend
    example: str


OTHER = "other"

PROVIDERS = {
    "openai": Provider("OpenAI", Backend.OPENAI, "gpt-4o-mini"),
    "anthropic": Provider("Anthropic", Backend.ANTHROPIC, "claude-3-5-haiku-latest"),
    OTHER: Provider("", Backend.OPENAI, ""),
}
"""In the order they are offered; the last one needs an address."""

SERVER_EXAMPLE = "http://127.0.0.1:11434/v1"
"""Where Ollama answers on this computer unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What the person has filled in so far. `key` is held only until the trial is over."""

    way: Way = Way.LOCAL
    file: str = ""
    provider: str = "openai"
    address: str = ""
    model: str = ""
    key: str = ""

    def __repr__(self) -> str:
        return f"Filled({self.way.value}, {self.provider!r}, {self.address!r}, {self.model!r})"

    @property
    def needs_address(self) -> bool:
        """Whether an address must be typed."""
        return self.way is Way.SERVER or (self.way is Way.CLOUD and self.provider == OTHER)


def missing(filled: Filled) -> str:
    """Return one sentence about what is still to be filled in, or nothing."""
    translate = QCoreApplication.translate
    if filled.way is Way.LOCAL:
        return ""
    if filled.needs_address and not filled.address.strip():
        return translate("ModelChoice", "Type the address of the server.")
    if not filled.model.strip():
        return translate("ModelChoice", "Type the name of the model.")
    if filled.way is Way.CLOUD and not filled.key.strip():
        return translate("ModelChoice", "Type your key.")
    return ""


def candidate(filled: Filled) -> ModelCandidate:
    """Return what the model desk is asked to try."""
    if filled.way is Way.LOCAL:
        return ModelCandidate(Backend.LOCAL, local_file=filled.file)
    if filled.way is Way.SERVER:
        return ModelCandidate(
            Backend.OPENAI,
            base_url=filled.address.strip(),
            name=filled.model.strip(),
            key=filled.key.strip(),
        )
    provider = PROVIDERS[filled.provider]
    # Without an address the provider's own is used.
    address = filled.address.strip() if filled.provider == OTHER else ""
    return ModelCandidate(
        provider.backend, base_url=address, name=filled.model.strip(), key=filled.key.strip()
    )
