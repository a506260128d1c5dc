"""Words about files: bounded, plain, and right for each container."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.arrival import TakenIn
from app.core.characters.character import MAX_NAME_CHARS
from app.core.characters.contents import Container
from app.core.characters.report import CheckReport
from app.ui.agents.words import (
    LONGEST,
    MOST_CHARS,
    container_word,
    free_name,
    quoted,
    told_form,
    told_taken,
)
from tests.ui.agents.arrivals import eliza, take
from tests.ui.stage import Stage


def test_what_is_quoted_is_one_line_that_can_break() -> None:
    assert quoted(" a\n b ") == "a b"
    assert quoted("") == ""
    broken = quoted("x" * (LONGEST + 1))
    assert broken == "x" * LONGEST + "\u200bx"


def test_what_is_quoted_is_cut() -> None:
    long = quoted("word " * 1_000_000)
    assert len(long) <= MOST_CHARS
    assert long.endswith("…")


@pytest.mark.parametrize(
    ("form", "container", "words"),
    [
        ("Tavern V2", "png", "Tavern V2 card in a PNG picture"),
        ("Tavern V3", "charx", "Tavern V3 card in a CHARX archive"),
        ("Tavern V1", "json", "Tavern V1 card as JSON"),
        ("1.x", "json", "A character of ElizaOS 1.x"),
        ("OpenClaw", "folder", "A folder of OpenClaw"),
    ],
)
def test_where_it_comes_from(form: str, container: str, words: str) -> None:
    assert told_form(CheckReport("a", True, form, "A", container=container)) == words


def test_every_container_has_a_word() -> None:
    assert len({container_word(kind) for kind in Container}) == len(Container)


def test_what_became_of_a_file(stage: Stage, tmp_path: Path) -> None:
    agent = take(stage, eliza(tmp_path))
    assert told_taken(TakenIn(agent)) == "Ada is here."
    assert told_taken(TakenIn(agent, stored=("Ada/TOKEN",))).endswith("went to your keyring.")
    assert told_taken(TakenIn(agent, left_out=("TOKEN",))).endswith("were left out.")
    assert "version" in told_taken(TakenIn(agent, replaced=True))
    assert "already" in told_taken(TakenIn(agent, unchanged=True))


def test_a_free_name_has_the_first_free_number() -> None:
    assert free_name("Ada", ["ada", "ADA 2"]) == "Ada 3"
    assert free_name("Ada", ["Ada"]) == "Ada 2"
    long = free_name("x" * MAX_NAME_CHARS, [])
    assert len(long) == MAX_NAME_CHARS
    assert long.endswith("x 2")
