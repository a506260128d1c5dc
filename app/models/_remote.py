"""What providers have in common: the key, the price, the last outcome, forgiving reading."""

from __future__ import annotations

from typing import Any

from app.core.errors import AppError, AuthFailed
from app.core.exchange import ChatRequest, ModelProfile, PromptMessage, PromptRole
from app.core.message import Usage
from app.core.ports import HealthReport, HealthState, Vault

GO_ON = (
    "Your last message broke off. Write on from exactly where it stopped: begin with the very next "
    "word, repeat nothing, and add no comment."
)
"""For models that cannot be given the beginning of their own answer."""
CACHED_SHARE = 0.1
"""What a cached token costs of a fresh one, at Anthropic and for OpenAI's current models."""


class LastOutcome:
    """Remembers how the last call went: health is reported without calling anybody."""

    def __init__(self, who: str) -> None:
        self._who = who
        self._error: AppError | None = None

    def good(self) -> None:
        """The last call answered."""
        self._error = None

    def bad(self, error: AppError) -> None:
        """The last call failed with `error`."""
        self._error = error

    def report(self) -> HealthReport:
        """Say how the model is, as far as the last call tells."""
        if self._error is None:
            return HealthReport("model", HealthState.OK, f"{self._who} answers.")
        action = "Check the key" if isinstance(self._error, AuthFailed) else ""
        state = HealthState.DOWN if action else HealthState.DEGRADED
        return HealthReport("model", state, self._error.text, action)


async def key_for(vault: Vault, secret: str, who: str) -> str:
    """Return the key, '' when none is needed. Raises SecretMissing, VaultUnavailable, AuthFailed.

    Ask at call time and do not keep it.
    """
    if not secret:
        return ""
    key = await vault.get(secret)
    if not key.isascii() or not key.isprintable():
        raise AuthFailed(f"The stored key for {who} holds letters no key has. Enter it again.")
    return key


def priced(usage: Usage, profile: ModelProfile) -> Usage:
    """Return `usage` with its cost, when the profile has prices."""
    if profile.price_in is None or profile.price_out is None:
        return usage
    fresh = usage.prompt_tokens - usage.cached_tokens
    prompt = fresh + usage.cached_tokens * CACHED_SHARE
    cost = (prompt * profile.price_in + usage.completion_tokens * profile.price_out) / 1e6
    return Usage(
        usage.prompt_tokens, usage.completion_tokens, usage.cached_tokens, usage.model_calls, cost
    )


def going_on(request: ChatRequest) -> tuple[PromptMessage, ...]:
    """Return the messages, with the wish to write on when a reply is to be continued."""
    if not request.continue_reply:
        return request.messages
    return (*request.messages, PromptMessage(PromptRole.USER, GO_ON))


def record(value: object) -> dict[str, Any]:
    """Return `value` if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def items(value: object) -> list[Any]:
    """Return `value` if it is a JSON array, else an empty one."""
    return value if isinstance(value, list) else []


def words(value: object) -> str:
    """Return `value` if it is a text; the texts of a list of parts joined; else nothing."""
    if isinstance(value, list):
        return "".join(words(record(part).get("text")) for part in value)
    return value if isinstance(value, str) else ""


def number(value: object) -> int:
    """Return `value` if it is a count, else 0."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else 0
