"""A real Secret Service: gnome-keyring on a private D-Bus with a home of its own."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PASSWORD = "correct horse"
START_S = 30

# Without the system's service folders, so that nothing is started on the bus but by the test.
CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <policy context="default">
    <allow send_destination="*"/>
    <allow receive_sender="*"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


@dataclass
class KeyringDaemon:
    """A bus and, once `unlock` or `run_locked` was called, the keyring daemon on it.

    `env` is what a program needs to find it: the bus address and a fresh HOME.
    """

    home: Path
    env: dict[str, str] = field(default_factory=dict)
    _bus: subprocess.Popen[str] | None = None
    _daemon: subprocess.Popen[bytes] | None = None

    def start_bus(self) -> None:
        runtime = self.home / "xdg"
        runtime.mkdir(parents=True, mode=0o700)
        config = self.home / "bus.conf"
        config.write_text(CONFIG.format(socket=runtime / "bus"))
        self._bus = subprocess.Popen(
            ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address=1"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=self._plain(),
            cwd=self.home,
        )
        assert self._bus.stdout is not None
        address = self._bus.stdout.readline().strip()
        self._bus.stdout.close()
        self.env = {**self._plain(), "DBUS_SESSION_BUS_ADDRESS": address}

    def unlock(self) -> None:
        """Start the daemon with its login keyring made and open."""
        self._start(["--unlock"], PASSWORD.encode())

    def run_locked(self) -> None:
        """Start the daemon with its keyring there but locked, and nobody to ask."""
        self.unlock()
        self.stop_daemon()
        self._start(["--start"], b"")

    def stop_daemon(self) -> None:
        if self._daemon is not None:
            self._daemon.send_signal(signal.SIGTERM)
            self._daemon.wait(10)
            self._daemon = None

    def stop(self) -> None:
        self.stop_daemon()
        if self._bus is not None:
            self._bus.terminate()
            self._bus.wait(10)
            self._bus = None

    def read(self, name: str) -> str:
        """Return what secret-tool, a program of others, finds under our service and this name."""
        return self.tool("lookup", "service", "familiar", "username", name)

    def tool(self, *words: str) -> str:
        """Return what secret-tool prints for these words, on both its outputs."""
        done = subprocess.run(
            ["secret-tool", *words],
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )
        return done.stdout + done.stderr

    def _start(self, how: list[str], stdin: bytes) -> None:
        self._daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--components=secrets", *how],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=self.env,
            cwd=self.home,
        )
        assert self._daemon.stdin is not None
        self._daemon.stdin.write(stdin)
        self._daemon.stdin.close()
        assert self._daemon.stdout is not None
        self._daemon.stdout.readline()
        self._daemon.stdout.close()
        until = time.monotonic() + START_S
        while not self._has_keyring():
            assert time.monotonic() < until, "gnome-keyring did not come up"
            time.sleep(0.02)

    def _has_keyring(self) -> bool:
        """Say whether the daemon is on the bus and has its default collection."""
        words = ["org.freedesktop.Secret.Service.ReadAlias", "string:default"]
        where = ["--dest=org.freedesktop.secrets", "/org/freedesktop/secrets"]
        done = subprocess.run(
            ["dbus-send", "--session", "--print-reply=literal", *where, *words],
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            timeout=START_S,
        )
        return done.returncode == 0 and "/collection/" in done.stdout

    def _plain(self) -> dict[str, str]:
        kept = {key: os.environ[key] for key in ("PATH", "LANG") if key in os.environ}
        own = {"HOME": str(self.home), "XDG_RUNTIME_DIR": str(self.home / "xdg")}
        return {**kept, **own, "XDG_DATA_HOME": str(self.home / ".local/share")}


@contextlib.contextmanager
def keyring_daemon(home: Path) -> Iterator[KeyringDaemon]:
    """Run a private bus under `home`; the keyring on it is started by the test."""
    daemon = KeyringDaemon(home)
    daemon.start_bus()
    try:
        yield daemon
    finally:
        daemon.stop()
