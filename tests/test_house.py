"""The house keeps its own rules: sizes, names, mirror, headless start, nothing dangerous."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
APP = ROOT / "app"

FILE_LINES, WALL_LINES, PUBLIC_METHODS = 300, 400, 15

LONGER: dict[str, str] = {}
"""Files between the budget and the wall, each with its reason. A row that is not needed fails."""

WIDER = {
    "app/core/ports.py:Store": "one transaction per method; split, callers would pass six stores",
}
"""Classes with more public methods than the budget, each with its reason."""

NO_TEST_OF_THEIR_OWN = ("app/store/migrations/",)
"""Migrations are tested by upgrading a database (tests/store/test_upgrade.py)."""

GRAB_BAGS = {"utils", "util", "misc", "helpers", "helper", "common", "manager", "base", "data"}

HEAVY = (
    *("chromadb", "onnxruntime", "numpy", "web3", "llama_cpp", "openai", "anthropic"),
    *("aiohttp", "alembic", "jsonschema", "keyring", "sqlalchemy", "tokenizers", "httpx"),
)


def sources(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def named(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"), str(file))


# --- sizes -------------------------------------------------------------------------------------


def test_files_keep_their_budget() -> None:
    lengths = {
        named(file): len(file.read_text("utf-8").splitlines())
        for file in sources("app", "installer", "bench")
    }
    long = {name for name, length in lengths.items() if length > FILE_LINES}
    assert long == set(LONGER)
    assert {name for name, length in lengths.items() if length > WALL_LINES} == set()


def public_methods(kind: ast.ClassDef) -> list[str]:
    return [
        part.name
        for part in kind.body
        if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef)) and part.name[0] != "_"
    ]


def test_classes_keep_their_budget() -> None:
    wide = {
        f"{named(file)}:{kind.name}"
        for file in sources("app", "installer", "bench")
        for kind in ast.walk(tree(file))
        if isinstance(kind, ast.ClassDef) and len(public_methods(kind)) > PUBLIC_METHODS
    }
    assert wide == set(WIDER)


# --- names and places --------------------------------------------------------------------------


def test_packages_hold_no_code_of_their_own() -> None:
    for folder in (APP, ROOT / "tests", ROOT / "installer"):
        for file in folder.rglob("__init__.py"):
            body = tree(file).body
            assert len(body) <= 1, named(file)
            assert all(isinstance(part, ast.Expr) for part in body), named(file)


def test_every_folder_with_code_is_a_package() -> None:
    assert [
        named(file) for file in sources("app") if not (file.parent / "__init__.py").exists()
    ] == []


def test_no_name_is_a_grab_bag() -> None:
    names = {
        part
        for file in sources("app", "tests", "installer", "bench")
        for part in file.relative_to(ROOT).with_suffix("").parts
    }
    assert {name for name in names if name.strip("_").removeprefix("test_") in GRAB_BAGS} == set()


def test_tests_mirror_the_tree() -> None:
    missing = []
    for file in sources("app"):
        if file.name == "__init__.py" or named(file).startswith(NO_TEST_OF_THEIR_OWN):
            continue
        place = file.relative_to(APP)
        twin = ROOT / "tests" / place.parent / f"test_{place.stem.strip('_')}.py"
        if not twin.exists():
            missing.append(named(twin))
    assert missing == []


# --- nothing dangerous -------------------------------------------------------------------------


def calls(file: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def dangers(file: Path) -> list[str]:
    """Return every way from a text to code or a shell in a file."""
    modules = {"pickle", "cPickle", "dill", "marshal", "shelve", "joblib"}
    found = [
        f"{named(file)}:{node.lineno} imports {name}"
        for node in ast.walk(tree(file))
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
        )
        if name.split(".")[0] in modules
    ]
    for name, call in calls(file):
        shell = any(
            word.arg == "shell"
            and not (isinstance(word.value, ast.Constant) and not word.value.value)
            for word in call.keywords
        )
        if (
            name in {"eval", "exec", "compile", "__import__", "os.system", "os.popen"}
            or re.fullmatch(r"yaml\.(unsafe_|full_)?load(_all)?|subprocess\.get\w*output", name)
            or shell
        ):
            found.append(f"{named(file)}:{call.lineno} calls {name}")
    return found


def test_no_text_becomes_code() -> None:
    assert [line for file in sources("app", "installer") for line in dangers(file)] == []


@pytest.mark.parametrize(
    "line",
    [
        "eval('1')",
        "exec(text)",
        "import pickle",
        "from marshal import loads",
        "yaml.load(text)",
        "subprocess.run(line, shell=True)",
        "os.system(line)",
    ],
)
def test_the_gate_for_dangers_bites(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    file = tmp_path / "planted.py"
    file.write_text(line, "utf-8")
    monkeypatch.setattr("tests.test_house.ROOT", tmp_path)
    assert len(dangers(file)) == 1


def test_locks_hold_hashes_and_no_address() -> None:
    for file in ROOT.glob("requirements*.txt"):
        text = file.read_text("utf-8")
        assert "://" not in text
        assert "--index-url" not in text
        rows = [row for row in re.split(r"\n(?=\S)", text) if row.strip()]
        assert all("--hash=sha256:" in row for row in rows)


# --- headless and light ------------------------------------------------------------------------

REFUSE_QT = """
import sys
class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6", "qasync"}:
            raise AssertionError(f"{name} was imported")
sys.meta_path.insert(0, Refuse())
"""


def python(code: str, *arguments: str) -> str:
    """Run code in a fresh interpreter; return what it printed."""
    answer = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    return answer.stdout


def test_everything_but_the_window_loads_without_qt() -> None:
    modules = [
        ".".join(file.relative_to(ROOT).with_suffix("").parts)
        for file in sources("app")
        if "ui" not in file.relative_to(APP).parts
        and "migrations" not in file.parts
        and file.name != "__init__.py"
    ]
    code = f"{REFUSE_QT}\nimport importlib\nfor name in {modules}: importlib.import_module(name)"
    python(code)


def test_the_command_line_starts_without_qt() -> None:
    code = f"""{REFUSE_QT}
from app.__main__ import main
sys.argv = ["familiar", "--help"]
try:
    code = main()
except SystemExit as end:
    code = end.code
assert not code, code
"""
    assert "chat" in python(code)


def test_nothing_heavy_is_loaded_before_it_is_needed() -> None:
    code = f"""
import sys
import app.__main__
print(*[name for name in {HEAVY} if name in sys.modules])
"""
    assert python(code).split() == []
