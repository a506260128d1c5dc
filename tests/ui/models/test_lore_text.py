"""A lorebook as text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.characters.character import LoreEntry
from app.core.errors import ConfigError
from app.ui.models.lore_text import read, written

WORD = st.text(min_size=1).map(str.strip).filter(bool)
KEYS = st.lists(
    WORD | st.text(alphabet='",+[Aa] \n-\\', min_size=1).map(str.strip).filter(bool),
    min_size=1,
    max_size=4,
).map(tuple)
TEXT = st.text(alphabet="\\- \nab,:+", min_size=1).map(str.strip).filter(bool) | WORD
ENTRY = st.builds(
    LoreEntry, keys=KEYS, text=TEXT, also=st.just(()) | KEYS, case_sensitive=st.booleans()
)


@given(st.lists(ENTRY, max_size=5).map(tuple))
def test_entries_come_back_as_they_were(entries: tuple[LoreEntry, ...]) -> None:
    assert read(written(entries)) == entries


def test_an_entry_is_keywords_and_a_text() -> None:
    first = "lamp, light\nIt is lit at six.\n\nEvery day.\n---\n"
    typed = f"{first}\n[Aa] Mira + sea\nShe keeps it.\n---\n"
    assert read(typed) == (
        LoreEntry(keys=("lamp", "light"), text="It is lit at six.\n\nEvery day."),
        LoreEntry(keys=("Mira",), also=("sea",), text="She keeps it.", case_sensitive=True),
    )
    assert written(read(typed)).startswith(f"{first}[Aa]")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("lamp\nLit.\n---\nstorm", "Entry 2 has no text"),
        (",\nLit.", "Entry 1 has no keywords"),
        ("[Aa]\nLit.", "Entry 1 has no keywords"),
    ],
)
def test_half_an_entry_is_refused_by_its_number(typed: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        read(typed)


def test_nothing_is_no_entry() -> None:
    assert read(" \n---\n") == ()
