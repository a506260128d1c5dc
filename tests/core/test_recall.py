from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.message import Memory, MemoryKind, Trust
from app.core.recall import (
    BESIDE,
    CANDIDATES,
    DENSE_SHARE,
    NEARBY,
    SPEAKER_BONUS,
    fuse,
    named_in,
    ranked,
    shortlist,
    strongest,
    with_surroundings,
    without_names,
)

NAMES = ["Melanie", "Caroline", "Sam Smith", "You"]
AT = datetime(2026, 1, 1, tzinfo=UTC)
ids = st.sampled_from([f"m{number}" for number in range(30)])
lists = st.dictionaries(ids, st.floats(-5, 50), max_size=30).map(
    lambda found: sorted(found.items(), key=lambda pair: -pair[1])
)


def memory(found: str, author: str = "Bob", seq: int = 0) -> Memory:
    row = Memory(found, "a", "r", MemoryKind.MESSAGE, "b", author, found, AT, "chat", Trust.KNOWN)
    return replace(row, seq=seq)


def chain(many: int) -> dict[str, tuple[str, str]]:
    names = ["", *(f"m{number}" for number in range(many)), ""]
    return {
        here: (before, after)
        for before, here, after in zip(names, names[1:], names[2:], strict=False)
    }


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("When did Melanie paint?", "When did paint?"),
        ("What is caroline's job?", "What is job?"),
        ("What did Sam do?", "What did do?"),
        ("Melanie", "Melanie"),
        ("Do you remember?", "Do you remember?"),
        ("Samuel's melanies", "Samuel's melanies"),
    ],
)
def test_names_are_taken_out_of_the_query_unless_nothing_is_left(query: str, left: str) -> None:
    assert without_names(query, NAMES) == left


def test_a_query_without_known_names_is_left_alone() -> None:
    assert without_names("Any  thing", []) == "Any  thing"


def test_the_named_are_found_by_a_part_of_their_name() -> None:
    assert named_in("What did sam and CAROLINE say to you?", NAMES) == ["Caroline", "Sam Smith"]
    assert named_in("nothing", NAMES) == []


def test_each_list_is_scaled_and_weighs_its_share() -> None:
    fused = fuse([("a", 0.9), ("b", 0.1)], [("b", 12.0), ("c", 6.0)])
    assert fused == {
        "a": DENSE_SHARE,
        "b": pytest.approx(DENSE_SHARE / 9 + (1 - DENSE_SHARE)),
        "c": pytest.approx((1 - DENSE_SHARE) / 2),
    }


def test_a_list_that_was_cut_off_counts_from_its_last_row() -> None:
    long = [(f"m{number}", 100.0 + CANDIDATES - number) for number in range(CANDIDATES)]
    assert fuse(long, [])[long[-1][0]] == 0.0
    assert fuse(long[:2], [])["m1"] > 0.9


def test_one_list_alone_counts_in_full() -> None:
    assert fuse([("a", 0.5)], []) == {"a": 1.0}
    assert fuse([], [("a", 3.0)]) == {"a": 1.0}
    assert fuse([], []) == {}


@given(lists, lists)
def test_fused_scores_stay_between_nothing_and_one(dense: list, words: list) -> None:
    fused = fuse(dense, words)
    assert set(fused) == {found for found, _ in (*dense, *words)}
    assert all(-1e-9 <= score <= 1 + 1e-9 for score in fused.values())


def test_a_good_row_lifts_those_within_two_of_it() -> None:
    scores = with_surroundings({"m5": 1.0}, chain(10))
    assert scores == {"m3": NEARBY, "m4": BESIDE, "m5": 1.0, "m6": BESIDE, "m7": NEARBY}


def test_surroundings_stop_at_the_ends_and_at_what_is_unknown() -> None:
    assert set(with_surroundings({"m0": 1.0}, chain(2))) == {"m0", "m1"}
    assert with_surroundings({"lost": 1.0}, {}) == {"lost": 1.0}


@given(st.dictionaries(ids, st.floats(0, 1), min_size=1))
def test_surroundings_never_lower_a_score(fused: dict[str, float]) -> None:
    lifted = with_surroundings(fused, chain(30))
    assert all(lifted[found] >= score for found, score in fused.items())


@given(st.dictionaries(ids, st.floats(0, 2)), st.integers(0, 10), st.sets(ids))
def test_the_shortlist_holds_whatever_the_bonus_could_bring_in(
    scores: dict[str, float], limit: int, exclude: set[str]
) -> None:
    short = shortlist(scores, limit, exclude)
    assert exclude.isdisjoint(short)
    left = {found: score for found, score in scores.items() if found not in exclude}
    assert len(short) >= min(limit, len(left)) or limit == 0
    if limit and len(left) > limit:
        last = sorted(left.values(), reverse=True)[limit - 1]
        assert set(short) == {f for f, score in left.items() if score >= last - SPEAKER_BONUS}


def test_the_strongest_are_kept_for_looking_around() -> None:
    fused = {f"m{number}": number / 1000 for number in range(500)}
    assert len(strongest(fused, 8)) == 40
    assert min(strongest(fused, 50).values()) == 0.4


def test_the_one_person_named_gets_the_bonus() -> None:
    rows = [memory("a", "Bob"), memory("b", "Ann")]
    scores = {"a": 1.0, "b": 0.95}
    assert [hit.memory.id for hit in ranked(rows, scores, ["Ann"], 5)] == ["b", "a"]
    assert [hit.memory.id for hit in ranked(rows, scores, ["Ann", "Bob"], 5)] == ["a", "b"]
    assert [hit.score for hit in ranked(rows, scores, [], 1)] == [1.0]


def test_of_equals_the_newer_comes_first() -> None:
    rows = [memory("old", seq=1), memory("new", seq=2)]
    hits = ranked(rows, {"old": 1.0, "new": 1.0}, [], 5)
    assert [hit.memory.id for hit in hits] == ["new", "old"]
