"""The lock files are read row by row."""

from __future__ import annotations

from pathlib import Path

from installer import lock

ROOT = Path(__file__).parents[2]
LOCK = """\
# made by hand
one==1.0 \\
    --hash=sha256:aa \\
    --hash=sha256:bb
two==2.0 ; sys_platform == 'win32' \\
    --hash=sha256:cc
"""


def test_rows_carry_their_marker_and_hashes() -> None:
    rows = lock.rows(LOCK)
    assert list(rows) == ["one==1.0", "two==2.0 ; sys_platform == 'win32'"]
    assert rows["one==1.0"].endswith("--hash=sha256:bb")


def test_a_part_of_a_lock() -> None:
    assert lock.part(LOCK, only="one").splitlines()[0] == "one==1.0 \\"
    assert list(lock.rows(lock.part(LOCK, without="one"))) == ["two==2.0 ; sys_platform == 'win32'"]


def test_the_engine_is_pinned_and_what_is_never_used_is_not() -> None:
    names = {
        lock.name_of(head)
        for file in (lock.BUILD, lock.APP, lock.DEV)
        for head in lock.rows((ROOT / file).read_text("utf-8"))
    }
    assert lock.ENGINE in names
    assert names & {"pip", "setuptools", "scikit-build-core", "pytest"}
    assert not names & {"llm", "kubernetes", "torch"}
