"""What the Health pane shows of a summary."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QLocale

from app.core.health import Figures, HealthItem, HealthSummary
from app.core.ports import HealthReport, HealthState
from app.ui.models.health_view import (
    POINTS,
    UNKNOWN,
    cards,
    clock,
    deed,
    grown,
    headline,
    memory_words,
    state_word,
    thinned,
    tint,
)

AT = datetime(2026, 3, 1, 14, 2, tzinfo=UTC)


def figures(count: int) -> tuple[Figures, ...]:
    return tuple(Figures(AT, 138_000_000, 1.0, n, n // 10, 31.0) for n in range(count))


def summary(*reports: HealthReport, samples: int = 0) -> HealthSummary:
    items = tuple(HealthItem(report, AT) for report in reports)
    return HealthSummary(HealthState.OK, items, AT, figures(samples))


def test_without_figures_every_card_says_so() -> None:
    assert {card.figure for card in cards(None)} == {UNKNOWN}
    assert {card.points for card in cards(summary())} == {()}


def test_the_cards_show_the_newest_figures() -> None:
    replies, memory, speed, errors = cards(summary(samples=240))
    assert (replies.figure, memory.figure, speed.figure, errors.figure) == (
        "239",
        "138 MB",
        "31",
        "23",
    )
    assert errors.note == f"since {clock(AT)}"
    assert len(memory.points) <= POINTS
    assert sum(replies.points) == 239


def test_a_model_that_has_not_spoken_has_no_speed() -> None:
    silent = (Figures(AT, 1, 0.0, 0, 0, 0.0),)
    assert cards(HealthSummary(HealthState.OK, (), AT, silent))[2].figure == UNKNOWN


def test_a_count_that_starts_again_at_midnight_rises_from_nothing() -> None:
    counts = [5, 6, 0, 2]
    steps = tuple(Figures(AT, 0, 0.0, n, 0, 0.0) for n in counts)
    assert grown(steps, lambda f: f.replies_today) == (1.0, 0.0, 2.0)


def test_long_lines_are_thinned_to_their_means() -> None:
    assert thinned([1.0, 3.0]) == (1.0, 3.0)
    assert thinned([float(n) for n in range(80)])[:2] == (0.5, 2.5)
    assert thinned([]) == ()


def test_memory_is_said_in_the_locale() -> None:
    QLocale.setDefault(QLocale(QLocale.Language.German))
    try:
        assert memory_words(1_540_000_000) == "1,5 GB"
    finally:
        QLocale.setDefault(QLocale.c())
    assert memory_words(999_400_000) == "999 MB"


def test_the_headline_names_the_worst_part() -> None:
    fine = HealthReport("database", HealthState.OK, "It answers.")
    slow = HealthReport("disk", HealthState.DEGRADED, "Nearly full.")
    gone = HealthReport("model", HealthState.DOWN, "Gone.")
    assert headline(None) == ("Looking", "control")
    assert headline(summary(fine)) == ("Everything is working", "ok")
    assert headline(summary(fine, slow)) == (f"Disk limited since {clock(AT)}", "warn")
    words, dot = headline(summary(slow, gone))
    assert (words, dot) == (f"Model not working since {clock(AT)}", "danger")


def test_every_state_has_a_word_and_a_dot() -> None:
    assert len({state_word(state) for state in HealthState}) == len(HealthState)
    assert len({tint(state) for state in HealthState}) == len(HealthState)


def test_what_a_row_offers_fits_its_part() -> None:
    def report(part: str, action: str) -> HealthReport:
        return HealthReport(part, HealthState.DOWN, "Why.", action)

    assert deed(report("model", "")) == ""
    assert deed(report("model", "Choose another model")) == "settings"
    assert deed(report("recall", "Start it again")) == "again"
    assert deed(report("disk", "Free some space")) == "folder"
    assert deed(report("database", "Open the log")) == "logs"
