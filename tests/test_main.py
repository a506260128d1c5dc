"""The program's three faces, each in a process of its own, as a person or a part starts it."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.compose import make_host, open_door, open_home
from app.core.events import RaiseWindow
from app.core.lock import HomeLock
from app.core.paths import Paths

ROOT = Path(__file__).parents[1]
START_S = 60


def familiar(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=START_S,
    )


def events(home: Paths) -> list[str]:
    if not home.log_file.is_file():
        return []
    return [json.loads(line)["event"] for line in home.log_file.read_text().splitlines()]


def until_logged(home: Paths, event: str) -> None:
    end = time.monotonic() + START_S
    while event not in events(home):
        assert time.monotonic() < end, f"no {event} in the log"
        time.sleep(0.05)


# --- a worker ----------------------------------------------------------------------------------


def test_a_worker_nobody_knows_is_said_in_a_sentence() -> None:
    done = familiar("worker", "nonsense")
    assert done.returncode == 2
    assert "no worker called 'nonsense'. Known are: recall, llama, characters." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_worker_ends_with_the_program_that_started_it() -> None:
    """Its stdin is closed here, as it is when the program is gone."""
    done = familiar("worker", "recall")
    assert (done.returncode, done.stdout) == (0, "")


# --- a command ---------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [(), ("health",), ("--tray",)], ids=["window", "command", "tray"])
def test_a_home_that_cannot_be_is_a_sentence(words: tuple[str, ...]) -> None:
    done = familiar(*words, FAMILIAR_HOME="not/absolute")
    assert done.returncode == 1
    assert "must be an absolute path" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_command_does_what_it_says(home: Paths) -> None:
    done = familiar("agent", "list", "--json")
    assert done.returncode == 0, done.stderr
    assert "Eliza" in done.stdout
    assert events(home)[-1] == "host.stopped"


def test_a_command_that_does_not_exist_is_a_usage_error() -> None:
    assert familiar("dance").returncode == 2


# --- the window --------------------------------------------------------------------------------

WINDOW = """
import builtins, gc, json, sys
plain = builtins.__import__
from app.main import desktop
code = desktop()
print(json.dumps({
    "code": code,
    "plain_import": builtins.__import__ is plain,
    "garbage": gc.isenabled(),
    "loaded": sorted(sys.modules),
}))
"""


def test_the_window_s_process_is_light_and_ends_whole(home: Paths) -> None:
    program = subprocess.Popen(
        [sys.executable, "-c", WINDOW],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with program:
        until_logged(home, "host.started")
        program.send_signal(signal.SIGTERM)
        out, err = program.communicate(timeout=START_S)
    told = json.loads(out or "{}")
    assert told, err
    assert told["code"] == 0
    assert told["plain_import"]
    assert told["garbage"]
    roots = {name.split(".")[0] for name in told["loaded"]}
    assert roots & {"rich", "typer", "chromadb", "numpy", "onnxruntime", "llama_cpp"} == set()
    with HomeLock(home):
        pass


def test_the_tray_s_start_ends_as_the_window_s_does(home: Paths) -> None:
    program = subprocess.Popen([sys.executable, "-m", "app", "--tray"], cwd=ROOT)
    with program:
        until_logged(home, "host.started")
        program.send_signal(signal.SIGTERM)
        assert program.wait(START_S) == 0
    assert events(home)[-1] == "host.stopped"


async def test_a_second_start_raises_the_first_and_goes(home: Paths) -> None:
    lock = HomeLock(home)
    lock.acquire()
    opened = open_home(home, lock)
    facts: list[object] = []
    opened.bus.subscribe(facts.append)
    host = make_host(opened)
    await host.start()
    open_door(opened, host)
    try:
        done = await asyncio.to_thread(familiar)
    finally:
        await host.stop()
        opened.close()
    assert (done.returncode, done.stderr) == (0, "")
    assert [fact for fact in facts if isinstance(fact, RaiseWindow)] == [RaiseWindow()]
