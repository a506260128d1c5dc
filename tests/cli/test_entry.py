import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.entry import run

ROOT = Path(__file__).parents[2]


class Broken:
    """Commands with a bug."""

    async def __call__(self, command, params):
        raise ZeroDivisionError
        yield {}

    async def close(self):
        return


def test_done_is_0_an_error_is_1_and_not_understood_is_2(familiar):
    assert familiar("agent", "list").code == 0
    missing = familiar("agent", "stop", "Nobody")
    assert (missing.code, missing.out) == (1, "")
    assert "There is no agent called 'Nobody'" in missing.err
    for words in (["fly"], ["chat", "--nope"], ["agent", "stop"], ["logs", "--limit", "0"]):
        refused = familiar(*words)
        assert (refused.code, refused.out) == (2, ""), words
        assert "Usage" in refused.err


@pytest.mark.parametrize("words", [["--help"], ["memory", "--help"], ["chat", "--help"]])
def test_help_is_no_error(familiar, words):
    shown = familiar(*words)
    assert shown.code == 0
    assert "Usage: familiar" in shown.out


@pytest.mark.expects_warning("cli.unexpected")
def test_a_bug_is_a_sentence_not_a_traceback(capsys):
    assert run(["health"], Broken()) == 1
    assert "unexpected" in capsys.readouterr().err


def test_the_command_line_never_loads_qt_or_what_is_heavy():
    program = (
        "import sys\n"
        "class Refuse:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in {'PySide6', 'qasync'}:\n"
        "            raise AssertionError(name)\n"
        "sys.meta_path.insert(0, Refuse())\n"
        "from app.main import headless\n"
        "code = headless(['agent', 'list', '--json'])\n"
        "heavy = {'chromadb', 'onnxruntime', 'numpy', 'llama_cpp', 'keyring', 'aiohttp'}\n"
        "print(code, heavy & set(sys.modules), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "0 set()"
