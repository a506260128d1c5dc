"""The worker's handlers, called here; as a process they are in test_recall_client."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import StoreError
from app.core.worker_side import Handler
from app.store.embedding import aside_of, folder_of
from app.store.recall_worker import OPEN, handlers


@pytest.fixture
def answer(tmp_path: Path) -> Mapping[str, Handler]:
    return handlers({"folder": str(tmp_path)})


def rows(answer: Mapping[str, Handler], *texts: str) -> list[tuple[Any, ...]]:
    vectors = answer["embed"](texts=list(texts))
    return [(text, vector, "den") for text, vector in zip(texts, vectors, strict=True)]


def ask(answer: Mapping[str, Handler], agent: str, text: str) -> list[str]:
    (hits,) = answer["search"](agent=agent, texts=[text], limit=5, room="")
    return [found for found, _ in hits]


def test_each_agent_finds_its_own_and_nothing_else(answer: Mapping[str, Handler]) -> None:
    answer["add"](agent="ada", rows=rows(answer, "My dog is called Rex.", "It rains."))
    answer["add"](agent="ben", rows=rows(answer, "Taxes are due."))
    assert ask(answer, "ada", "What is the name of my pet?")[0] == "My dog is called Rex."
    assert ask(answer, "ben", "What is the name of my pet?") == ["Taxes are due."]
    assert answer["count"](agent="ada") == 2
    assert answer["ids"](agent="ben") == ["Taxes are due."]
    assert answer["nearest"](agent="ada", rows=rows(answer, "It rains.")) == [["It rains."]]
    answer["remove"](agent="ada", ids=["It rains."])
    assert answer["count"](agent="ada") == 1


def test_only_so_many_indexes_stay_open_and_none_loses_rows(
    answer: Mapping[str, Handler],
) -> None:
    names = [f"agent-{number}" for number in range(OPEN + 2)]
    for name in names:
        answer["add"](agent=name, rows=rows(answer, f"I am {name}"))
    answer["flush"]()
    assert [answer["count"](agent=name) for name in names] == [1] * len(names)


def test_a_broken_index_is_set_aside_at_once(answer: Mapping[str, Handler], tmp_path: Path) -> None:
    place = folder_of(tmp_path, "ada")
    place.mkdir()
    (place / "chroma.sqlite3").write_bytes(b"garbage" * 1000)
    with pytest.raises(StoreError):
        ask(answer, "ada", "hello")
    assert aside_of(place).exists()
    assert ask(answer, "ada", "hello") == []
    answer["drop"](agent="ada")
    assert list(tmp_path.iterdir()) == []
