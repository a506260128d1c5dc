"""The watch sees every kind of deed that it is there for."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

WATCHED = """
import ctypes, json, os, shutil, socket, sqlite3, subprocess, sys, tempfile
from pathlib import Path
from tests.counterparts.watch import Watch, program_places

home, given, outside = map(Path, sys.argv[1:4])
os.chdir(home)
watch = Watch(home, program_places())
watch.allow(given)
code = compile(sys.argv[4], str(program_places()[1] / "deed.py"), "exec")
watch.start()
try:
    exec(code)
except OSError:
    pass  # it was tried, that is enough
print(json.dumps(watch.deeds))
"""


def deeds(tmp_path: Path, deed: str) -> list[str]:
    """Return the kinds of what a watched process was seen doing."""
    places = []
    for name in ("home", "given", "outside"):
        places.append(tmp_path / name)
        places[-1].mkdir()
        (places[-1] / "file.txt").write_text("text", "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, *map(str, places), deed],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [kind for kind, _ in json.loads(done.stdout)]


@pytest.mark.parametrize(
    ("deed", "kind"),
    [
        ("open(outside / 'file.txt')", "read"),
        ("os.open(outside / 'file.txt', os.O_RDONLY)", "read"),
        ("os.listdir(outside)", "read"),
        ("list(os.scandir(outside))", "read"),
        ("(home / 'link').symlink_to(outside / 'file.txt'); open(home / 'link')", "read"),
        ("open(given / '..' / 'outside' / 'file.txt')", "read"),
        ("open(given / 'file.txt', 'a')", "write"),
        ("open(outside / 'new.txt', 'w')", "write"),
        ("os.open(outside / 'new.txt', os.O_CREAT | os.O_WRONLY)", "write"),
        ("(outside / 'new').mkdir()", "write"),
        ("(outside / 'file.txt').unlink()", "write"),
        ("(outside / 'file.txt').rename(home / 'new')", "write"),
        ("(home / 'file.txt').replace(outside / 'new')", "write"),
        ("(outside / 'new').symlink_to(home)", "write"),
        ("os.link(home / 'file.txt', outside / 'new')", "write"),
        ("os.mkdir('new', dir_fd=7)", "write"),
        ("os.truncate(given / 'file.txt', 0)", "write"),
        ("(outside / 'file.txt').chmod(0)", "write"),
        ("tempfile.mkstemp(dir=outside)", "write"),
        ("shutil.rmtree(given)", "write"),
        ("sqlite3.connect(outside / 'file.db')", "write"),
        ("subprocess.run(['true'])", "code"),
        ("os.system('true')", "code"),
        ("os.posix_spawn('/bin/true', ['true'], {})", "code"),
        ("eval('1 + 1')", "code"),
        ("compile('1 + 1', 'character.json', 'eval')", "code"),
        ("ctypes.CDLL('libc.so.6')", "code"),
        ("socket.getaddrinfo('localhost', 9)", "network"),
        ("socket.socket().connect(('127.0.0.1', 9))", "network"),
        (
            "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', 9))",
            "network",
        ),
    ],
)
def test_what_must_not_be_done_is_seen(tmp_path: Path, deed: str, kind: str) -> None:
    if "dir_fd=7" in deed:
        deed = f"os.dup2(os.open({str(tmp_path / 'home')!r} + '/../outside', 0), 7); {deed}"
        assert set(deeds(tmp_path, deed)) == {"read", "write"}
    else:
        assert kind in deeds(tmp_path, deed)


@pytest.mark.parametrize(
    "deed",
    [
        "open(given / 'file.txt').read()",
        "os.listdir(given)",
        "(home / 'new').mkdir(); (home / 'new' / 'a').write_text('x'); shutil.rmtree(home / 'new')",
        "sqlite3.connect(home / 'file.db').execute('create table a (b)')",
        "import colorsys",
        "open(os.devnull, 'w')",
        "os.replace(home / 'file.txt', home / 'new.txt')",
    ],
)
def test_what_may_be_done_is_not(tmp_path: Path, deed: str) -> None:
    assert deeds(tmp_path, deed) == []
