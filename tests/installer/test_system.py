"""What the system lacks is found, and the command that helps is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from installer import system


@pytest.fixture
def empty_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A search path with nothing on it; put commands there to have them found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def command(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    file.chmod(0o755)


def test_missing_compilers_are_named_by_their_package(empty_path: Path) -> None:
    assert system.missing_build_tools() == ["build-essential", "cmake"]
    command(empty_path, "cmake", "exit 0")
    assert system.missing_build_tools() == ["build-essential"]


def test_without_apt_the_packages_are_named(empty_path: Path) -> None:
    assert "counterparts" in system.command_for(["cmake"])
    assert system.may_install() is None
    assert not system.install(["cmake"], empty_path / "log", lambda *_: None)
    assert system.missing_test_packages() == []
    command(empty_path, "apt-get", "exit 0")
    assert system.command_for(["cmake", "g++"]) == "sudo apt-get install -y cmake g++"


def test_apt_is_asked_for_what_is_missing_and_tells_how_far_it_is(empty_path: Path) -> None:
    log = empty_path / "log"
    told: list[tuple[int, int, str]] = []
    command(
        empty_path,
        "apt-get",
        'echo "$@"; [ "$2" = update ] && exit 100\n'
        "echo '0 upgraded, 2 newly installed'; echo 'Setting up one (1.0)'; echo 'Setting up two'",
    )
    command(empty_path, "env", 'shift; exec "$@"')
    command(empty_path, "sudo", '[ "$2" = true ] || { shift; exec "$@"; }')
    assert system.install(["cmake"], log, lambda *far: told.append(far))
    assert told == [(1, 2, "one"), (2, 2, "two")]
    said = log.read_text("utf-8").splitlines()
    assert said[:2] == ["-q update", "-q install -y --no-install-recommends cmake"]


def test_dpkg_tells_which_test_packages_are_there(empty_path: Path) -> None:
    there = [name for name in system.TEST_PACKAGES if name not in {"xvfb", "openbox"}]
    rows = "\\n".join([f"{name} installed" for name in there] + ["openbox not-installed"])
    command(empty_path, "dpkg-query", f"printf '{rows}\\n'; exit 1")
    assert system.missing_test_packages() == ["openbox", "xvfb", "nodejs", "npm"]


def test_a_node_from_elsewhere_is_as_good(empty_path: Path) -> None:
    rows = "\\n".join(f"{name} installed" for name in system.TEST_PACKAGES)
    command(empty_path, "dpkg-query", f"printf '{rows}\\n'")
    command(empty_path, "node", "exit 0")
    command(empty_path, "npm", "exit 0")
    assert system.missing_test_packages() == []


def test_a_library_that_is_not_there_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        system, "WINDOW_LIBRARIES", {"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"}
    )
    found = system.missing_window_libraries()
    assert found == (["libnowhere9"] if sys.platform.startswith("linux") else [])


def test_this_python_can_make_environments() -> None:
    assert system.missing_venv(sys.executable) == []
    assert system.missing_venv("/bin/false") == ["python3-venv"]
