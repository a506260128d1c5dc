"""The vault: the operating system's own keyring, probed rather than believed.

What counts is whether a value can really be written, read back and removed: a locked keyring and
a missing one carry the same names. There is no other place a key could go.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import threading
import time
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import structlog

from app.core.errors import (
    ConfigError,
    NotFound,
    SecretMissing,
    StoreError,
    VaultLocked,
    VaultUnavailable,
)
from app.core.paths import Paths, write_whole
from app.core.ports import HealthReport, HealthState
from app.core.redaction import Redactor
from app.vault.system_ring import LOCKED, system_backend, translated

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

log = structlog.get_logger(__name__)
T = TypeVar("T")

SERVICE = "familiar"
"""What our entries are filed under in the keyring."""
PART = "keyring"

MAX_NAME_CHARS = 200
MAX_VALUE_CHARS = 1_200
"""Windows' Credential Manager holds 2,560 bytes of UTF-16; the same bound counts everywhere."""

ANSWER_S = 120.0
"""Seconds an unlocking dialog may stand open before we stop waiting for it."""
FRESH_S = 600.0
"""Seconds a good probe is believed by `check`."""
BAD_FRESH_S = 60.0
"""Seconds a bad one is: asking again may open a dialog each time."""


class KeyringVault:
    """Fulfils `Vault`. Every call runs in a thread of its own and may wait for a dialog.

    Every value that passes through, either way, is known to the redactor from then on. The names
    (not secret) are kept in a list in the home, since not every keyring can be asked for them.
    """

    def __init__(
        self,
        paths: Paths,
        redactor: Redactor,
        find: Callable[[], KeyringBackend] = system_backend,
        answer_s: float = ANSWER_S,
    ) -> None:
        self._index = paths.data / "key-names.json"
        self._redactor = redactor
        self._find = find
        self._answer_s = answer_s
        self._backend: KeyringBackend | None = None
        self._last: HealthReport | None = None
        self._believed_until = 0.0

    async def get(self, name: str) -> str:
        """Return the value. Raises SecretMissing, VaultAbsent, VaultLocked or VaultUnavailable."""
        _check_name(name)
        value = await self._do(lambda ring: ring.get_password(SERVICE, name))
        if value is None:
            raise SecretMissing(
                f"The keyring has no key called '{name}'. Store it in the settings or with "
                f"'familiar secrets set {name}'."
            )
        self._redactor.add(value)
        return value

    async def set(self, name: str, value: str) -> None:
        """Store the value and read it back before returning.

        Raises ConfigError for a name or value that not every keyring can hold, VaultUnavailable
        when the keyring gave back something else.
        """
        _check_name(name)
        self._redactor.add(value)
        _check_value(value)
        back = await self._do(lambda ring: _write_and_read(ring, name, value))
        if back is None or not secrets.compare_digest(back.encode(), value.encode()):
            raise VaultUnavailable(
                "The keyring did not keep the key: reading it back gave something else. "
                "Nothing was changed in Familiar."
            )
        known = self._names()
        if name not in known:
            self._save_names([*known, name])
        log.info("vault.set", name=name)

    async def delete(self, name: str) -> None:
        """Remove the key. Raises NotFound when there is none of this name."""
        _check_name(name)
        existed = await self._do(lambda ring: _remove(ring, name))
        known = self._names()
        if name in known:
            self._save_names([other for other in known if other != name])
        elif not existed:
            raise NotFound(f"There is no key called '{name}'.")
        log.info("vault.delete", name=name)

    async def names(self) -> list[str]:
        """Return the names of the keys stored from this home, sorted; asks no keyring."""
        return sorted(self._names())

    async def check(self) -> HealthReport:
        """Report whether a value can be written, read back and removed.

        A good answer is believed for `FRESH_S`, a bad one for `BAD_FRESH_S`: asking may open a
        dialog. Without any stored key an unusable keyring is no fault, only a limit.
        """
        if self._last is None or time.monotonic() >= self._believed_until:
            self._last = await self._probe()
            good = self._last.state == HealthState.OK
            self._believed_until = time.monotonic() + (FRESH_S if good else BAD_FRESH_S)
        return self._last

    async def _probe(self) -> HealthReport:
        name, value = f"probe {secrets.token_hex(4)}", secrets.token_hex(16)
        bad = HealthState.DEGRADED if self._names() else HealthState.OFF
        try:
            back = await self._do(lambda ring: _write_and_read(ring, name, value))
            await self._do(lambda ring: _remove(ring, name))
        except VaultUnavailable as error:
            action = "Unlock the keyring" if isinstance(error, VaultLocked) else ""
            return HealthReport(PART, bad, error.text, action)
        if back != value:
            return HealthReport(PART, bad, "The keyring does not keep what is stored in it.")
        return HealthReport(PART, HealthState.OK, "Keys can be stored and read.")

    async def _do(self, work: Callable[[KeyringBackend], T]) -> T:
        """Run `work` on the backend in a thread. Raises VaultUnavailable or one of its children.

        The thread is a daemon: a dialog nobody answers never keeps the program from ending.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[T] = loop.create_future()

        def settle(result: T | None, error: VaultUnavailable | None) -> None:
            if done.cancelled():
                return
            if error is not None:
                done.set_exception(error)
            else:
                done.set_result(result)  # type: ignore[arg-type] # T unless there was an error

        def run() -> None:
            try:
                outcome: tuple[T | None, VaultUnavailable | None] = self._call(work), None
            except VaultUnavailable as error:
                outcome = None, error
            with contextlib.suppress(RuntimeError):  # the loop is gone: nobody waits any more
                loop.call_soon_threadsafe(settle, *outcome)

        threading.Thread(target=run, name="keyring", daemon=True).start()
        try:
            async with asyncio.timeout(self._answer_s):
                result = await done
        except TimeoutError:
            self._believed_until = 0.0
            raise VaultLocked(f"{LOCKED} It did not answer in {self._answer_s:.0f} s.") from None
        except VaultUnavailable:
            self._believed_until = 0.0
            raise
        return result

    def _call(self, work: Callable[[KeyringBackend], T]) -> T:
        try:
            if self._backend is None:
                self._backend = self._find()
            return work(self._backend)
        except VaultUnavailable:
            raise
        except Exception as error:
            # Backends let the errors of their own libraries through: D-Bus, KWallet, Windows.
            # A service that has gone away may look locked: look again, which tells them apart.
            self._backend = None
            self._find()
            raise translated(error) from error

    def _names(self) -> list[str]:
        try:
            found = json.loads(self._index.read_text(encoding="utf-8"))
            return [str(name) for name in found["names"]]
        except FileNotFoundError:
            return []
        except (OSError, ValueError, KeyError, TypeError) as error:
            log.warning("vault.names_unreadable", reason=type(error).__name__)
            return []

    def _save_names(self, names: list[str]) -> None:
        body = json.dumps({"names": sorted(names)}, ensure_ascii=False, indent=1)
        try:
            self._index.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_whole(self._index, body.encode())
        except OSError as error:
            raise StoreError(
                "The keyring did its part, but the list of key names could not be saved: "
                f"{error.strerror}."
            ) from error


def _write_and_read(ring: KeyringBackend, name: str, value: str) -> str | None:
    ring.set_password(SERVICE, name, value)
    return ring.get_password(SERVICE, name)


def _remove(ring: KeyringBackend, name: str) -> bool:
    """Remove the entry; False when there was none. Some backends raise then, others are silent."""
    if ring.get_password(SERVICE, name) is None:
        return False
    ring.delete_password(SERVICE, name)
    return True


def _check_name(name: str) -> None:
    if not 1 <= len(name) <= MAX_NAME_CHARS or name != name.strip() or not name.isprintable():
        raise ConfigError(
            f"A key's name has 1 to {MAX_NAME_CHARS} letters, digits or signs, in one line."
        )


def _check_value(value: str) -> None:
    if not value.strip():
        raise ConfigError("The key is empty.")
    if len(value) > MAX_VALUE_CHARS:
        raise ConfigError(
            f"The key has {len(value):,} characters; at most {MAX_VALUE_CHARS:,} fit in a keyring."
        )
    if any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in value):
        raise ConfigError(
            "The key holds a line break or another control character. Copy it again, in one line."
        )
