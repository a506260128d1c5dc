"""The system packages Familiar needs: what is missing, and how it gets there."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from installer.follow import follow

WINDOW_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
"""What Qt loads on Linux, with the Debian package it is in."""

BUILD_TOOLS = {"c++": "build-essential", "cmake": "cmake"}
"""What compiles the local engine."""

TEST_PACKAGES = (
    "at-spi2-core",
    "dbus",
    "dbus-x11",
    "fonts-dejavu-core",
    "git",
    "gnome-keyring",
    "imagemagick",
    "libglib2.0-bin",
    "libsecret-tools",
    "openbox",
    "procps",
    "python3-pyatspi",
    "trayer",
    "x11-utils",
    "xdotool",
    "xfce4-panel",
    "xvfb",
)
"""What the tests drive the real window, tray and keyring with."""

TEST_COMMANDS = {"node": "nodejs", "npm": "npm"}
"""What the tests ask ElizaOS's own schema with. It may be there from elsewhere than Debian."""


class SetupError(Exception):
    """The setup cannot go on; the text says why and what to do."""


def missing_window_libraries() -> list[str]:
    """Return the packages of the libraries that cannot be loaded; [] where Qt brings its own."""
    if not sys.platform.startswith("linux"):
        return []
    return [package for name, package in WINDOW_LIBRARIES.items() if not _loads(name)]


def missing_build_tools() -> list[str]:
    """Return the packages of the compilers that are not on the search path."""
    return [package for command, package in BUILD_TOOLS.items() if not shutil.which(command)]


def missing_venv(python: str) -> list[str]:
    """Return the package without which this Python makes no virtual environments."""
    probe = subprocess.run(
        [python, "-c", "import ensurepip, venv"], capture_output=True, check=False
    )
    return [] if probe.returncode == 0 else ["python3-venv"]


def missing_test_packages() -> list[str]:
    """Return the test packages that are not there; [] where there is no dpkg to ask."""
    if not shutil.which("dpkg-query"):
        return []
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *TEST_PACKAGES],
        capture_output=True,
        text=True,
        check=False,
    )
    installed = {
        line.split()[0] for line in answer.stdout.splitlines() if line.endswith(" installed")
    }
    commands = [package for name, package in TEST_COMMANDS.items() if not shutil.which(name)]
    return [package for package in TEST_PACKAGES if package not in installed] + commands


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def command_for(packages: Iterable[str]) -> str:
    """Return the one line that installs the packages here, or names them where apt is absent."""
    wanted = " ".join(packages)
    if shutil.which("apt-get"):
        return f"sudo apt-get install -y {wanted}"
    return f"your system's counterparts of these Debian packages: {wanted}"


def may_install() -> list[str] | None:
    """Return what makes a command run as root, None when that takes a person's password."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if allowed.returncode == 0 else None


def install(packages: list[str], log: Path, far: Callable[[int, int, str], None]) -> bool:
    """Install with apt where that is allowed without a question. Returns whether all arrived.

    What apt says goes to `log`; `far` hears how many packages of how many are set up.
    """
    as_root = may_install()
    if as_root is None:
        return False
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    total = done = 0

    def each(line: str) -> None:
        nonlocal total, done
        if match := re.search(r"(\d+) newly installed", line):
            total = int(match[1])
        elif match := re.match(r"Setting up (\S+)", line):
            done += 1
            far(min(done, total), total, match[1])

    follow([*apt, "update"], log, each)  # an old package list may still do: install decides
    code, _ = follow([*apt, "install", "-y", "--no-install-recommends", *packages], log, each)
    return code == 0
