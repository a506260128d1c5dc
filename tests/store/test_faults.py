import sqlite3

import pytest

from app.core.errors import LowDisk, StoreError
from app.core.paths import Paths
from app.store.faults import in_plain_words, plain
from app.store.sqlite import SqliteStore
from tests.counterparts.rows import open_with_rooms, said


async def test_a_full_disk_is_low_disk_and_nothing_is_lost(home: Paths) -> None:
    store = await open_with_rooms(home)
    try:
        first, _ = await store.commit_message(said("kept"))

        def shrink(connection: object) -> None:
            raw = connection.connection  # type: ignore[attr-defined]
            (pages,) = raw.execute("PRAGMA page_count").fetchone()
            raw.execute(f"PRAGMA max_page_count = {pages + 2}")

        await store._sql.run(shrink)
        with pytest.raises(LowDisk, match="The disk is full"):
            await store.commit_message(said("x" * 50_000))
        assert [row.id for row in await store.messages("den")] == [first.id]
    finally:
        await store.close()


async def test_a_file_that_is_no_database_is_said_to_be_damaged(home: Paths) -> None:
    home.database.write_bytes(b"not a database at all" * 500)
    before = home.database.read_bytes()
    with pytest.raises(StoreError, match="damaged"):
        await SqliteStore.open(home)
    assert home.database.read_bytes() == before


async def test_a_folder_in_its_place_cannot_be_opened(home: Paths) -> None:
    home.database.mkdir()
    with pytest.raises(StoreError, match="cannot be opened"):
        await SqliteStore.open(home)


def test_what_is_unknown_keeps_its_details() -> None:
    with pytest.raises(StoreError, match="log has the details") as caught, in_plain_words():
        sqlite3.connect(":memory:").execute("SELECT 1 FROM nowhere")
    assert "nowhere" in caught.value.details
    assert isinstance(plain(ValueError("odd")), StoreError)
