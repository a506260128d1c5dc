from __future__ import annotations

import asyncio
import gc
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.errors import (
    ConfigError,
    NotFound,
    SecretMissing,
    StoreError,
    VaultAbsent,
    VaultLocked,
    VaultUnavailable,
)
from app.core.paths import Paths
from app.core.ports import HealthState, Vault
from app.core.redaction import Redactor
from app.vault.keyring_vault import MAX_VALUE_CHARS, KeyringVault
from tests.counterparts.keyring_daemon import KeyringDaemon, keyring_daemon
from tests.counterparts.keyring_faults import LosingKeyring, RefusingKeyring, SilentKeyring

# The keyring library leaves its connection open when the keyring is locked.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")

VALUE = "tok-Ünïcödé+/=7e1f0c"


@pytest.fixture
def ring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KeyringDaemon]:
    with keyring_daemon(tmp_path / "ring") as daemon:
        for name in ("DBUS_SESSION_BUS_ADDRESS", "HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME"):
            monkeypatch.setenv(name, daemon.env[name])
        yield daemon
        gc.collect()


@pytest.fixture
def redactor() -> Redactor:
    return Redactor()


@pytest.fixture
def vault(home: Paths, redactor: Redactor) -> KeyringVault:
    return KeyringVault(home, redactor)


def test_fulfils_the_port(vault: KeyringVault) -> None:
    assert isinstance(vault, Vault)


async def test_a_key_is_kept_read_by_others_and_nowhere_in_the_home(
    ring: KeyringDaemon, vault: KeyringVault, home: Paths, redactor: Redactor
) -> None:
    ring.unlock()
    await vault.set("OPENAI_API_KEY", VALUE)
    assert await vault.get("OPENAI_API_KEY") == VALUE
    assert ring.read("OPENAI_API_KEY") == VALUE
    assert await vault.names() == ["OPENAI_API_KEY"]
    holding = [file for file in _files(home) if VALUE.encode() in file.read_bytes()]
    assert holding == []
    assert VALUE not in redactor.text(f"calling with {VALUE}")


async def test_a_key_outlives_the_process_that_set_it(
    ring: KeyringDaemon, vault: KeyringVault, home: Paths
) -> None:
    ring.unlock()
    await vault.set("A", VALUE)
    await vault.set("A", VALUE + "2")
    program = (
        "import asyncio\n"
        "from app.core.paths import Paths\n"
        "from app.core.redaction import Redactor\n"
        "from app.vault.keyring_vault import KeyringVault\n"
        "vault = KeyringVault(Paths.discover(), Redactor())\n"
        "print(asyncio.run(vault.get('A')), asyncio.run(vault.names()))\n"
    )
    env = {**ring.env, "FAMILIAR_HOME": str(home.data.parent), "PYTHONIOENCODING": "utf-8"}
    root = Path(__file__).parents[2]
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", program],
        env={**env, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout.strip() == f"{VALUE}2 ['A']"


async def test_a_deleted_key_is_gone(ring: KeyringDaemon, vault: KeyringVault) -> None:
    ring.unlock()
    await vault.set("A", VALUE)
    await vault.delete("A")
    assert ring.read("A") == ""
    assert await vault.names() == []
    with pytest.raises(SecretMissing, match="familiar secrets set A"):
        await vault.get("A")
    with pytest.raises(NotFound):
        await vault.delete("A")


async def test_a_key_that_others_removed_can_still_be_taken_off_the_list(
    ring: KeyringDaemon, vault: KeyringVault
) -> None:
    ring.unlock()
    await vault.set("A", VALUE)
    ring.tool("clear", "service", "familiar", "username", "A")
    await vault.delete("A")
    assert await vault.names() == []


async def test_a_key_of_another_home_can_be_removed_by_its_name(
    ring: KeyringDaemon, vault: KeyringVault, redactor: Redactor, tmp_path: Path
) -> None:
    ring.unlock()
    await KeyringVault(Paths.under(tmp_path / "other"), redactor).set("A", VALUE)
    await vault.delete("A")
    assert ring.read("A") == ""


async def test_a_good_keyring_is_probed_and_left_clean(
    ring: KeyringDaemon, vault: KeyringVault
) -> None:
    ring.unlock()
    report = await vault.check()
    assert report.state == HealthState.OK
    found = ring.tool("search", "--all", "service", "familiar")
    assert "probe" not in found
    ring.stop_daemon()
    assert await vault.check() is report, "a good answer is believed for a while"


async def test_locked_and_absent_are_told_apart(
    ring: KeyringDaemon, vault: KeyringVault, home: Paths
) -> None:
    with pytest.raises(VaultAbsent, match="Install GNOME Keyring"):
        await vault.set("A", VALUE)
    absent = await vault.check()
    ring.run_locked()
    with pytest.raises(VaultLocked, match="Unlock it"):
        await vault.get("A")
    locked = await vault.check()
    assert absent.reason != locked.reason
    assert absent.state == locked.state == HealthState.OFF, "without keys it is only a limit"
    assert locked.action == "Unlock the keyring"
    assert not list(home.data.glob("key-names*"))


async def test_with_keys_an_unusable_keyring_is_a_fault(
    ring: KeyringDaemon, vault: KeyringVault
) -> None:
    ring.unlock()
    await vault.set("A", VALUE)
    ring.stop_daemon()
    with pytest.raises(VaultAbsent):
        await vault.get("A")
    assert (await vault.check()).state == HealthState.DEGRADED


async def test_a_keyring_that_comes_back_is_found_again(
    ring: KeyringDaemon, vault: KeyringVault
) -> None:
    with pytest.raises(VaultAbsent):
        await vault.get("A")
    ring.unlock()
    await vault.set("A", VALUE)
    assert await vault.get("A") == VALUE


async def test_no_bus_at_all_is_absent(vault: KeyringVault) -> None:
    assert "nonexistent" in os.environ["DBUS_SESSION_BUS_ADDRESS"]
    with pytest.raises(VaultAbsent):
        await vault.get("A")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("", VALUE),
        (" A", VALUE),
        ("A\nB", VALUE),
        ("A" * 201, VALUE),
        ("A", ""),
        ("A", "  "),
        ("A", "line\nbreak"),
        ("A", "carriage\rreturn"),
        ("A", "nul\0"),
        ("A", "escape\x1b[0m"),
        ("A", "separator\u2028"),
        ("A", "half \ud83d"),
        ("A", "x" * (MAX_VALUE_CHARS + 1)),
    ],
)
async def test_what_not_every_keyring_can_hold_is_refused(
    vault: KeyringVault, name: str, value: str
) -> None:
    with pytest.raises(ConfigError):
        await vault.set(name, value)


async def test_a_lost_write_is_noticed(home: Paths, redactor: Redactor) -> None:
    vault = KeyringVault(home, redactor, LosingKeyring)
    with pytest.raises(VaultUnavailable, match="reading it back"):
        await vault.set("A", VALUE)
    assert await vault.names() == []
    assert (await vault.check()).state == HealthState.OFF
    assert VALUE not in redactor.text(VALUE), "known even though it was not stored"


async def test_a_backends_own_error_is_put_into_words(home: Paths, redactor: Redactor) -> None:
    vault = KeyringVault(home, redactor, RefusingKeyring)
    with pytest.raises(VaultUnavailable) as caught:
        await vault.set("A", VALUE)
    assert type(caught.value) is VaultUnavailable
    assert "1312" in caught.value.details


async def test_a_dialog_nobody_answers_ends_as_locked(home: Paths, redactor: Redactor) -> None:
    silent = SilentKeyring()
    vault = KeyringVault(home, redactor, lambda: silent, answer_s=0.05)
    with pytest.raises(VaultLocked, match="did not answer"):
        await vault.get("A")
    silent.answer.set()
    await _threads_ended()
    await asyncio.sleep(0)  # the late answer arrives here, and nobody minds


def test_a_late_answer_after_the_program_ended_is_nobodys(home: Paths, redactor: Redactor) -> None:
    silent = SilentKeyring()
    vault = KeyringVault(home, redactor, lambda: silent, answer_s=0.05)
    with pytest.raises(VaultLocked):
        asyncio.run(vault.get("A"))
    silent.answer.set()
    asyncio.run(_threads_ended())


@pytest.mark.expects_warning
@pytest.mark.parametrize("content", ["{", "[]", '{"names": 3}', "{}"])
async def test_a_damaged_list_of_names_is_an_empty_one(
    vault: KeyringVault, home: Paths, content: str
) -> None:
    (home.data / "key-names.json").write_text(content)
    assert await vault.names() == []


@pytest.mark.expects_warning("vault.names_unreadable")
async def test_a_list_that_cannot_be_saved_is_said(
    ring: KeyringDaemon, home: Paths, redactor: Redactor
) -> None:
    ring.unlock()
    (home.data / "blocked").write_text("")
    blocked = Paths(home.config, home.data / "blocked", home.cache, home.logs, home.runtime)
    vault = KeyringVault(blocked, redactor, answer_s=60)
    with pytest.raises(StoreError, match="list of key names"):
        await vault.set("A", VALUE)


async def test_the_list_holds_names_only(
    ring: KeyringDaemon, vault: KeyringVault, home: Paths
) -> None:
    ring.unlock()
    await vault.set("B", VALUE)
    await vault.set("A", VALUE)
    assert json.loads((home.data / "key-names.json").read_text()) == {"names": ["A", "B"]}


def _files(home: Paths) -> list[Path]:
    return [file for file in home.data.parent.rglob("*") if file.is_file()]


async def _threads_ended() -> None:
    for thread in threading.enumerate():
        if thread.name == "keyring":
            await asyncio.to_thread(thread.join, 10)
