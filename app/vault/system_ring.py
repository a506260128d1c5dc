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
    """Return the system's keyring, freshly detected. Raises VaultAbsent for anything else.

    A backend the person chose for keyring (PYTHON_KEYRING_BACKEND, keyringrc.cfg) counts when it
    is one of the system's; choosing another one means that there is none.
    """
    import keyring.core  # noqa: PLC0415 - 90 ms that only a person with keys pays
    from keyring.backend import KeyringBackend, get_all_keyring  # noqa: PLC0415
    from keyring.backends.chainer import ChainerBackend  # noqa: PLC0415

    try:
        get_all_keyring()  # loads the backends; its answer is the one of its first call for ever
        chosen = keyring.core.load_env() or keyring.core.load_config()
        if chosen is not None and not isinstance(chosen, ChainerBackend):
            found = [chosen]
        else:
            kinds = [k for k in KeyringBackend.get_viable_backends() if k.__module__ in TRUSTED]
            found = [kind() for kind in sorted(kinds, key=lambda kind: -kind.priority)]
    except Exception as error:
        # A backend that was named may fail in any way it likes.
        raise VaultAbsent(f"{ABSENT} {INSTALL}", details=repr(error)) from error
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
