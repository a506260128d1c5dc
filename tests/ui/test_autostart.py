"""Start at login, against the folders and, for Linux, against GLib's own reading of the file."""

from __future__ import annotations

import plistlib
import subprocess
import time
from pathlib import Path

import pytest

from app.core.errors import ConfigError
from app.core.events import Bus
from app.core.paths import Paths
from app.core.settings import SettingsStore
from app.ui.autostart import (
    IN_TRAY,
    LaunchAgent,
    LoginStart,
    RunKey,
    XdgEntry,
    exec_line,
    for_this_system,
    installed_command,
)
from tests.conftest import LogWatch


class Registry:
    """A Windows registry key in memory; nothing real exists here to test against."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def read(self, name: str) -> str | None:
        return self.values.get(name)

    def write(self, name: str, value: str) -> None:
        self.values[name] = value

    def delete(self, name: str) -> None:
        self.values.pop(name, None)


@pytest.fixture
def settings(tmp_path: Path) -> tuple[SettingsStore, Bus]:
    paths = Paths.under(tmp_path / "home")
    paths.create()
    bus = Bus()
    return SettingsStore(paths, bus), bus


def test_glib_starts_exactly_the_words_that_were_put(tmp_path: Path) -> None:
    folder = tmp_path / 'a "strange" $folder `with` 100% \\ äöü'
    folder.mkdir()
    seen = tmp_path / "seen"
    program = folder / "familiar"
    program.write_text(
        f'#!/bin/sh\nprintf "%s\\n" "$0" "$@" "$FAMILIAR_HOME" > {seen}.part\n'
        f"mv {seen}.part {seen}\n"
    )
    program.chmod(0o755)
    entry = XdgEntry(tmp_path / "autostart", {"FAMILIAR_HOME": "/home/a b"})
    entry.put((str(program), IN_TRAY, "a 'b' ; c"))
    subprocess.run(["gio", "launch", str(entry.file)], check=True, timeout=10)
    for _ in range(500):
        if seen.exists():
            break
        time.sleep(0.01)
    assert seen.read_text().splitlines() == [str(program), IN_TRAY, "a 'b' ; c", "/home/a b"]


def test_plain_words_stay_readable() -> None:
    assert exec_line(["/usr/bin/familiar", "--tray"]) == "/usr/bin/familiar --tray"
    assert exec_line([""]) == '""'


def test_xdg_entry_lives_where_the_desktop_looks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("FAMILIAR_HOME", str(tmp_path / "home"))
    entry = for_this_system("linux")
    entry.put(("familiar",))
    written = (tmp_path / "autostart" / "familiar.desktop").read_text()
    assert f"Exec=env FAMILIAR_HOME={tmp_path}/home familiar\n" in written
    entry.remove()
    assert not entry.is_on()


def test_launch_agent_can_be_read_back_and_removed(tmp_path: Path) -> None:
    agent = LaunchAgent(tmp_path / "LaunchAgents", {"FAMILIAR_HOME": "/Users/a/Fam"})
    agent.put(("/Applications/Familiar.app/Contents/MacOS/familiar", IN_TRAY))
    document = plistlib.loads(agent.file.read_bytes())
    assert document["ProgramArguments"][-1] == IN_TRAY
    assert document["RunAtLoad"] is True
    assert document["EnvironmentVariables"] == {"FAMILIAR_HOME": "/Users/a/Fam"}
    assert agent.is_on()
    agent.remove()
    agent.remove()
    assert not agent.is_on()


def test_a_mac_gets_a_launch_agent(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("FAMILIAR_HOME", raising=False)
    for_this_system("darwin").put(("familiar",))
    (file,) = (tmp_path / "Library" / "LaunchAgents").iterdir()
    assert "EnvironmentVariables" not in plistlib.loads(file.read_bytes())


def test_run_key_quotes_for_windows_and_is_removed() -> None:
    registry = Registry()
    key = RunKey(registry, {})
    key.put((r"C:\Program Files\Familiar\familiar.exe", IN_TRAY))
    assert registry.values == {"Familiar": r'"C:\Program Files\Familiar\familiar.exe" --tray'}
    assert key.is_on()
    key.remove()
    assert not key.is_on()


def test_a_portable_home_on_windows_is_refused_in_plain_words() -> None:
    with pytest.raises(ConfigError, match="FAMILIAR_HOME"):
        RunKey(Registry(), {"FAMILIAR_HOME": "D:\\Fam"}).put(("familiar",))


def test_the_command_is_the_installed_one(tmp_path: Path) -> None:
    python = tmp_path / "python3"
    assert installed_command(str(python)) == (str(python), "-m", "app", IN_TRAY)
    (tmp_path / "familiar").touch()
    assert installed_command(str(python)) == (str(tmp_path / "familiar"), IN_TRAY)
    assert installed_command("/opt/familiar/familiar", frozen=True) == (
        "/opt/familiar/familiar",
        IN_TRAY,
    )


def test_the_entry_follows_the_setting(settings: tuple[SettingsStore, Bus], tmp_path: Path) -> None:
    store, bus = settings
    entry = XdgEntry(tmp_path / "autostart", {})
    said: list[str] = []
    end = LoginStart(store, entry, ("familiar",), said.append).follow(bus)
    assert not entry.is_on()
    store.change("general", {"start_at_login": True})
    assert entry.is_on()
    store.change("general", {"start_at_login": False})
    assert not entry.is_on()
    end()
    store.change("general", {"start_at_login": True})
    assert not entry.is_on()
    assert said == []


def test_what_cannot_be_written_is_said(
    settings: tuple[SettingsStore, Bus], tmp_path: Path, log_watch: LogWatch
) -> None:
    log_watch.expect("autostart.failed")
    store, bus = settings
    (tmp_path / "autostart").write_text("a file where the folder should be")
    said: list[str] = []
    LoginStart(store, XdgEntry(tmp_path / "autostart", {}), ("familiar",), said.append).follow(bus)
    store.change("general", {"start_at_login": True})
    assert len(said) == 1
    assert said[0].startswith("Start at login could not be changed")


def test_a_refusal_is_said_as_it_stands(
    settings: tuple[SettingsStore, Bus], log_watch: LogWatch
) -> None:
    log_watch.expect("autostart.failed")
    store, bus = settings
    said: list[str] = []
    entry = RunKey(Registry(), {"FAMILIAR_HOME": "D:\\Fam"})
    LoginStart(store, entry, ("familiar",), said.append).follow(bus)
    store.change("general", {"start_at_login": True})
    assert "FAMILIAR_HOME" in said[0]
