"""What becomes of a file: what is used, what is only kept and why, and what to look at first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from app.core.characters.flags import Flag, told
from app.core.characters.report import CheckReport
from app.ui.agents.fold import Fold
from app.ui.agents.words import quoted
from app.ui.panes.pieces import card, column, label, line
from app.ui.theme import set_role

translate = QCoreApplication.translate

NAMES_AT_ONCE = 24
"""So many names of parts are told in one breath."""

REASONS_AT_ONCE = 60
NAME_CHARS = 60


def warning_card(flags: Sequence[Flag]) -> QFrame:
    """Return the soft card with what a character tries, a sentence each."""
    frame = QFrame()
    set_role(frame, "warning")
    frame.setAccessibleName(translate("Arrival", "Look at this first"))
    inside = column(frame, 16, gap=6)
    inside.addWidget(label(translate("Arrival", "Look at this first"), "strong"))
    inside.addWidget(Fold([told(flag) for flag in flags], _sentence))
    inside.addSpacing(2)
    inside.addWidget(
        label(
            translate(
                "Arrival",
                "It does nothing by itself here: a character is text, and cannot run, open, pay "
                "or allow anything. It may still change how the agent talks.",
            ),
            wrap=True,
        )
    )
    return frame


def report_card(report: CheckReport) -> QFrame:
    """Return the card that says what becomes of each part of a file."""
    frame = card()
    inside = column(frame, 16, gap=12)
    used = [name.replace(" -> ", " → ") for name in report.mapped]
    _part(inside, translate("Arrival", "Used"), label(_breath(used), "muted", wrap=True))
    if report.kept_unknown:
        inside.addWidget(line())
        _part(inside, translate("Arrival", "Kept, and not used"), _kept(report))
    if report.warnings:
        inside.addWidget(line())
        _part(inside, translate("Arrival", "Notes"), Fold(report.warnings, _muted))
    return frame


def _part(layout: QVBoxLayout, title: str, content: QWidget) -> None:
    part = column(gap=4)
    part.addWidget(label(title, "section"))
    part.addWidget(content)
    layout.addLayout(part)


def _kept(report: CheckReport) -> QWidget:
    """Return the names beside their reasons, then those that have none in one breath."""
    made = QWidget()
    layout = column(made, gap=8)
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    reasons = [(name, report.why_kept.get(name, "")) for name in report.kept_unknown]
    told_why = [(name, why) for name, why in reasons if why][:REASONS_AT_ONCE]
    for at, (name, why) in enumerate(told_why):
        grid.addWidget(label(quoted(name, NAME_CHARS)), at, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(quoted(why), "muted", wrap=True), at, 1)
    if told_why:
        layout.addLayout(grid)
    others = [name for name, why in reasons if not why]
    if others:
        layout.addWidget(label(_breath(others), "muted", wrap=True))
    return made


def _breath(names: Sequence[str]) -> str:
    shown = ", ".join(quoted(name, NAME_CHARS) for name in names[:NAMES_AT_ONCE])
    left = len(names) - NAMES_AT_ONCE
    if left <= 0:
        return shown
    count = QLocale().toString(left)
    return translate("Arrival", "{names} and {n} more").format(names=shown, n=count)


def _sentence(text: str) -> QLabel:
    return label(quoted(text), wrap=True)


def _muted(text: str) -> QLabel:
    return label(quoted(text), "muted", wrap=True)
