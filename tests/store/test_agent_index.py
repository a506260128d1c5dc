"""Chroma for real, in this process."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.core.errors import StoreError
from app.store.agent_index import FLUSH_ROWS, AgentIndex, Row, delete, numbers, set_aside
from app.store.embedding import WIDTH, aside_of

random = np.random.default_rng(7)


def vector() -> bytes:
    made = random.standard_normal(WIDTH)
    return np.asarray(made / np.linalg.norm(made), "<f2").tobytes()


def some(many: int, room: str = "den") -> list[Row]:
    return [(f"{room}-{number}", vector(), room) for number in range(many)]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def index(folder: Path) -> Iterator[AgentIndex]:
    opened = AgentIndex(folder)
    yield opened
    opened.close()


def best(index: AgentIndex, row: Row, limit: int = 3, room: str = "") -> list[str]:
    (answer,) = index.search(np.stack([numbers(row[1])]), limit, room)
    return [found for found, _ in answer]


def test_rows_are_found_at_once_whether_written_or_not(index: AgentIndex) -> None:
    assert best(index, some(1)[0]) == []
    written, fresh = some(FLUSH_ROWS), some(5, "attic")
    index.add(written)
    index.add(fresh)
    assert all(best(index, row)[0] == row[0] for row in (*written[:10], *fresh))
    assert index.nearest(written + fresh) == [[row[0]] for row in written + fresh]
    assert index.count() == len(index.ids()) == FLUSH_ROWS + 5


def test_the_answer_is_sorted_and_a_cosine(index: AgentIndex) -> None:
    rows = some(50)
    index.add(rows[:25])
    index.flush()
    index.add(rows[25:])
    (answer,) = index.search(np.stack([numbers(rows[3][1])]), 50)
    scores = [score for _, score in answer]
    exact = sorted((float(numbers(row[1]) @ numbers(rows[3][1])) for row in rows), reverse=True)
    assert scores == sorted(scores, reverse=True)
    assert scores == pytest.approx(exact, abs=3e-3)
    assert len({found for found, _ in answer}) == 50


def test_a_search_in_a_room_is_exact_and_sees_later_changes(index: AgentIndex) -> None:
    den, attic = some(30), some(30, "attic")
    index.add(den + attic)
    index.flush()
    assert set(best(index, den[0], 99, "attic")) == {row[0] for row in attic}
    late = ("late", den[0][1], "attic")
    index.add([late])
    assert best(index, den[0], 1, "attic") == ["late"]
    index.remove(["late"])
    assert "late" not in best(index, den[0], 99, "attic")
    assert best(index, den[0], 5, "cellar") == []
    for number in range(6):
        best(index, den[0], 1, f"other-{number}")
    assert len(index._rooms) == 4


def test_adding_an_id_again_replaces_it(index: AgentIndex) -> None:
    rows = some(20)
    index.add(rows)
    index.flush()
    changed = (rows[0][0], vector(), "den")
    index.add([changed])
    assert best(index, changed, 1) == [rows[0][0]]
    assert best(index, rows[0], 1) != [rows[0][0]]
    index.flush()
    assert best(index, changed, 1) == [rows[0][0]]
    assert index.count() == 20


def test_what_is_removed_is_not_found(index: AgentIndex) -> None:
    rows = some(10)
    index.add(rows[:5])
    index.flush()
    index.add(rows[5:])
    index.remove([rows[0][0], rows[9][0], "unknown"])
    index.remove([])
    assert set(best(index, rows[0], 20)) == {row[0] for row in rows[1:9]}


def test_it_comes_back_after_closing_with_what_was_flushed(folder: Path) -> None:
    rows = some(20)
    first = AgentIndex(folder)
    first.add(rows[:10])
    first.flush()
    first.add(rows[10:])
    first.close()
    again = AgentIndex(folder)
    assert set(again.ids()) == {row[0] for row in rows[:10]}
    again.close()


def test_a_damaged_folder_is_a_store_error_and_can_be_set_aside(folder: Path) -> None:
    opened = AgentIndex(folder)
    opened.add(some(FLUSH_ROWS))
    opened.close()
    (folder / "chroma.sqlite3").write_bytes(b"no longer a database" * 999)
    with pytest.raises(StoreError, match="index is damaged") as caught:
        AgentIndex(folder).count()
    assert caught.value.details
    aside_of(folder).mkdir()
    set_aside(folder)
    set_aside(folder.with_name("nothing"))
    assert (aside_of(folder) / "chroma.sqlite3").exists()
    fresh = AgentIndex(folder)
    assert fresh.count() == 0
    fresh.close()
    delete(folder)
    assert not folder.exists()
    assert not aside_of(folder).exists()


def test_a_vector_of_another_size_is_refused(index: AgentIndex) -> None:
    with pytest.raises(StoreError, match="wrong size"):
        index.add([("x", b"\x00" * 10, "den")])


def test_what_has_the_same_vector_is_as_near(index: AgentIndex) -> None:
    (row,) = some(1)
    index.add([row, ("twin", row[1], "here")])
    assert sorted(index.nearest([row])[0]) == sorted([row[0], "twin"])
