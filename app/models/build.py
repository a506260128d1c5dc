"""From the settings to the model that answers: what `main` hands to the core."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from urllib.parse import urlsplit

from app.core.errors import ConfigError, ModelError
from app.core.models import ModelInfo
from app.core.ports import ChatModel, Vault
from app.core.settings import Backend
from app.core.settings import Model as ModelSettings
from app.models._gguf import GgufHeader, read_header
from app.models.anthropic_messages import AnthropicModel
from app.models.llama import LlamaModel, LocalFile
from app.models.openai_chat import OpenAIChatModel
from app.models.profiles import (
    LOCAL_CONTEXT,
    STARTER,
    STARTER_DRY,
    STARTER_FILE,
    STARTER_PACKAGE,
    STARTER_SHORT,
    local_profile,
    remote_profile,
)

LEAST_CONTEXT = 2_048
"""Memory may shrink a window to this many tokens; with less an agent cannot hold a conversation."""


def build_model(settings: ModelSettings, vault: Vault) -> ChatModel:
    """Return the model the settings name. Quick: nothing is loaded, nobody is called.

    Raises ConfigError when the settings do not name one, ModelError for a file that is no GGUF.
    """
    if settings.backend == Backend.LOCAL:
        return LlamaModel(local_file(settings), settings.unload_after_s)
    if not settings.name.strip():
        raise ConfigError("No model is named. Choose one in the settings.")
    _check_address(settings.base_url)
    profile = remote_profile(settings.name.strip(), settings.max_reply_tokens)
    if settings.backend == Backend.OPENAI:
        return OpenAIChatModel(profile, settings, vault)
    return AnthropicModel(profile, settings, vault)


def starter_path() -> Path | None:
    """Return the file of the starter model, found without importing its package."""
    spec = importlib.util.find_spec(STARTER_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / STARTER_FILE
        if path.is_file():
            return path
    return None


def local_file(settings: ModelSettings) -> LocalFile:
    """Return the model file the settings name. Raises ConfigError, ModelError."""
    if settings.local_file:
        return own_file(Path(settings.local_file).expanduser(), settings.max_reply_tokens)
    path = starter_path()
    if path is None:
        raise ConfigError(
            "The starter model is not installed. Choose a model file or a provider in the settings."
        )
    size = read_header(path).bytes_per_token
    return LocalFile(path, STARTER, size, STARTER_DRY, STARTER_SHORT)


def own_file(path: Path, reply_tokens: int) -> LocalFile:
    """Describe a GGUF file of the person's own. Raises ModelError when it is none."""
    header = read_header(path)
    profile = local_profile(path.stem, _label(header, path), _context(header), reply_tokens)
    return LocalFile(path, profile, header.bytes_per_token)


def local_models(folder: Path) -> list[ModelInfo]:
    """Return the starter and the GGUF files in `folder`; a file that is broken is left out."""
    found = []
    if starter := starter_path():
        found.append(
            ModelInfo(
                name="",
                label=STARTER.label,
                where="this computer",
                starter=True,
                size=starter.stat().st_size,
            )
        )
    for path in sorted(folder.glob("*.gguf")):
        try:
            header = read_header(path)
        except ModelError:
            continue
        found.append(
            ModelInfo(
                name=str(path), label=_label(header, path), where="this computer", size=header.size
            )
        )
    return found


def _label(header: GgufHeader, path: Path) -> str:
    name = re.sub(r"[\x00-\x1f\x7f]", "", header.name).strip()[:60]
    return name or path.stem[:60]


def _context(header: GgufHeader) -> int:
    """Return the window: the model's own, within `LOCAL_CONTEXT` and half of the free memory."""
    import psutil  # noqa: PLC0415 - only when a model is chosen

    context = min(header.context_tokens or LOCAL_CONTEXT, LOCAL_CONTEXT)
    room = max(psutil.virtual_memory().available - header.size, 0) // 2
    while context > LEAST_CONTEXT and context * header.bytes_per_token > room:
        context //= 2
    return context


def _check_address(address: str) -> None:
    if not address:
        return
    try:
        parts = urlsplit(address)
        fine = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    except ValueError:
        fine = False
    if not fine:
        raise ConfigError(
            f"'{address}' is not an address of a model. It begins with http:// or https://."
        )
