"""What the Health pane shows of a summary: four figures, and one row per part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from app.core.health import Figures, HealthSummary
from app.core.ports import HealthReport, HealthState
from app.ui.models.parts import part_name

UNKNOWN = "\u2013"
"""Stands where a figure is not known yet."""

POINTS = 40
"""A line has at most this many points; counts are summed up into as many steps."""


@dataclass(frozen=True, slots=True)
class Card:
    """One figure with its unit or time span, and the line under it, oldest first."""

    title: str
    figure: str
    note: str
    points: tuple[float, ...]
    tint: str


def cards(summary: HealthSummary | None) -> tuple[Card, ...]:
    """Return the four figures; a dash where nothing is known yet."""
    figures = summary.figures if summary else ()
    last = figures[-1] if figures else None
    locale = QLocale()
    replies = locale.toString(last.replies_today) if last else UNKNOWN
    memory = memory_words(last.rss) if last else UNKNOWN
    errors = locale.toString(last.errors) if last else UNKNOWN
    speed = locale.toString(last.tokens_per_second, "f", 0) if last else UNKNOWN
    if last and not last.tokens_per_second:
        speed = UNKNOWN
    translate = QCoreApplication.translate
    since = clock(summary.started) if summary else ""
    return (
        Card(
            translate("Health", "Replies"),
            replies,
            translate("Health", "today"),
            grown(figures, lambda f: f.replies_today),
            "accent",
        ),
        Card(
            translate("Health", "Memory"),
            memory,
            translate("Health", "all processes"),
            thinned([float(f.rss) for f in figures]),
            "info",
        ),
        Card(
            translate("Health", "Model speed"),
            speed,
            translate("Health", "tokens a second"),
            thinned([f.tokens_per_second for f in figures]),
            "warn",
        ),
        Card(
            translate("Health", "Errors"),
            errors,
            translate("Health", "since {time}").format(time=since) if since else "",
            grown(figures, lambda f: f.errors),
            "danger",
        ),
    )


def grown(figures: Sequence[Figures], count: Callable[[Figures], int]) -> tuple[float, ...]:
    """Return how much a count rose in each step; a count that began again rose from nothing."""
    values = [count(figure) for figure in figures]
    rises = [float(new - old if new >= old else new) for old, new in pairwise(values)]
    size = max(1, -(-len(rises) // POINTS))
    return tuple(sum(rises[i : i + size]) for i in range(0, len(rises), size))


def thinned(values: Sequence[float]) -> tuple[float, ...]:
    """Return the means of at most `POINTS` equal stretches."""
    size = max(1, -(-len(values) // POINTS))
    parts = [values[i : i + size] for i in range(0, len(values), size)]
    return tuple(sum(part) / len(part) for part in parts)


def memory_words(number: int) -> str:
    """Return bytes as people say them, in the locale's own writing."""
    locale = QLocale()
    if number < 1_000_000_000:
        return f"{locale.toString(round(number / 1e6))} MB"
    return f"{locale.toString(number / 1e9, 'f', 1)} GB"


def clock(moment: datetime) -> str:
    """Return the time of day here, in the locale's own short form."""
    local = QDateTime.fromSecsSinceEpoch(int(moment.timestamp()))
    return QLocale().toString(local.time(), QLocale.FormatType.ShortFormat)


def headline(summary: HealthSummary | None) -> tuple[str, str]:
    """Return the whole state in a few words, and the token of its dot."""
    translate = QCoreApplication.translate
    if summary is None:
        return translate("Health", "Looking"), "control"
    worst = summary.worst
    if worst is None:
        return translate("Health", "Everything is working"), "ok"
    if worst.report.state is HealthState.DOWN:
        words = translate("Health", "{part} not working since {time}")
    else:
        words = translate("Health", "{part} limited since {time}")
    name = part_name(worst.report.part)
    return words.format(part=name, time=clock(worst.since)), tint(worst.report.state)


def tint(state: HealthState) -> str:
    """Return the token of a state's dot."""
    return {
        HealthState.OK: "ok",
        HealthState.OFF: "control",
        HealthState.DEGRADED: "warn",
        HealthState.DOWN: "danger",
    }[state]


def state_word(state: HealthState) -> str:
    """Return the word that stands for a dot where colours cannot be seen."""
    translate = QCoreApplication.translate
    return {
        HealthState.OK: translate("Health", "working"),
        HealthState.OFF: translate("Health", "resting"),
        HealthState.DEGRADED: translate("Health", "limited"),
        HealthState.DOWN: translate("Health", "not working"),
    }[state]


def deed(report: HealthReport) -> str:
    """Return what a row's button does: `again`, `folder`, a pane's key, or nothing."""
    if not report.action:
        return ""
    if "again" in report.action:
        return "again"
    return {"disk": "folder", "database": "logs", "recall": "logs", "loop": "logs"}.get(
        report.part, "settings"
    )
