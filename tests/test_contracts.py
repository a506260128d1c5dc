"""Every import contract bites: a planted violation breaks exactly the one that is meant."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

PLANTED = {
    "rings": ("app/store/full_text.py", "import app.models.llama"),
    "core-order": ("app/core/message.py", "import app.core.prompt"),
    "qt-only-in-ui": ("app/store/full_text.py", "import PySide6"),
    "keys-only-in-vault": ("app/models/llama.py", "import keyring"),
    "index-only-in-store": ("app/models/llama.py", "import chromadb"),
    "pure-ui-and-core": ("app/core/trace.py", "import aiohttp"),
    "one-edge-file-one-thing": ("app/models/llama.py", "import app.models.openai_chat"),
}


def broken_in(folder: Path) -> set[str]:
    """Return the ids of the contracts that a tree breaks; the ids open their names."""
    answer = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Contracts:" in answer.stdout, answer.stdout + answer.stderr
    return set(re.findall(r"^([\w-]+): .* BROKEN$", answer.stdout, re.MULTILINE))


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the program and its contracts, to plant things in."""
    ignore = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "app", tmp_path / "app", ignore=ignore)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_has_its_planted_violation() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    ids = {contract["id"] for contract in contracts["contracts"]}
    assert ids == set(PLANTED)
    assert all(contract["name"].startswith(contract["id"]) for contract in contracts["contracts"])


def test_the_tree_as_it_is_keeps_them_all(tree: Path) -> None:
    assert broken_in(tree) == set()


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_violation_breaks_exactly_its_contract(tree: Path, contract: str) -> None:
    place, line = PLANTED[contract]
    with (tree / place).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert broken_in(tree) == {contract}


def test_a_new_core_module_must_be_given_its_place(tree: Path) -> None:
    (tree / "app/core/stranger.py").write_text('"""Nobody placed it."""\n', "utf-8")
    assert broken_in(tree) == {"core-order"}
