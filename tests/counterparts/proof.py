"""Takes variations of characters in through the real command and judges what became of each.

Every file must be imported, or refused with one clear sentence or two; nothing may run, connect,
or touch what is not its own; no planted key may be left anywhere in the home; and what was taken
in must come out again as it came.
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import queue
import random
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.core.characters.forms import edited
from app.core.characters.reading import load_character
from app.core.characters.secrets import take_secrets
from tests.counterparts.cards import FORMS
from tests.counterparts.leaks import leaks
from tests.counterparts.making import IMPORTED, MARKERS, REFUSED, Maker, Variation
from tests.counterparts.variations import given, variations

ROOT = Path(__file__).resolve().parents[2]

MAX_TEXT_CHARS = 300
MAX_CPU_MS = 10_000
MAX_RSS_MB = 1_000
MAX_WAIT_S = 60

_TECHNICAL = re.compile(
    r"Traceback|\w(?:Error|Exception)\b|[Ee]rrno|codec|NoneType|object at 0x|\bline \d+, in\b"
    r"|\\x[0-9a-f]{2}|\\u[0-9a-f]{4}"
)
_SENTENCE_END = re.compile(r"[.?](?=\s+[A-Z\u201c'\"])|[.?]$")

Issues = Callable[[Any], list[str]]
"""What ElizaOS's schema has against a document."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one variation; `problems` is empty when all is as it must be."""

    variation: Variation
    became: str
    text: str
    cpu_ms: float
    wall_ms: float
    problems: tuple[str, ...]


@dataclass(slots=True)
class Report:
    """What became of all of them. `deeds` is what must not have been done: (kind, words)."""

    outcomes: list[Outcome] = field(default_factory=list)
    deeds: list[tuple[str, str]] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    in_keyring: int = 0
    same_again: int = 0
    for_eliza: int = 0
    rss_mb: float = 0
    home_mb: float = 0

    @property
    def problems(self) -> list[str]:
        """Everything that is not as it must be, in words."""
        own = [
            f"{outcome.variation.what}: {problem}"
            for outcome in self.outcomes
            for problem in outcome.problems
        ]
        return own + [f"a key is left in {place}" for place in self.leaks]

    def count(self, became: str) -> int:
        """Return how many were imported, or refused."""
        return sum(outcome.became == became for outcome in self.outcomes)


def prove(folder: Path, count: int, seed: int, issues: Issues) -> Report:
    """Take `count` variations in, one after the other, below an empty `folder`.

    Where the environment's FAMILIAR_CHARACTERS names a folder, the files in it follow. Raises
    TimeoutError for a file that takes longer than `MAX_WAIT_S`.
    """
    home, files = folder / "home", folder / "files"
    (home / "exports").mkdir(parents=True)
    report = Report()
    with _child(home, report) as child:
        _warm_up(child, home, folder / "warm")
        child.send({"watch": True})
        child.answer("begin")
        all_of_them = itertools.chain(variations(files, count, seed), given(files))
        for variation, answer in _answered(child, all_of_them, home):
            report.outcomes.append(_outcome(variation, answer, report, issues))
            shutil.rmtree(files / variation.what.split()[0])
    report.leaks = list(leaks(home))
    sizes = (file.stat().st_size for file in home.rglob("*") if file.is_file())
    report.home_mb = sum(sizes) / 1e6
    return report


def _answered(
    child: _Child, all_of_them: Iterable[Variation], home: Path
) -> Iterator[tuple[Variation, dict[str, Any]]]:
    """Yield each variation with what became of it, while the next one is being taken in."""
    before = None
    for variation in all_of_them:
        child.send(_order(variation, home))
        if before is not None:
            yield before
        before = variation, child.answer(variation.what)
    if before is not None:
        yield before


# --- the process ------------------------------------------------------------------------------


class _Child:
    """The watched process. An answer that does not come ends the proof and says for what."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._answers: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def send(self, order: dict[str, Any]) -> None:
        """Send an order; its answer comes by itself."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()

    def answer(self, what: str) -> dict[str, Any]:
        """Return the next answer. Raises RuntimeError, TimeoutError when there is none."""
        try:
            line = self._answers.get(timeout=MAX_WAIT_S)
        except queue.Empty:
            raise TimeoutError(f"no answer after {MAX_WAIT_S} s to {what}") from None
        if not line:
            raise RuntimeError(f"the process ended at {what}")
        return dict(json.loads(line))

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._answers.put(line)
        self._answers.put("")


@contextlib.contextmanager
def _child(home: Path, report: Report) -> Iterator[_Child]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.counterparts.proof_child", str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *_python_path()])},
        text=True,
    )
    with process:
        child = _Child(process)
        try:
            yield child
            assert process.stdin is not None
            process.stdin.close()
            last = child.answer("the end")
        except BaseException:
            process.kill()
            raise
    report.in_keyring = sum(map(_planted, last["keyring"]))
    report.deeds += [(kind, words) for kind, words in last["deeds"]]


def _python_path() -> list[str]:
    return [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]


def _warm_up(child: _Child, home: Path, folder: Path) -> None:
    """Take every form in several times, so that all is loaded that ever will be."""
    for number in range(4 * len(FORMS)):
        maker = Maker(folder, random.Random(number), number, "warm-up")  # noqa: S311 - no secrets
        document = list(FORMS.values())[number % len(FORMS)](f"Warm {number}")
        child.send(_order(maker.boxed(document, "w", IMPORTED), home, chat=True))
        answer = child.answer("warm-up")
        broken = {"error", "crash"} & {*answer, *answer.get("export", {}), *answer.get("chat", {})}
        assert not broken, answer
    shutil.rmtree(folder)


def _order(variation: Variation, home: Path, *, chat: bool = False) -> dict[str, Any]:
    path = variation.path
    return {
        "file": str(path),
        "to": str(home / "exports" / variation.what.split(":")[0].replace(" ", "-")),
        "allow": [str(path.parent if path.suffix == ".md" else path).replace("\0", "")],
        "chat": chat or variation.kind == "attempts",
    }


# --- the judging ------------------------------------------------------------------------------


def _outcome(
    variation: Variation, answer: dict[str, Any], report: Report, issues: Issues
) -> Outcome:
    problems = [f"{kind}: {words}" for kind, words in answer["deeds"]]
    report.deeds += [(kind, words) for kind, words in answer["deeds"]]
    report.rss_mb = max(report.rss_mb, answer["rss_mb"])
    became, text = "failed", ""
    if "crash" in answer:
        problems.append(answer["crash"])
    elif "error" in answer:
        became, text = REFUSED, answer["error"]
        problems += faults(text)
    else:
        became = IMPORTED
        problems += _exports(variation, answer, report, issues)
        told = answer["items"][-1]
        problems += [fault for line in told["warnings"] for fault in faults(line)]
    if variation.must not in ("", became):
        problems.append(f"must be {variation.must}, was {became} ({text})")
    if _planted(json.dumps(answer)) or _planted(json.dumps(answer, ensure_ascii=False)):
        problems.append("a key is in the answer")
    if answer["rss_mb"] > MAX_RSS_MB:
        problems.append(f"the process has grown to {answer['rss_mb']:.0f} MB")
    if answer["cpu_ms"] > MAX_CPU_MS:
        problems.append(f"took {answer['cpu_ms']:.0f} ms of CPU")
    return Outcome(variation, became, text, answer["cpu_ms"], answer["wall_ms"], tuple(problems))


def faults(text: str) -> Iterator[str]:
    """Yield what keeps a text from being one clear sentence or two."""
    if not 10 <= len(text) <= MAX_TEXT_CHARS:
        yield f"a text of {len(text)} characters: {text[:200]!r}"
    if not text.isprintable():
        yield f"a text with what cannot be seen in it: {text[:200]!r}"
    if not 1 <= len(_SENTENCE_END.findall(text)) <= 2 or text[-1:] not in ".?":
        yield f"no one sentence or two: {text[:200]!r}"
    if found := _TECHNICAL.search(text):
        yield f"a technical text ({found[0]}): {text[:200]!r}"


def _planted(text: str) -> bool:
    return any(mark in text.lower() for mark in MARKERS)


def _exports(
    variation: Variation, answer: dict[str, Any], report: Report, issues: Issues
) -> Iterator[str]:
    """Yield what is wrong with the exports of what was imported."""
    made = answer["items"][-1]
    if not made["name"].isprintable() or len(made["name"]) > 120:
        yield f"a bad name: {made['name'][:200]!r}"
    for word in ("export", "eliza", "chat"):
        done = answer.get(word, {})
        if "items" not in done and done:
            yield f"{word}: {done.get('error') or done.get('crash')}"
    if "items" in answer["export"]:
        found = list(_changed(variation, made["name"], Path(answer["export"]["to"])))
        report.same_again += not found
        yield from found
    if "items" in answer["eliza"]:
        found = issues(json.loads(Path(answer["eliza"]["to"]).read_text("utf-8")))
        report.for_eliza += not found
        yield from (f"ElizaOS refuses it: {issue}" for issue in found)


def _changed(variation: Variation, name: str, export: Path) -> Iterator[str]:
    """Yield in what the export differs from what came in, minus the keys."""
    came, left = load_character(variation.path), load_character(export)
    wanted, secrets = take_secrets(came.document)
    if came.character.name != name:
        wanted = edited(wanted, {"name": name})
    if left.document != wanted:
        yield "the export says something else"
    if left.container is came.container and left.rest != came.rest:
        yield "the export has another picture or other files in it"
    if variation.document is not None and came.document != variation.document:
        yield "it was not read as it was made"
    if variation.kind == "keys in texts" and not secrets:
        yield "no key was found"
