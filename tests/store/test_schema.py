from datetime import UTC, datetime, timedelta, timezone

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given
from hypothesis import strategies as st

from app.store.schema import day_words, from_stored, metadata, to_stored
from app.store.sqlite import SqliteStore


async def test_the_tables_are_what_the_migrations_make(store: SqliteStore) -> None:
    def differences(connection: object) -> list[object]:
        context = MigrationContext.configure(
            connection,  # type: ignore[arg-type]
            opts={"include_name": lambda name, kind, _: not str(name).startswith("memories_fts")},
        )
        return list(compare_metadata(context, metadata))

    assert await store._sql.run(differences) == []


@given(st.datetimes(timezones=st.just(UTC)))
def test_times_come_back_to_the_microsecond(at: datetime) -> None:
    assert from_stored(to_stored(at)) == at


def test_a_time_of_another_zone_is_the_same_moment_and_one_without_is_utc() -> None:
    noon = datetime(2026, 5, 8, 12, tzinfo=UTC)
    assert to_stored(noon.astimezone(timezone(timedelta(hours=2)))) == to_stored(noon)
    assert to_stored(noon.replace(tzinfo=None)) == to_stored(noon)


def test_days_are_said_in_english() -> None:
    assert day_words(datetime(2023, 5, 8, tzinfo=UTC)) == "8 May 2023"
