"""Rooms and agents behind the pane."""

from __future__ import annotations

import asyncio

from app.core.events import AgentChanged, MessageStored
from app.core.message import AgentState, Speaker, new_id
from app.ui.chat.item import draft
from tests.ui.chat.conftest import ChatStage


def test_the_first_start_opens_a_conversation_with_the_default_agent(chat: ChatStage) -> None:
    pane = chat.begin()
    assert chat.session.agent == "Eliza"
    assert next(name for _key, name in pane.desk.running) in pane.desk.names.values()


def test_a_new_conversation_is_made_unless_the_open_one_is_empty(chat: ChatStage) -> None:
    pane = chat.begin()
    first = chat.session
    chat.do(pane.desk.create, first.room.agent_id)
    assert chat.session is first
    chat.say("Hello")
    chat.do(pane.desk.create, first.room.agent_id)
    chat.wait(lambda: chat.session is not first)
    assert chat.session.room.agent_id == first.room.agent_id


def test_renaming_and_removing_reach_the_list(chat: ChatStage) -> None:
    pane = chat.begin()
    chat.say("Hello")
    room = chat.session.room
    chat.do(pane.desk.rename, room, "Greetings")
    chat.wait(lambda: pane.desk.rooms.get(room.id, room).name == "Greetings")
    other = chat.run(chat.host.rooms.create(room.agent_id))
    chat.do(pane.desk.open, other)
    chat.do(pane.desk.remove, other)
    chat.wait(lambda: other.id not in pane.desk.rooms)
    chat.wait(lambda: chat.session.room.id == room.id)


def test_a_refused_name_is_said_and_changes_nothing(chat: ChatStage) -> None:
    pane = chat.begin()
    chat.say("Hello")
    chat.do(pane.desk.rename, chat.session.room, "x" * 300)
    chat.wait(lambda: chat.problems)
    assert "between 1 and 200 letters" in chat.problems[0].text


def test_only_a_few_conversations_are_held(chat: ChatStage) -> None:
    pane = chat.begin()
    agent = chat.session.room.agent_id
    for _ in range(10):
        chat.do(pane.desk.open, chat.run(chat.host.rooms.create(agent)))
        chat.wait(lambda: chat.session.complete)
    assert len(pane.desk._sessions) <= 7


def test_an_empty_search_finds_nothing(chat: ChatStage) -> None:
    pane = chat.begin()
    told: list[object] = []
    pane.desk.found.connect(lambda words, messages: told.append((words, messages)))
    chat.do(pane.desk.search, "nowhere")
    chat.wait(lambda: told)
    assert told == [("nowhere", [])]


def test_traffic_elsewhere_reads_nothing_and_moves_one_row(chat: ChatStage) -> None:
    pane = chat.begin()
    agent = chat.session.room.agent_id
    other = chat.run(chat.host.rooms.create(agent, "cli", "Elsewhere"))
    chat.wait(lambda: other.id in pane.desk.rooms)
    chat.run(asyncio.sleep(0.2))
    resets: list[bool] = []
    reads: list[str] = []
    pane.rooms._model.modelReset.connect(lambda: resets.append(True))
    run = chat.bridge.run

    def watched(work, name, *rest):  # type: ignore[no-untyped-def]
        reads.append(name)
        return run(work, name, *rest)

    chat.bridge.run = watched  # type: ignore[method-assign]
    for number in range(20):
        said = draft(other, Speaker.AGENT, "Eliza", f"**Number** {number}", new_id())
        chat.do(chat.bus.publish, MessageStored(said))
        chat.do(chat.bus.publish, AgentChanged(agent, AgentState.BUSY))
        chat.do(chat.bus.publish, AgentChanged(agent, AgentState.READY))
    shown = pane.rooms._model
    chat.wait(lambda: shown.entry(shown.row_of(other.id)).below == "Eliza · Number 19")
    assert "chat.rooms" not in reads
    assert len(resets) <= 1


def test_an_agent_that_stops_is_read_again(chat: ChatStage) -> None:
    pane = chat.begin()
    moderator = chat.run(chat.host.agents.find("Moderator"))
    assert (moderator.id, "Moderator") in pane.desk.running
    chat.run(chat.host.agents.stop(moderator.id))
    chat.wait(lambda: (moderator.id, "Moderator") not in pane.desk.running)
    chat.run(chat.host.agents.start(moderator.id))
    chat.wait(lambda: (moderator.id, "Moderator") in pane.desk.running)
