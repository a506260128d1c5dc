"""What holds for every test: no network, no home but its own, no unexpected warning, no litter."""

from __future__ import annotations

import gc
import logging
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
import structlog
from hypothesis import settings as hypothesis_settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
# Nobody's own keyring: a test that wants one starts a private bus and says so.
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=/nonexistent/bus"

from app.core.paths import Paths

hypothesis_settings.register_profile("house", deadline=None, derandomize=True)
hypothesis_settings.load_profile("house")

KEYS = ("OPENAI_API_KEY", "ANTHROPIC_API_KEY", "OPENAI_BASE_URL", "ANTHROPIC_BASE_URL")
LOOPBACK = re.compile(r"127\.\d+\.\d+\.\d+|::1|localhost")
END_WAIT_S = 5


# --- no network --------------------------------------------------------------------------------


def _guard(name: str) -> None:
    original = getattr(socket.socket, name)

    def guarded(self: socket.socket, address: Any, *rest: Any) -> Any:
        inet = self.family in {socket.AF_INET, socket.AF_INET6}
        if inet and not LOOPBACK.fullmatch(str(address[0])):
            # Not an OSError: code that handles a failed connection must not swallow this.
            raise AssertionError(f"a test reached for {address}; only loopback is there")
        return original(self, address, *rest)

    setattr(socket.socket, name, guarded)


_guard("connect")
_guard("connect_ex")


# --- one home per test -------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Point FAMILIAR_HOME at the test's own folder and hide the keys of whoever runs the tests."""
    monkeypatch.setenv("FAMILIAR_HOME", str(tmp_path / "home"))
    for name in KEYS:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def home(tmp_path: Path) -> Paths:
    """Return the folders of a fresh home; FAMILIAR_HOME points there too."""
    paths = Paths.under(tmp_path / "home")
    paths.create()
    return paths


@pytest.fixture(scope="session")
def artifacts() -> Path:
    """Return the folder that outlives the run: screenshots, reports."""
    folder = Path(__file__).parents[1] / "artifacts"
    folder.mkdir(exist_ok=True)
    return folder


# --- no unexpected warning ---------------------------------------------------------------------


class LogWatch(logging.Handler):
    """Collects warnings and errors of structlog and logging; a test names those it expects.

    `events` is what structlog was given, of every level, in order.
    """

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.events: list[dict[str, Any]] = []
        self._records: list[str] = []
        self._expected: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._records.append(f"{record.name}: {record.getMessage()}")

    def record(self, _: Any, level: str, event: structlog.typing.EventDict) -> Any:
        """Keep an event and let it through to the output that pytest shows for a failure."""
        self.events.append({**event, "log_level": level})
        return event

    def expect(self, *patterns: str) -> None:
        """Allow warnings whose event or text matches one of the patterns from its beginning."""
        self._expected += [re.compile(pattern) for pattern in patterns]

    def unexpected(self) -> list[str]:
        """Return the warnings and errors that nobody expected, in words."""
        loud = [
            entry
            for entry in self.events
            if entry["log_level"] in {"warning", "error", "critical", "exception"}
        ]
        texts = [(str(entry["event"]), repr(entry)) for entry in loud]
        texts += [(record.partition(": ")[2], record) for record in self._records]
        return [
            shown
            for event, shown in texts
            if not any(pattern.match(event) for pattern in self._expected)
        ]


@pytest.fixture(autouse=True)
def log_watch(request: pytest.FixtureRequest) -> Iterator[LogWatch]:
    """Fail the test that logs a warning nobody announced.

    `log_watch.expect("event")` or `@pytest.mark.expects_warning("event")` announce some, the
    marker without words any.
    """
    watch = LogWatch()
    for marker in request.node.iter_markers("expects_warning"):
        watch.expect(*(marker.args or (".*",)))
    usual = structlog.get_config()["processors"]
    structlog.configure(processors=[watch.record, *usual], cache_logger_on_first_use=False)
    root = logging.getLogger()
    root.addHandler(watch)
    yield watch
    root.removeHandler(watch)
    structlog.reset_defaults()
    if found := watch.unexpected():
        pytest.fail("unexpected in the log:\n" + "\n".join(found))


# --- garbage on this thread only ---------------------------------------------------------------


def pytest_collection_finish() -> None:
    """Take everything imported so far out of later collections: it stays until the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def swept(request: pytest.FixtureRequest) -> Iterator[None]:
    """Collect garbage here, between tests, as the window does.

    Python collects on whichever thread allocates. A Qt object, such as the timers of a closed
    loop, that another thread frees leaves its events behind, and Qt then crashes on them.
    """
    gc.disable()
    yield
    gc.collect(2 if "ui" in request.path.parts else 1)


# --- no litter ---------------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def _no_children_left() -> Iterator[None]:
    """Fail the run that leaves processes behind, and end them."""
    yield
    ours = [
        child
        for child in psutil.Process().children(recursive=True)
        if child.is_running() and "resource_tracker" not in " ".join(_words(child))
    ]
    _, left = psutil.wait_procs(ours, timeout=END_WAIT_S)
    told = [f"{child.pid} {' '.join(_words(child))}" for child in left]
    for child in left:
        child.kill()
    assert not told, f"left running: {told}"


def _words(process: psutil.Process) -> list[str]:
    try:
        return list(process.cmdline())
    except psutil.Error:
        return []
