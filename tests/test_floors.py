"""The coverage floors fail a run that is under one of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci" / "floors.py"


def run(folder: Path, percent: dict[str, int]) -> subprocess.CompletedProcess[str]:
    files = {
        name: {
            "summary": {
                "num_statements": 60,
                "covered_lines": min(covered, 60),
                "num_branches": 40,
                "covered_branches": max(covered - 60, 0),
            }
        }
        for name, covered in percent.items()
    }
    report = folder / "coverage.json"
    report.write_text(json.dumps({"files": files}), "utf-8")
    command = [sys.executable, str(SCRIPT), str(report)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("core", "vault", "rest", "code"),
    [(95, 100, 85, 0), (94, 100, 99, 1), (100, 99, 100, 1), (96, 100, 50, 1)],
)
def test_each_floor_counts(tmp_path: Path, core: int, vault: int, rest: int, code: int) -> None:
    answer = run(tmp_path, {"app/core/a.py": core, "app/vault/b.py": vault, "app/ui/c.py": rest})
    assert answer.returncode == code
    assert ("TOO LOW" in answer.stdout) is bool(code)


def test_a_part_without_any_code_is_under_its_floor(tmp_path: Path) -> None:
    assert run(tmp_path, {"app/core/a.py": 100}).returncode == 1
