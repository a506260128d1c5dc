"""Edits of what a Markdown text says that leave every other line as it stands. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.core.characters.markdown_lines import (
    Line,
    Page,
    awaits_value,
    front_matter,
    lines_of,
    raw_lines,
    said_alone,
    sayings,
    shown_lines,
    title_at,
    unmarked,
)

_MAX_COMPARED = 250_000
"""Old times new lines that are compared for the smallest change; beyond, all between is new."""


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one line that says something: new texts `before` it, and what it says now.

    `stays` is None when the line goes.
    """

    before: tuple[str, ...]
    stays: str | None


def steps_between(old: Sequence[str], new: Sequence[str]) -> tuple[list[Step], tuple[str, ...]]:
    """Return a step for each old text, and what comes after the last, that turn old into new."""
    before: list[list[str]] = [[] for _ in range(len(old) + 1)]
    stays: list[str | None] = list(old)
    for old_from, old_to, new_from, new_to in _differences(old, new):
        both = min(old_to - old_from, new_to - new_from)
        stays[old_from : old_from + both] = new[new_from : new_from + both]
        stays[old_from + both : old_to] = [None] * (old_to - old_from - both)
        before[old_to] += new[new_from + both : new_to]
    return [Step(tuple(before[at]), stays[at]) for at in range(len(old))], tuple(before[-1])


def _differences(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    start, shorter = 0, min(len(old), len(new))
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    left, right = old[start : len(old) - end], new[start : len(new) - end]
    if len(left) * len(right) > _MAX_COMPARED:
        yield start, start + len(left), start, start + len(right)
        return
    for kind, *places in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind != "equal":
            old_from, old_to, new_from, new_to = (start + place for place in places)
            yield old_from, old_to, new_from, new_to


def rewritten(text: str, page: Page, steps: Sequence[Step], tail: Sequence[str]) -> str:
    """Return the text after the steps, one for each line that says something, and with a tail.

    Reading it gives what the steps and the tail say, in texts up to `MAX_LINES`. No other line
    changes; a title is put above only where the text would not be read so without it.
    """
    ending = "\r\n" if "\r\n" in text else "\n"
    title = f"# {page.title}{ending}{ending}"
    lines = lines_of(text, page)
    made = list(_stepped(lines, page, steps, ending)) if lines else [title]
    if tail:
        last, label = (lines[-1].raw, lines[-1].label) if lines else ("", page.label)
        made += _tail(last if made else "", label, tail, page, ending)
    head = front_matter(made)
    tries = (made, [title, *made], [*made[:head], title, *made[head:]])
    wanted = (*_said_by(steps), *tail)
    named = _title("".join(line.raw for line in lines))

    def reads_well(whole: str) -> bool:
        titles = (named, named or title.strip())
        return sayings(whole, page) == wanted and (page.sections or _title(whole) in titles)

    whole = next(filter(reads_well, map("".join, tries)), "".join(made))
    return text[: text.startswith("\ufeff")] + whole


def _title(text: str) -> str:
    raws = raw_lines(text)
    at = title_at(raws, shown_lines(raws))
    return "" if at is None else raws[at].strip()


def _said_by(steps: Sequence[Step]) -> Iterator[str]:
    for step in steps:
        yield from step.before
        if step.stays is not None:
            yield step.stays


def _stepped(
    lines: Sequence[Line], page: Page, steps: Sequence[Step], ending: str
) -> Iterator[str]:
    turns = iter(steps)
    last = ""
    for line in lines:
        if not line.says:
            last = line.raw
            yield last
            continue
        step = next(turns)
        for said in step.before:
            last = _written(said, line.label, page) + ending
            yield last
        if step.stays is not None:
            last = line.raw if step.stays == line.says else _changed(line, step.stays, page)
            yield last
        elif awaits_value(last, page):
            # Without a line between, what follows would become the field's value.
            last = ending
            yield last


def _written(said: str, label: str, page: Page) -> str:
    """Return a new line that says this: as an item of a list, or, where that reads otherwise,
    as a quotation, which says exactly what stands in it."""
    item = f"- {said.removeprefix(f'{label}: ') if label else said}"
    return item if said_alone(item, page, label) == said else f"> {said}"


def _changed(line: Line, said: str, page: Page) -> str:
    """Return the line saying something else, with its marks and indentation where that reads so."""
    core = line.raw.rstrip("\r\n")
    ending = line.raw[len(core) :]
    pairs = zip(line.says, said, strict=False)
    same = next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(line.says), len(said)))
    same = said.rfind(": ", 0, same) + 1
    old, new = line.says[same:].strip(), said[same:].strip()
    made = core.replace(old, new) if old and core.count(old) == 1 else ""
    if said_alone(made, page, line.label) != said:
        made = _written(said, line.label, page)
    return made + ending


def _tail(last: str, label: str, tail: Sequence[str], page: Page, ending: str) -> Iterator[str]:
    """Yield the lines that end a file, after its last line `last`, which stands under `label`."""
    if last and not last.endswith(("\n", "\r")):
        yield ending
    text = last.strip()
    if label != page.label and not tail[0].startswith(f"{label}: "):
        label = page.label
        yield from (ending, f"# Further notes{ending}", ending)
    elif text and unmarked(text) == text and not text.startswith(">"):
        yield ending
    for said in tail:
        yield _written(said, label, page) + ending
