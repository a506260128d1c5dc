"""The versions of a character."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from app.core.characters.diff import Change, told
from app.core.library import BACK_TO, Version
from app.core.message import now
from app.ui.agents.versions import AT_FIRST, VersionList, note_words
from tests.ui.agents.editing import texts
from tests.ui.stage import Stage


def buttons(shown: VersionList) -> dict[str, QPushButton]:
    return {
        each.accessibleName() or each.text(): each
        for each in shown.findChildren(QPushButton)
        if each.isVisible()
    }


@pytest.fixture
def shown(stage: Stage) -> VersionList:
    made = VersionList(stage.theme)
    stage.show(made, 420, 600)
    return made


def test_the_newest_is_in_force_and_the_others_can_be_restored(
    stage: Stage, shown: VersionList
) -> None:
    changes = (
        Change("bio", ("Keeps a lighthouse.",), ("Keeps <b>two</b>.",)),
        Change("topics", ("a", "b"), ("b", "a")),
    )
    versions = [
        Version(2, now(), "Edited", changes),
        Version(1, now(), "Imported from mira.json"),
    ]
    stage.do(shown.show_versions, versions)
    said = texts(shown)
    assert said[:2] == ["Version 2", "in force"]
    assert said[2].endswith("· Edited")
    assert said[3:8] == [
        "About it",
        "\N{MINUS SIGN} Keeps a lighthouse.",
        "+ Keeps <b>two</b>.",
        "Topics",
        *told(changes[1]),
    ]
    assert said[9].endswith("· Imported from mira.json")
    wanted: list[int] = []
    shown.restore.connect(wanted.append)
    assert list(buttons(shown)) == ["Restore version 1"]
    stage.do(buttons(shown)["Restore version 1"].click)
    assert wanted == [1]
    assert shown.count == 2


def test_the_same_versions_are_not_drawn_again(stage: Stage, shown: VersionList) -> None:
    versions = [Version(2, now(), "Edited"), Version(1, now(), "")]
    stage.do(shown.show_versions, versions)
    first = buttons(shown)
    stage.do(shown.show_versions, list(versions))
    assert buttons(shown) == first


def test_older_ones_come_when_somebody_asks(stage: Stage, shown: VersionList) -> None:
    versions = [Version(number, now(), "Edited") for number in range(AT_FIRST + 12, 0, -1)]
    stage.do(shown.show_versions, versions)
    assert "Version 1" not in texts(shown)
    stage.do(buttons(shown)["Show 12 older versions"].click)
    assert "Version 1" in texts(shown)
    assert "Show 12 older versions" not in buttons(shown)


def test_none_are_said_to_be_on_their_way(stage: Stage, shown: VersionList) -> None:
    stage.do(shown.show_versions, [])
    assert texts(shown) == ["Its versions appear here as soon as they have been read."]


@pytest.mark.parametrize(
    ("note", "words"),
    [
        (f"{BACK_TO}3", "Back to version 3"),
        ("Copied from Mira", "Copied from Mira"),
        ("Edited", "Edited"),
        ("Came with Familiar", "Came with Familiar"),
        ("Something else", "Something else"),
    ],
)
def test_a_note_says_what_made_a_version(note: str, words: str) -> None:
    assert note_words(note) == words
