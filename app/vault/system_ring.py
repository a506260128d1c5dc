"""Which keyring of the operating system is used, and what its errors mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.core.errors import VaultAbsent, VaultLocked, VaultUnavailable

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

TRUSTED = frozenset(
    {
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
        "keyring.backends.macOS",
        "keyring.backends.Windows",
    }
)
"""The modules of keyring backends that hand values to an operating system's service. All others
(plain or encrypted files, the null keyring) are refused: a file is no keyring."""

ABSENT = "There is no keyring on this computer for keys to be kept in."
INSTALL = (
    "Install GNOME Keyring (the package gnome-keyring) or KWallet, and log in again. "
    "Models on this computer work without it."
)
LOCKED = "The keyring is locked. Unlock it with your login password and try again."


def system_backend() -> KeyringBackend:
    """Return the system's keyring, freshly detected. Raises VaultAbsent for anything else."""
    import keyring.core  # noqa: PLC0415 - 90 ms that only a person with keys pays
    from keyring.backends.chainer import ChainerBackend  # noqa: PLC0415

    try:
        keyring.core.init_backend()
        chosen = keyring.core.get_keyring()
    except Exception as error:
        # A backend named in the environment or in keyring's own file may fail in any way it likes.
        raise VaultAbsent(f"{ABSENT} {INSTALL}", details=repr(error)) from error
    found = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
    for backend in found:
        if type(backend).__module__ in TRUSTED:
            return backend
    refused = ", ".join(f"{type(b).__module__}.{type(b).__qualname__}" for b in found)
    raise VaultAbsent(f"{ABSENT} {INSTALL}", details=f"refused: {refused or 'nothing found'}")


_LOCKED = frozenset({"KeyringLocked", "InitError", "LockedException", "PromptDismissedException"})
_ABSENT = frozenset(
    {"NoKeyringError", "SecretServiceNotAvailableException", "ConnectionError", "EOFError"}
)


def translated(error: Exception) -> VaultUnavailable:
    """Return our error for what a backend raised, known by its class name: importing the classes
    would load backends of other systems."""
    kinds = {kind.__name__ for kind in type(error).__mro__}
    details = f"{type(error).__name__}: {error}"
    if kinds & _LOCKED:
        return VaultLocked(LOCKED, details=details)
    if kinds & _ABSENT:
        return VaultAbsent(f"{ABSENT} {INSTALL}", details=details)
    return VaultUnavailable("The keyring refused. Try again in a moment.", details=details)
