from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import NotFound, StoreError
from app.core.message import Message, MessageStatus, Speaker
from app.store.sqlite import SqliteStore
from tests.counterparts.rows import agent, answered, said


async def ids(store: SqliteStore, query: str) -> list[str]:
    return [found for found, _ in await store.full_text("ada", query, 10)]


async def test_a_message_comes_back_as_it_was_with_a_rising_number(store: SqliteStore) -> None:
    sent = [said(f"Grüße 🙂 {number}") for number in range(3)]
    stored = [await store.commit_message(message) for message in sent]
    assert all(new for _, new in stored)
    assert [row.seq for row, _ in stored] == sorted({row.seq for row, _ in stored})
    assert [replace(row, seq=0) for row, _ in stored] == sent
    assert await store.message(sent[1].id) == stored[1][0]
    assert await store.message("unknown") is None


async def test_a_second_arrival_returns_the_first_unchanged(store: SqliteStore) -> None:
    first, _ = await store.commit_message(said("original"))
    again, new = await store.commit_message(replace(first, text="other", seq=0))
    assert (again, new) == (first, False)
    assert len(await store.list_memories("ada")) == 1


async def test_a_message_without_its_room_is_refused_whole(store: SqliteStore) -> None:
    with pytest.raises(StoreError, match="no longer exists"):
        await store.commit_message(said(room_id="nowhere"))
    assert await store.list_memories("ada") == []


async def test_only_what_counts_as_said_is_remembered(store: SqliteStore) -> None:
    for text, status in (
        ("whole plum", MessageStatus.WHOLE),
        ("broken plum", MessageStatus.INCOMPLETE),
        (" ", MessageStatus.INCOMPLETE),
        ("replaced plum", MessageStatus.SUPERSEDED),
    ):
        await store.commit_message(said(text, status=status))
    texts = {row.text for row in await store.list_memories("ada")}
    assert texts == {"whole plum", "broken plum"}


async def test_a_continued_reply_is_found_by_its_new_words_and_asks_for_a_new_vector(
    store: SqliteStore,
) -> None:
    question, _ = await store.commit_message(said("What do you like?"))
    reply, _ = await store.commit_message(
        answered(question, "I like", status=MessageStatus.INCOMPLETE)
    )
    await store.save_vectors("e", [(reply.id, b"v"), (question.id, b"v")])
    grown = replace(reply, text="I like walnuts", status=MessageStatus.WHOLE, trace_id="t")
    assert await store.replace_reply(grown) == grown
    assert await store.message(reply.id) == grown
    assert await ids(store, "walnuts") == [reply.id]
    assert [row.id for row in await store.without_vector("e", 5)] == [reply.id]


async def test_a_reply_that_had_no_text_is_remembered_once_it_has(store: SqliteStore) -> None:
    question, _ = await store.commit_message(said("hm?"))
    reply, _ = await store.commit_message(answered(question, "", status=MessageStatus.INCOMPLETE))
    await store.replace_reply(replace(reply, text="chestnuts", status=MessageStatus.WHOLE))
    assert await ids(store, "chestnut") == [reply.id]
    await store.replace_reply(replace(reply, text="", status=MessageStatus.INCOMPLETE))
    assert await ids(store, "chestnut") == []


async def test_a_superseded_message_is_kept_but_neither_shown_nor_remembered(
    store: SqliteStore,
) -> None:
    question, _ = await store.commit_message(said("hm?"))
    reply, _ = await store.commit_message(answered(question, "hazelnuts"))
    await store.set_status(reply.id, MessageStatus.SUPERSEDED)
    assert [row.id for row in await store.messages("den")] == [question.id]
    kept = await store.message(reply.id)
    assert kept is not None
    assert kept.text == "hazelnuts"
    assert await ids(store, "hazelnuts") == []
    assert await store.find_messages("hazelnuts") == []


async def test_changing_what_is_not_there_is_said(store: SqliteStore) -> None:
    with pytest.raises(NotFound):
        await store.replace_reply(said())
    with pytest.raises(NotFound):
        await store.set_status("unknown", MessageStatus.WHOLE)


async def test_history_comes_in_pages_oldest_first(store: SqliteStore) -> None:
    sent = [(await store.commit_message(said(str(number))))[0] for number in range(7)]
    newest = await store.messages("den", limit=3)
    assert newest == sent[4:]
    assert await store.messages("den", newest[0].seq, 3) == sent[1:4]
    assert await store.messages("attic") == []


async def test_words_are_found_in_all_rooms_newest_first_by_their_beginning(
    store: SqliteStore,
) -> None:
    one, _ = await store.commit_message(said("the old Lighthouse keeper"))
    two, _ = await store.commit_message(
        said("lighthouse tours", room_id="shed", agent_id="ben", author="Lighthouse")
    )
    await store.commit_message(said("nothing", author="Lighthouse"))
    assert [row.id for row in await store.find_messages("lightho")] == [two.id, one.id]
    assert [row.id for row in await store.find_messages("keeper light")] == [one.id]
    assert [row.id for row in await store.find_messages("lightho", limit=1)] == [two.id]
    assert await store.find_messages(' "*( ') == []


@given(st.text(max_size=40))
async def test_no_search_text_is_read_as_a_command(text: str) -> None:
    from app.store.full_text import any_of, words_of

    assert all(word.replace("_", "a").isalnum() for word in words_of(text))
    assert any_of(text).count('"') % 2 == 0


class TestUnanswered:
    async def left(self, store: SqliteStore) -> list[str]:
        return [message.text for message in await store.unanswered()]

    async def test_the_newest_question_of_each_room_without_a_reply(
        self, store: SqliteStore
    ) -> None:
        done, _ = await store.commit_message(said("answered"))
        await store.commit_message(answered(done))
        await store.commit_message(said("passed over", room_id="attic"))
        await store.commit_message(said("waiting", room_id="attic"))
        await store.commit_message(said("also waiting", room_id="shed", agent_id="ben"))
        assert await self.left(store) == ["waiting", "also waiting"]

    async def test_one_that_queued_behind_an_answered_one(self, store: SqliteStore) -> None:
        first, _ = await store.commit_message(said("first"))
        await store.commit_message(said("second"))
        await store.commit_message(answered(first))
        assert await self.left(store) == ["second"]

    async def test_an_incomplete_reply_is_one_and_a_superseded_is_not(
        self, store: SqliteStore
    ) -> None:
        question, _ = await store.commit_message(said("question"))
        reply, _ = await store.commit_message(
            answered(question, "Well", status=MessageStatus.INCOMPLETE)
        )
        assert await self.left(store) == []
        await store.set_status(reply.id, MessageStatus.SUPERSEDED)
        assert await self.left(store) == ["question"]

    async def test_stopped_agents_are_left_alone(self, store: SqliteStore) -> None:
        await store.commit_message(said("hello?"))
        await store.save_agent(agent("ada", enabled=False))
        assert await self.left(store) == []

    async def test_an_agents_own_words_are_no_question(self, store: SqliteStore) -> None:
        greeting: Message = said("Welcome", speaker=Speaker.AGENT)
        await store.commit_message(greeting)
        assert await self.left(store) == []
