"""Printing: plain text for people, JSON for programs, messages on stderr."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

DOTS = {"ok": "green", "off": "bright_black", "degraded": "yellow", "down": "red"}
LEVELS = {"warning": "yellow", "error": "red", "critical": "red", "debug": "bright_black"}


def plain(text: str) -> str:
    """Return the text without what could steer a terminal: only line ends and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        letter
        for letter in text
        if letter in "\n\t" or unicodedata.category(letter) not in {"Cc", "Cs", "Co"}
    )


def out(text: str, end: str = "\n") -> None:
    """Write text for a person to stdout, at once."""
    sys.stdout.write(plain(text) + end)
    sys.stdout.flush()


def raw(text: str) -> None:
    """Write a document to stdout as it is."""
    sys.stdout.write(text)
    sys.stdout.flush()


def say(text: str) -> None:
    """Write a message to stderr."""
    sys.stderr.write(plain(text) + "\n")
    sys.stderr.flush()


def as_json(value: Any) -> None:
    """Write one JSON document on one line to stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write a table; cells are text, never markup."""
    grid = Table(box=None, pad_edge=False, header_style="bold")
    for number, column in enumerate(columns):
        grid.add_column(column, overflow="fold", no_wrap=number == 0)
    for row in rows:
        grid.add_row(*(Text(plain(cell)) for cell in row))
    Console(file=sys.stdout, highlight=False).print(grid)


def health(summary: dict[str, Any]) -> None:
    """Write the parts of a health summary, one line each."""
    console = Console(file=sys.stdout, highlight=False)
    for item in summary["items"]:
        line = Text("● ", style=DOTS.get(item["state"], ""))
        line.append(f"{item['part']:<9}", style="bold")
        line.append(f"{item['state']:<9}", style="default")
        line.append(plain(item["reason"]), style="default")
        if item["action"]:
            line.append(f" {item['action']}.", style="italic")
        console.print(line, soft_wrap=True)


def log_entry(entry: dict[str, Any]) -> None:
    """Write one log entry: time, level, what happened, and its fields."""
    fields = dict(entry["fields"])
    trace = str(fields.pop("exception", ""))
    fields.pop("logger", None)
    rest = " ".join(f"{key}={_short(value)}" for key, value in fields.items())
    line = Text(f"{entry['at'][:19].replace('T', ' ')} ", style="bright_black")
    line.append(f"{entry['level']:<8} ", style=LEVELS.get(entry["level"], "default"))
    line.append(plain(entry["event"]), style="default")
    if entry["agent"]:
        line.append(f" [{plain(entry['agent'])}]", style="cyan")
    if rest:
        line.append(f" {plain(rest)}", style="bright_black")
    if trace:
        line.append("\n" + plain(trace), style="default")
    Console(file=sys.stdout, highlight=False).print(line, soft_wrap=True)


def hits(found: Sequence[dict[str, Any]]) -> None:
    """Write recalled memories, best first."""
    for hit in found:
        when = str(hit.get("at", ""))[:10]
        if hit.get("forgotten"):
            out(f"{hit['score']:.2f}  (forgotten)")
        else:
            out(f"{hit['score']:.2f}  {when}  {hit['author']}: {_one_line(hit['text'])}")


def memory(row: dict[str, Any]) -> None:
    """Write one memory with its id."""
    out(
        f"{row['id']}  {row['at'][:16].replace('T', ' ')}  {row['author']}: "
        f"{_one_line(row['text'])}"
    )


def why(trace: dict[str, Any]) -> None:
    """Write how an answer came about."""
    out(
        f"{trace['model'] or 'no model'}: {trace['prompt_tokens']} tokens in, "
        f"{trace['completion_tokens']} out, {trace['total_ms'] / 1000:.1f} s"
    )
    for part in trace["parts"]:
        cut = f", {part['cut']} left out: {part['why']}" if part["cut"] else ""
        out(f"  {part['name']}: {part['tokens']} tokens{cut}")
    for step in trace["steps"]:
        out(f"  {step['name']}: {step['ms']:.0f} ms")
    if trace["recall_note"]:
        out(f"  {trace['recall_note']}")
    if trace["error"]:
        out(f"  {trace['error']}")
    out("Recalled:" if trace["sources"] else "Nothing was recalled.")
    hits(trace["sources"])


def _one_line(text: str, most: int = 300) -> str:
    line = " ".join(text.split())
    return line if len(line) <= most else line[:most] + "…"


def _short(value: Any) -> str:
    return _one_line(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
