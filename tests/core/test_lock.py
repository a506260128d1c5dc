import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.core.errors import ConfigError, HomeBusy
from app.core.lock import HomeLock
from app.core.paths import Paths

ROOT = Path(__file__).parents[2]

HOLDER = """
import sys, time
from app.core.lock import HomeLock
from app.core.paths import Paths
lock = HomeLock(Paths.discover())
lock.acquire()
print("held", flush=True)
time.sleep(60)
"""


def other_owner():
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER], stdout=subprocess.PIPE, cwd=ROOT, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    process.stdout.close()
    return process


def test_a_home_has_one_owner(home):
    first, second = HomeLock(home), HomeLock(home)
    first.acquire()
    first.acquire()
    assert first.held
    with pytest.raises(HomeBusy):
        second.acquire()
    assert not second.held
    assert second.owner() == os.getpid()
    first.release()
    first.release()
    with second as held:
        assert held.held
    assert not second.held


def test_another_process_is_kept_out_and_kill_9_leaves_nothing_behind(home):
    process = other_owner()
    lock = HomeLock(home)
    with pytest.raises(HomeBusy):
        lock.acquire()
    assert lock.owner() == process.pid
    process.send_signal(signal.SIGKILL)
    process.wait(10)
    lock.acquire()
    assert lock.owner() == os.getpid()
    lock.release()


def test_a_child_of_a_crashed_owner_does_not_keep_the_home(home):
    crashing = (
        "import os, subprocess, sys\n"
        "from app.core.lock import HomeLock\n"
        "from app.core.paths import Paths\n"
        "HomeLock(Paths.discover()).acquire()\n"
        "code = 'import sys; print(1, flush=True); sys.stdin.read()'\n"
        "child = subprocess.Popen([sys.executable, '-c', code], stdout=subprocess.PIPE,\n"
        "                         close_fds=False)\n"
        "child.stdout.readline()\n"
        "print('up', flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", crashing],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as owner:
        assert owner.stdout is not None
        assert owner.stdout.readline() == b"up\n"
        assert owner.wait(10) == -signal.SIGKILL
        lock = HomeLock(home)
        lock.acquire()
        lock.release()


def test_a_folder_that_cannot_be_made_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    paths = Paths(tmp_path, tmp_path, tmp_path, tmp_path, tmp_path / "file" / "run")
    with pytest.raises(ConfigError, match="cannot be made"):
        HomeLock(paths).acquire()


def test_nothing_is_known_of_an_owner_that_never_was(home):
    assert HomeLock(home).owner() is None
    home.lock.write_text("not a number")
    assert HomeLock(home).owner() is None
