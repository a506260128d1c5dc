"""The desk where a model is got from: the current one, what else there is, and trying a new one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

import structlog

from app.core.errors import AppError, ConfigError, ModelError, SecretMissing, VaultUnavailable
from app.core.events import Bus, Fact, SettingsChanged
from app.core.exchange import (
    ChatRequest,
    ModelEvent,
    ModelFinished,
    ModelProfile,
    PromptMessage,
    PromptRole,
    TextDelta,
)
from app.core.ports import ChatModel, HealthReport, HealthState, Vault
from app.core.settings import Backend, SettingsStore
from app.core.settings import Model as ModelSettings
from app.core.tasks import end, spawn

log = structlog.get_logger(__name__)

Builder = Callable[[ModelSettings, Vault], ChatModel]
"""Makes the model the settings name, without loading or calling it. Raises AppError."""

TRIAL_TOKENS = 512
"""Room for the trial reply: models that think first use most of it for that."""
TRIAL = "Say hello in one short sentence."


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """A row of `familiar models list`. `name` is what the settings call it, `size` in bytes."""

    name: str
    label: str
    where: str
    current: bool = False
    starter: bool = False
    size: int = 0


@dataclass(frozen=True, slots=True)
class ModelCandidate:
    """A model a person wants. `key` goes to the keyring and nowhere else; empty keeps what is."""

    backend: Backend
    base_url: str = ""
    name: str = ""
    local_file: str = ""
    key: str = ""

    def __repr__(self) -> str:
        return f"ModelCandidate({self.backend.value}, {self.base_url!r}, {self.name!r})"


@runtime_checkable
class _HasWorker(Protocol):
    """A model that runs in a worker process of its own."""

    @property
    def pid(self) -> int | None: ...


class _Shared:
    """A model together with the replies it is writing, so that it is closed after the last."""

    def __init__(self, model: ChatModel) -> None:
        self._model = model
        self._open = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def profile(self) -> ModelProfile:
        return self._model.profile

    async def stream(self, request: ChatRequest) -> AsyncGenerator[ModelEvent, None]:
        self._open += 1
        self._idle.clear()
        try:
            async with aclosing(self._model.stream(request)) as events:
                async for event in events:
                    yield event
        finally:
            self._open -= 1
            if not self._open:
                self._idle.set()

    async def count_tokens(self, text: str) -> int:
        return await self._model.count_tokens(text)

    async def check(self) -> HealthReport:
        return await self._model.check()

    async def close(self) -> None:
        await self._model.close()

    @property
    def pid(self) -> int | None:
        return self._model.pid if isinstance(self._model, _HasWorker) else None

    async def retire(self) -> None:
        """Close once no reply is being written any more."""
        await self._idle.wait()
        await self._model.close()


class ModelDesk:
    """Knows which model answers. The settings decide; a change takes hold at the next reply."""

    def __init__(
        self,
        settings: SettingsStore,
        vault: Vault,
        bus: Bus,
        builder: Builder,
        local_models: Callable[[], list[ModelInfo]] = list,
    ) -> None:
        self._settings = settings
        self._vault = vault
        self._builder = builder
        self._local_models = local_models
        self._made: _Shared | None = None
        self._made_for: ModelSettings | None = None
        self._problem: AppError | None = None
        self._retiring: set[asyncio.Task[None]] = set()
        self._adopting = asyncio.Lock()
        self._unsubscribe = bus.subscribe(self._hear)

    @property
    def profile(self) -> ModelProfile | None:
        """The profile of the model that answers; None while the settings name none that works."""
        try:
            return self._get().profile
        except AppError:
            return None

    async def current(self) -> ChatModel:
        """Return the model of the settings. Raises ConfigError or ModelError when there is none."""
        return self._get()

    def worker_pid(self) -> int | None:
        """Return the process id of the local model's worker, None while it rests."""
        return self._made.pid if self._made else None

    async def check(self) -> HealthReport:
        """Report on the current model without calling it."""
        try:
            return await self._get().check()
        except AppError as error:
            return HealthReport("model", HealthState.DOWN, error.text, "Choose another model")

    async def list(self) -> list[ModelInfo]:
        """Return the models of this computer, and the provider's that is in use, if one is."""
        chosen = self._settings.current.model
        local = chosen.backend == Backend.LOCAL
        rows = [
            replace(row, current=local and row.name == chosen.local_file)
            for row in await asyncio.to_thread(self._local_models)
        ]
        profile = self.profile
        if not any(row.current for row in rows) and profile is not None:
            name = chosen.local_file if local else profile.name
            where = "this computer" if local else chosen.base_url or chosen.backend.value
            rows.append(ModelInfo(name, profile.label, where, current=True))
        return rows

    async def adopt(self, candidate: ModelCandidate) -> str:
        """Try a model with one real reply and keep it; return what it said.

        The key is written to the keyring and read back, the reply must finish, then the settings
        change. On any failure, and when cancelled, keyring and settings are as before. Raises
        AppError.
        """
        async with self._adopting:
            secret = _secret_name(candidate)
            before = await self._known_key(secret) if candidate.key else None
            try:
                if candidate.key:
                    await self._keep_key(secret, candidate.key)
                values = await self._values(candidate, secret)
                reply = await self._try(values)
                self._settings.change("model", values.model_dump(mode="json", exclude_none=True))
            except BaseException:
                if candidate.key:
                    await self._restore_key(secret, before)
                raise
            return reply

    async def close(self) -> None:
        """Close the current model and those that were being retired."""
        self._unsubscribe()
        await end(*self._retiring)
        if made := self._made:
            self._made = self._made_for = None
            await made.close()

    def _get(self) -> _Shared:
        wanted = self._settings.current.model
        if self._made_for != wanted:
            self._drop()
            self._made_for, self._problem = wanted, None
            try:
                self._made = _Shared(self._builder(wanted, self._vault))
            except AppError as error:
                self._problem = error
        if self._made is None:
            assert self._problem is not None  # noqa: S101 - one of the two was set above
            raise self._problem
        return self._made

    def _drop(self) -> None:
        if made := self._made:
            self._made = None
            task = spawn(made.retire(), "model-retires")
            self._retiring.add(task)
            task.add_done_callback(self._retiring.discard)

    def _hear(self, fact: Fact) -> None:
        """After a change, a problem of the old settings is forgotten even if they are the same."""
        if isinstance(fact, SettingsChanged) and self._made is None:
            self._made_for = None

    async def _values(self, candidate: ModelCandidate, secret: str) -> ModelSettings:
        has_key = bool(candidate.key) or await self._known_key(secret) is not None
        return self._settings.current.model.model_copy(
            update={
                "backend": candidate.backend,
                "base_url": candidate.base_url.strip(),
                "name": candidate.name.strip(),
                "local_file": candidate.local_file.strip(),
                "secret": secret if has_key else "",
            }
        )

    async def _try(self, settings: ModelSettings) -> str:
        """Return one whole reply of the model that `settings` name. Raises AppError."""
        model = self._builder(settings, self._vault)
        request = ChatRequest(
            messages=(PromptMessage(PromptRole.USER, TRIAL),),
            conversation="trial",
            max_tokens=min(TRIAL_TOKENS, model.profile.reply_tokens),
            sampling=model.profile.sampling,
        )
        text, finished = "", False
        try:
            async with aclosing(model.stream(request)) as events:
                async for event in events:
                    if isinstance(event, TextDelta):
                        text += event.text
                    finished = isinstance(event, ModelFinished)
        finally:
            await model.close()
        if not finished or not text.strip():
            raise ModelError("The model answered nothing, so it was not chosen. Try another one.")
        return text.strip()

    async def _known_key(self, secret: str) -> str | None:
        if not secret:
            return None
        try:
            return await self._vault.get(secret)
        except SecretMissing:
            return None
        except VaultUnavailable:
            # Without a keyring there is no key; who wants to store one hears about it from `set`.
            return None

    async def _keep_key(self, secret: str, key: str) -> None:
        await self._vault.set(secret, key)
        if await self._vault.get(secret) != key:
            raise ConfigError("The keyring did not keep the key as it was given. Try again.")

    async def _restore_key(self, secret: str, before: str | None) -> None:
        try:
            if before is None:
                await self._vault.delete(secret)
            else:
                await self._vault.set(secret, before)
        except AppError as error:
            log.warning("model.key_not_restored", secret=secret, reason=error.text)


def _secret_name(candidate: ModelCandidate) -> str:
    """Name the key after whom it is for, so that the keys of two providers never mix."""
    if candidate.backend == Backend.LOCAL:
        return ""
    host = candidate.base_url.partition("://")[2].partition("/")[0].rpartition("@")[2].lower()
    return f"model.{host}" if host else f"model.{candidate.backend.value}"
