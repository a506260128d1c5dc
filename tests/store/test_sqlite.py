from app.core.paths import Paths
from app.core.ports import HealthState, Store
from app.store.sqlite import SqliteStore
from tests.counterparts.rows import open_with_rooms, said


async def test_it_is_a_store_and_answers_for_itself(store: SqliteStore) -> None:
    port: Store = store
    report = await port.check()
    assert (report.state, report.reason) == (HealthState.OK, "The database answers; 2 agents.")


async def test_what_was_committed_is_there_after_reopening(home: Paths) -> None:
    store = await open_with_rooms(home)
    kept, _ = await store.commit_message(said("hello"))
    await store.close()
    await store.close()
    assert (await store.check()).state is HealthState.DOWN
    again = await SqliteStore.open(home)
    try:
        assert await again.messages("den") == [kept]
    finally:
        await again.close()
