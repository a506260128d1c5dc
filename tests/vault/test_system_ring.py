from __future__ import annotations

from pathlib import Path

import pytest
from keyring.backends.chainer import ChainerBackend

from app.core.errors import VaultAbsent, VaultLocked, VaultUnavailable
from app.vault.system_ring import TRUSTED, system_backend, translated
from tests.counterparts.keyring_daemon import keyring_daemon


@pytest.mark.parametrize(
    "named",
    [
        "keyring.backends.null.Keyring",
        "keyring.backends.fail.Keyring",
        "tests.counterparts.keyring_faults.LosingKeyring",
        "no_such_module.Keyring",
        "nonsense",
    ],
)
def test_what_is_no_system_keyring_is_refused(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", named)
    with pytest.raises(VaultAbsent) as caught:
        system_backend()
    assert "gnome-keyring" in caught.value.text


def test_without_a_service_there_is_none() -> None:
    with pytest.raises(VaultAbsent):
        system_backend()


@pytest.mark.parametrize("named", ["", "keyring.backends.chainer.ChainerBackend"])
def test_the_systems_own_is_taken_also_from_a_chain(
    named: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with keyring_daemon(tmp_path / "ring") as daemon:
        daemon.unlock()
        for name in ("DBUS_SESSION_BUS_ADDRESS", "HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"):
            monkeypatch.setenv(name, daemon.env[name])
        if named:
            monkeypatch.setenv("PYTHON_KEYRING_BACKEND", named)
        found = system_backend()
    assert type(found).__module__ in TRUSTED
    assert not isinstance(found, ChainerBackend)


class PromptDismissedException(Exception):
    """Named as secretstorage names it; another system's library may not be here to import."""


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (PromptDismissedException(), VaultLocked),
        (ConnectionResetError(), VaultAbsent),
        (OSError(1312, "no such logon session"), VaultUnavailable),
    ],
)
def test_errors_are_known_by_their_names(error: Exception, kind: type[VaultUnavailable]) -> None:
    assert type(translated(error)) is kind
