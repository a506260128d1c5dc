"""Numbers, times and durations in words, in the person's locale."""

from __future__ import annotations

import re
from datetime import date, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDateTime, QLocale

from app.core.message import MessageStatus
from app.ui.chat.item import Item

_MARKS = re.compile(r"[*`#>|]+")


def tr(text: str) -> str:
    """Translate one of this file's sentences."""
    return QCoreApplication.translate("Words", text)


_DOINGS = (str(QT_TRANSLATE_NOOP("Words", "Looking in its memory")),)
"""What the core's actions say they are doing; the core itself speaks English alone."""


def doing(words: str) -> str:
    """Return what an action says it is doing, translated where it is one of ours."""
    return f"{tr(words) if words in _DOINGS else words} …" if words else ""


def number(value: float) -> str:
    """Return a whole number with the locale's separators."""
    return QLocale().toString(round(value))


def tokens(count: int) -> str:
    """Return a number of tokens."""
    return tr("1 token") if count == 1 else tr("{n} tokens").format(n=number(count))


def duration(ms: float) -> str:
    """Return milliseconds below a tenth of a second, else seconds with one decimal."""
    if ms < 100:
        return tr("{n} ms").format(n=QLocale().toString(float(ms), "f", 1 if ms < 10 else 0))
    return tr("{n} s").format(n=QLocale().toString(ms / 1000.0, "f", 1))


def money(dollars: float | None, *, local: bool) -> str:
    """Return a cost in US dollars; what runs on this computer is free."""
    if dollars is None:
        return tr("free") if local else tr("price unknown")
    if dollars == 0:
        return tr("free")
    digits = 2 if dollars >= 0.01 else 4
    return QLocale().toCurrencyString(dollars, "$", digits)


def moment(at: datetime) -> str:
    """Return the time of a message: the hour today, else day and hour."""
    local = at.astimezone()
    stamp = QDateTime.fromSecsSinceEpoch(int(at.timestamp()))
    if local.date() == datetime.now().astimezone().date():
        return QLocale().toString(stamp.time(), QLocale.FormatType.ShortFormat)
    return QLocale().toString(stamp, QLocale.FormatType.ShortFormat)


def on_one_line(text: str) -> str:
    """Return a Markdown text as one line to glance at, without its heavier marks."""
    return " ".join(_MARKS.sub("", text).split())


def short_day(at: datetime) -> str:
    """Return day and month, with the year when it is not this one."""
    local = at.astimezone()
    stamp = QDateTime.fromSecsSinceEpoch(int(at.timestamp())).date()
    if local.year == datetime.now().astimezone().year:
        return QLocale().toString(stamp, tr("MMM d"))
    return QLocale().toString(stamp, QLocale.FormatType.ShortFormat)


def day_of(at: datetime, today: date) -> str:
    """Return the heading under which a conversation stands."""
    day = at.astimezone().date()
    age = (today - day).days
    if age <= 0:
        return tr("Today")
    if age == 1:
        return tr("Yesterday")
    if age < 7:
        return tr("Last seven days")
    if age < 30:
        return tr("Last thirty days")
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(at.timestamp())).date(), "MMMM yyyy")


def outcome(item: Item) -> str:
    """Return time, tokens and cost of a reply that was just written, else when it was said."""
    if item.usage is None or item.message.status is not MessageStatus.WHOLE:
        return moment(item.message.at)
    usage = item.usage
    parts = [
        duration(item.total_ms),
        tokens(usage.completion_tokens),
    ]
    if usage.cost_usd is not None:
        parts.append(money(usage.cost_usd, local=False))
    return " · ".join(parts)
