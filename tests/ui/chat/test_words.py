"""Numbers and times in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QLocale

from app.core.message import now
from app.ui.chat import words


@pytest.fixture(autouse=True)
def _locale() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("ms", "said"), [(1.84, "1.8 ms"), (42, "42 ms"), (300, "0.3 s"), (61_500, "61.5 s")]
)
def test_durations(ms: float, said: str) -> None:
    assert words.duration(ms) == said


def test_numbers_follow_the_locale() -> None:
    assert words.number(8192) == "8,192"
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    assert words.number(8192) == "8.192"
    assert words.duration(1_500) == "1,5 s"


def test_money() -> None:
    assert words.money(None, local=True) == "free"
    assert words.money(None, local=False) == "price unknown"
    assert words.money(0, local=False) == "free"
    assert words.money(0.5, local=False) == "$0.50"
    assert words.money(0.0012, local=False) == "$0.0012"


def test_tokens() -> None:
    assert words.tokens(1) == "1 token"
    assert words.tokens(1200) == "1,200 tokens"


@pytest.mark.parametrize(
    ("age", "said"),
    [(0, "Today"), (1, "Yesterday"), (3, "Last seven days"), (12, "Last thirty days")],
)
def test_days(age: int, said: str) -> None:
    today = datetime.now().astimezone()
    assert words.day_of(today - timedelta(days=age), today.date()) == said


def test_months_and_moments() -> None:
    at = datetime(2025, 5, 3, 12, tzinfo=UTC)
    assert words.day_of(at, date(2026, 1, 1)) == "May 2025"
    assert "25" in words.moment(at)
    assert ":" in words.moment(now())


def test_a_text_to_glance_at_is_one_line_without_marks() -> None:
    assert words.on_one_line("> **Dear** Marlene,\n\nplay `x`") == "Dear Marlene, play x"


def test_a_day_names_its_year_only_when_it_is_another() -> None:
    today = datetime.now().astimezone().replace(month=5, day=3, hour=12)
    assert words.short_day(today) == "May 3"
    assert words.short_day(today.replace(year=2001)) == "5/3/01"


def test_what_an_action_does_is_said_and_ours_is_translated() -> None:
    assert words.doing("Looking in its memory") == "Looking in its memory …"
    assert words.doing("Something of a plugin") == "Something of a plugin …"
    assert words.doing("") == ""
