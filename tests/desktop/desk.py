"""A desk: an X server, a private bus, a window manager and a panel, each ended exactly once.

    with Desk() as desk:
        desk.bus(); desk.window_manager(); desk.panel("trayer")
        program = desk.start(["python", "…"])

Everything runs with the desk's own environment and an empty home. What a desk starts it ends, by
process group, and nothing else; their output goes to files in the desk's folder.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType

START_S = 20.0
END_S = 5.0


class Desk:
    """One X screen of its own. `environment` is what programs on it are started with."""

    def __init__(self, folder: Path, size: str = "1280x800x24") -> None:
        self.folder = folder
        self._size = size
        self._running: list[subprocess.Popen[bytes]] = []
        self.environment = {
            key: value
            for key, value in os.environ.items()
            if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "XAUTHORITY"}
        }
        self.environment |= {
            "HOME": str(folder),
            "XDG_CONFIG_HOME": str(folder / "xdg-config"),
            "XDG_CACHE_HOME": str(folder / "xdg-cache"),
            "XDG_DATA_HOME": str(folder / "xdg-data"),
            "XDG_RUNTIME_DIR": str(folder / "xdg-runtime"),
            "QT_QPA_PLATFORM": "xcb",
            "NO_AT_BRIDGE": "1",
        }

    def __enter__(self) -> Desk:
        (self.folder / "xdg-runtime").mkdir(parents=True, exist_ok=True, mode=0o700)
        reading, writing = os.pipe()
        self.start(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", self._size, "-nolisten", "tcp"],
            pass_fds=(writing,),
        )
        os.close(writing)
        with os.fdopen(reading) as numbers:
            number = numbers.readline().strip()
        assert number, "Xvfb did not start"
        self.environment["DISPLAY"] = f":{number}"
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in reversed(self._running):
            self.end(process)

    def start(
        self,
        words: Sequence[str],
        *,
        pass_fds: tuple[int, ...] = (),
        extra: Mapping[str, str] | None = None,
    ) -> subprocess.Popen[bytes]:
        """Start a program on this desk, in a process group of its own."""
        name = f"{len(self._running)}-{Path(words[0]).name}.log"
        with (self.folder / name).open("wb") as output:
            process = subprocess.Popen(
                words,
                env=self.environment | dict(extra or {}),
                stdout=output,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                pass_fds=pass_fds,
                start_new_session=True,
            )
        self._running.append(process)
        return process

    def end(self, process: subprocess.Popen[bytes]) -> None:
        """End a program this desk started, with what it started itself."""
        for wish in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(process.pid, wish)
            except ProcessLookupError:
                break
            try:
                process.wait(END_S)
            except subprocess.TimeoutExpired:
                continue
        process.wait(END_S)
        if process in self._running:
            self._running.remove(process)

    def bus(self) -> str:
        """Start a private session bus and return its address."""
        reading, writing = os.pipe()
        self.start(
            ["dbus-daemon", "--session", "--nofork", f"--print-address={writing}"],
            pass_fds=(writing,),
        )
        os.close(writing)
        with os.fdopen(reading) as lines:
            address = lines.readline().strip()
        assert address, "dbus-daemon did not start"
        self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
        return address

    def window_manager(self) -> None:
        """Start openbox and wait until it manages the screen."""
        self.start(["openbox", "--sm-disable"])
        self.wait(lambda: "_NET_SUPPORTING_WM_CHECK(WINDOW)" in self._root_property())

    def panel(self, tint: str = "0x202226") -> subprocess.Popen[bytes]:
        """Start trayer (XEmbed) in that colour and wait until it takes icons."""
        words = "--edge top --align right --widthtype request --height 28 --transparent true"
        return self.start(
            ["trayer", *words.split(), "--tint", tint, "--alpha", "0", "--SetPartialStrut", "true"]
        )

    def wait(self, until: Callable[[], object], seconds: float = START_S) -> None:
        """Wait until `until()` is true; fails after `seconds`."""
        end = time.monotonic() + seconds
        while not until():
            assert time.monotonic() < end, "it did not happen in time"
            time.sleep(0.05)

    def tool(self, *words: str) -> str:
        """Run a small tool (xdotool, xprop) on this desk and return what it printed."""
        done = subprocess.run(
            words, env=self.environment, capture_output=True, text=True, timeout=20, check=False
        )
        return done.stdout

    def windows(self, title: str) -> list[str]:
        """Return the ids of visible windows with exactly this title."""
        found = self.tool("xdotool", "search", "--onlyvisible", "--name", f"^{re.escape(title)}$")
        return found.split()

    def window(self, title: str, seconds: float = START_S) -> str:
        """Wait for a visible window of this title and return its id: it may be hidden for a moment
        right afterwards, while the window manager frames it."""
        found: list[str] = []

        def seen() -> list[str]:
            found[:] = self.windows(title)
            return found

        self.wait(seen, seconds)
        return found[0]

    def screenshot(self, file: Path) -> None:
        """Keep a picture of the whole screen."""
        file.parent.mkdir(parents=True, exist_ok=True)
        self.tool("import", "-window", "root", str(file))

    def _root_property(self) -> str:
        if shutil.which("xprop") is None:
            return "_NET_SUPPORTING_WM_CHECK(WINDOW)" if self.tool("xdotool", "version") else ""
        return self.tool("xprop", "-root", "_NET_SUPPORTING_WM_CHECK")
