from app.store.sqlite import SqliteStore
from tests.counterparts.rows import answered, remembered, said


async def test_everyone_who_spoke_is_known_by_every_name_they_used(store: SqliteStore) -> None:
    question, _ = await store.commit_message(said("hi", author_id="u1", author="Robin"))
    await store.commit_message(answered(question))
    await store.commit_message(said("hi again", author_id="u1", author="Robin H."))
    await store.add_memories([remembered("old times")])
    await store.commit_message(said("psst", room_id="shed", agent_id="ben", author="Zoe"))
    assert await store.participants("ada") == ["Ada", "Bob", "Robin", "Robin H."]
    assert await store.participants("ben") == ["Zoe"]


async def test_an_entity_keeps_its_newest_name(store: SqliteStore) -> None:
    await store.commit_message(said("hi", author_id="u1", author="Robin"))
    await store.commit_message(said("hi", author_id="u1", author="Rob"))

    def names(connection: object) -> list[object]:
        query = "SELECT name FROM entities WHERE id = 'u1'"
        return list(connection.exec_driver_sql(query).scalars())  # type: ignore[attr-defined]

    assert await store._sql.run(names) == ["Rob"]
