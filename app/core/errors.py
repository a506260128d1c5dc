"""Every error the application raises on purpose.

AppError                     its text may be shown to a person as it stands
  ConfigError                a setting, argument or file is wrong; the text says what to change
    NotFound                 something was named that does not exist here
  SecretMissing              a key that is needed is not in the keyring
  VaultUnavailable           the keyring cannot be used
    VaultAbsent              no keyring service is installed or running
    VaultLocked              there is one, and it is locked
  NotReady                   a part is still starting; the Supervisor tries again
  AuthFailed                 the other side refused our key; ask the person
  HomeBusy                   another process owns this FAMILIAR_HOME
  ModelError                 a model call failed
    RateLimited              too many calls; `retry_after` seconds if the provider said so
    ContextTooLong           the prompt does not fit the model
    ModelRefused             the provider refused the content
    IncompleteReply          the stream ended without saying that it was finished
  ActionError                an action could not be done; the model is told and may do better
  WorkerError                a worker process died, stalled or answered nonsense
  StoreError                 the database refused
    LowDisk                  there is no room left on the disk

What is not an AppError is a bug: logged with its traceback, shown as unexpected, never swallowed.
"""

from __future__ import annotations


class AppError(Exception):
    """An error whose text is written for the person using the application.

    `text` is one or two plain sentences: what happened and what to do. `details` is for the
    disclosure behind it and for the log; it never holds a secret.
    """

    def __init__(self, text: str, *, details: str = "") -> None:
        super().__init__(text)
        self.text = text
        self.details = details


class ConfigError(AppError):
    """A setting, an argument or a file the person gave is wrong."""


class NotFound(ConfigError):
    """Something was named that does not exist in this home."""


class SecretMissing(AppError):
    """A key is needed and the keyring does not have it."""


class VaultUnavailable(AppError):
    """The operating system's keyring cannot be used right now."""


class VaultAbsent(VaultUnavailable):
    """No keyring service answers on this machine."""


class VaultLocked(VaultUnavailable):
    """A keyring exists and is locked."""


class NotReady(AppError):
    """A part has not finished starting; trying again later can succeed."""


class AuthFailed(AppError):
    """The other side refused our key or token; only the person can help."""


class HomeBusy(AppError):
    """Another process owns this home."""


class ModelError(AppError):
    """A model call failed; the text names the provider and what to do."""


class RateLimited(ModelError):
    """The provider asked us to slow down. `retry_after` is in seconds, None when it did not say."""

    def __init__(self, text: str, *, retry_after: float | None = None, details: str = "") -> None:
        super().__init__(text, details=details)
        self.retry_after = retry_after


class ContextTooLong(ModelError):
    """The prompt is longer than the model's context."""


class ModelRefused(ModelError):
    """The provider refused to answer this content."""


class IncompleteReply(ModelError):
    """The stream ended, or fell silent, before the model said that it had finished."""


class ActionError(AppError):
    """An action was not done: wrongly asked for, or it failed. The text is for the model."""


class WorkerError(AppError):
    """A worker process died, did not answer in time, or is switched off after too many tries."""


class StoreError(AppError):
    """The database refused an operation; nothing was half-written."""


class LowDisk(StoreError):
    """There is no room left on the disk."""
