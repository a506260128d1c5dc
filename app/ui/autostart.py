"""Start at login: one file (Linux, macOS) or one registry value (Windows), and nothing else.

Linux: an entry in the XDG autostart folder, quoted as the Desktop Entry Specification 1.5 says.
macOS: a LaunchAgent, see `man launchd.plist`. Windows: a value under the user's own Run key.
"""

from __future__ import annotations

import os
import plistlib
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

import structlog

from app.core.errors import ConfigError
from app.core.events import Bus, Fact, SettingsChanged
from app.core.paths import write_whole
from app.core.settings import SettingsStore

log = structlog.get_logger(__name__)

IN_TRAY = "--tray"
"""The word that starts Familiar without opening its window."""

APP_ID = "io.familiar.Familiar"
# What the Desktop Entry Specification wants a backslash before, inside double quotes.
_ESCAPED_IN_QUOTES = '"`$\\'


class LoginEntry(Protocol):
    """The place where one system keeps what it starts at login."""

    def is_on(self) -> bool:
        """Say whether Familiar is started at login as things stand."""
        ...

    def put(self, command: Sequence[str]) -> None:
        """Start `command` at every login from now on. Raises OSError."""
        ...

    def remove(self) -> None:
        """Start nothing any more; fine when nothing was. Raises OSError."""
        ...


class XdgEntry:
    """A `.desktop` file in the autostart folder (Linux and the BSDs).

    `environment` is set for the started program; used to keep a portable FAMILIAR_HOME.
    """

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.file = folder / "familiar.desktop"
        self._environment = environment

    @classmethod
    def here(cls, environment: Mapping[str, str]) -> XdgEntry:
        """Return the entry in this user's autostart folder."""
        config = os.environ.get("XDG_CONFIG_HOME", "")
        root = Path(config) if config.startswith("/") else Path.home() / ".config"
        return cls(root / "autostart", environment)

    def is_on(self) -> bool:
        """Say whether the file is there."""
        return self.file.exists()

    def put(self, command: Sequence[str]) -> None:
        """Write the file whole. Raises OSError."""
        variables = [f"{name}={value}" for name, value in self._environment.items()]
        words = ["env", *variables, *command] if variables else list(command)
        lines = (
            "[Desktop Entry]",
            "Type=Application",
            "Name=Familiar",
            "Comment=AI agents on your own machine",
            f"Exec={exec_line(words)}",
            "Terminal=false",
            "StartupNotify=false",
            "X-GNOME-Autostart-enabled=true",
        )
        self.file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.file, ("\n".join(lines) + "\n").encode())

    def remove(self) -> None:
        """Delete the file. Raises OSError."""
        self.file.unlink(missing_ok=True)


class LaunchAgent:
    """A property list in the user's LaunchAgents folder (macOS)."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.file = folder / f"{APP_ID}.plist"
        self._environment = environment

    def is_on(self) -> bool:
        """Say whether the file is there."""
        return self.file.exists()

    def put(self, command: Sequence[str]) -> None:
        """Write the file whole; launchd reads it at the next login. Raises OSError."""
        document: dict[str, object] = {
            "Label": APP_ID,
            "ProgramArguments": list(command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        if self._environment:
            document["EnvironmentVariables"] = dict(self._environment)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self.file, plistlib.dumps(document))

    def remove(self) -> None:
        """Delete the file. Raises OSError."""
        self.file.unlink(missing_ok=True)


class RunValues(Protocol):
    """The three things asked of the Windows registry, under the user's own Run key."""

    def read(self, name: str) -> str | None:
        """Return the value, or None when there is none."""
        ...

    def write(self, name: str, value: str) -> None:
        """Set the value. Raises OSError."""
        ...

    def delete(self, name: str) -> None:
        """Remove the value; fine when there is none. Raises OSError."""
        ...


class RunKey:
    """A value under HKEY_CURRENT_USER's Run key (Windows).

    A Run value cannot carry an environment: a home moved by FAMILIAR_HOME is refused in `put`.
    """

    def __init__(self, values: RunValues, environment: Mapping[str, str]) -> None:
        self._values = values
        self._environment = environment

    def is_on(self) -> bool:
        """Say whether the value is there."""
        return self._values.read("Familiar") is not None

    def put(self, command: Sequence[str]) -> None:
        """Set the value. Raises OSError, and ConfigError for a moved home."""
        if self._environment:
            raise ConfigError(
                "Windows cannot start a portable Familiar at login, "
                "because FAMILIAR_HOME would be lost. Start it by hand."
            )
        self._values.write("Familiar", subprocess.list2cmdline(command))

    def remove(self) -> None:
        """Delete the value. Raises OSError."""
        self._values.delete("Familiar")


def exec_line(words: Sequence[str]) -> str:
    """Return `words` as the value of a desktop entry's `Exec` key, every word quoted if need be."""
    # Two layers: quoting of an argument, then escaping of a string value (backslash doubled).
    return " ".join(_quoted(word) for word in words).replace("\\", "\\\\")


def _quoted(word: str) -> str:
    word = word.replace("%", "%%")
    if word and all(char.isalnum() or char in "-_./:@+,=%" for char in word):
        return word
    escaped = "".join(f"\\{char}" if char in _ESCAPED_IN_QUOTES else char for char in word)
    return f'"{escaped}"'


def installed_command(executable: str = sys.executable, frozen: bool = False) -> tuple[str, ...]:
    """Return the words that start the installed program, without a window.

    A frozen program is its own command. Else it is the `familiar` beside the interpreter, or the
    interpreter with the package when there is none.
    """
    if frozen or getattr(sys, "frozen", False):
        return (executable, IN_TRAY)
    script = Path(executable).with_name("familiar.exe" if os.name == "nt" else "familiar")
    if script.exists():
        return (str(script), IN_TRAY)
    return (executable, "-m", "app", IN_TRAY)


def for_this_system(platform: str = sys.platform) -> LoginEntry:
    """Return the place this system keeps what it starts at login."""
    home = os.environ.get("FAMILIAR_HOME", "")
    environment = {"FAMILIAR_HOME": home} if home else {}
    if platform == "win32":
        from app.ui.autostart_windows import UserRunValues  # noqa: PLC0415 - Windows only

        return RunKey(UserRunValues(), environment)
    if platform == "darwin":
        return LaunchAgent(Path.home() / "Library" / "LaunchAgents", environment)
    return XdgEntry.here(environment)


class LoginStart:
    """Keeps the login entry in step with `settings.general.start_at_login`.

    `follow` applies the setting now and after every change. What cannot be written is told to the
    person in one sentence through `tell`, and logged.
    """

    def __init__(
        self,
        settings: SettingsStore,
        entry: LoginEntry,
        command: Sequence[str],
        tell: Callable[[str], None],
    ) -> None:
        self._settings = settings
        self._entry = entry
        self._command = tuple(command)
        self._tell = tell

    def follow(self, bus: Bus) -> Callable[[], None]:
        """Start following; returns a function that ends it."""
        self.apply()
        return bus.subscribe(self._heard)

    def apply(self) -> None:
        """Make the entry say what the setting says; writes only when they differ."""
        wanted = self._settings.current.general.start_at_login
        try:
            if wanted == self._entry.is_on():
                return
            if wanted:
                self._entry.put(self._command)
            else:
                self._entry.remove()
        except ConfigError as error:
            self._say(error.text)
        except OSError as error:
            self._say(f"Start at login could not be changed: {error.strerror or error}.")

    def _heard(self, fact: Fact) -> None:
        if isinstance(fact, SettingsChanged):
            self.apply()

    def _say(self, sentence: str) -> None:
        log.warning("autostart.failed", reason=sentence)
        self._tell(sentence)
