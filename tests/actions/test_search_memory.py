"""An agent looks into its own memory while it answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from app.actions.search_memory import QUOTE_CHARS, SearchMemory
from app.core.exchange import ChatRequest, ModelProfile, PromptRole, TextDelta, ToolCall
from app.core.message import ActionStarted, Finished, Hit, Incoming, Memory, MemoryKind, Trust
from app.core.paths import Paths
from tests.counterparts.acts import asks, context
from tests.counterparts.house import house
from tests.counterparts.ports import ScriptedModel, finished, reply

ABLE = ModelProfile(name="able", label="Able", context_tokens=8192, local=False, tools=True)


def hit(text: str) -> Hit:
    memory = Memory(
        id="h1",
        agent_id="a",
        room_id="r",
        kind=MemoryKind.MESSAGE,
        author_id="p",
        author="Marlene",
        text=text,
        at=datetime(2026, 11, 4, tzinfo=UTC),
        source="chat",
        trust=Trust.UNTRUSTED,
    )
    return Hit(memory, 0.9)


async def test_what_is_found_is_quoted_with_who_and_when() -> None:
    async def recall(query: str, limit: int) -> list[Hit]:
        assert (query, limit) == ("concert", 5)
        return [hit('The concert is at "six".'), hit("x" * 900)]

    result = await SearchMemory().run({"query": "concert"}, replace(context(), recall=recall))
    first, second = result.text.splitlines()[1:]
    assert first == "- Marlene, 04 November 2026: \"The concert is at 'six'.\""
    assert len(second) < QUOTE_CHARS + 40
    assert result.sources == ("h1", "h1")


async def test_nothing_found_is_said() -> None:
    result = await SearchMemory().run({"query": "x", "limit": 3}, context())
    assert "Nothing was found" in result.text


async def test_a_turn_finds_what_its_notes_did_not_hold(home: Paths) -> None:
    def script(request: ChatRequest) -> Any:
        if request.messages[-1].role is PromptRole.TOOL:
            return [TextDelta("It is marmalade."), finished()]
        return [asks(ToolCall("1", "SEARCH_MEMORY", '{"query": "favourite jam marmalade"}'))]

    model = ScriptedModel(reply("Noted."), ABLE)
    async with house(home, model, actions=(SearchMemory(),)) as host:
        host.settings.change("memory", {"recall_limit": 0})
        told = Incoming(agent="Eliza", text="My favourite jam is marmalade.", trust=Trust.OWNER)
        assert [event async for event in host.turns.receive(told)]
        model.script = script
        other = await host.rooms.create((await host.agents.find("Eliza")).id)
        asked = Incoming("Eliza", "Which jam do I like?", other.id, trust=Trust.OWNER)
        events = [event async for event in host.turns.receive(asked)]
        assert ActionStarted("SEARCH_MEMORY", "Looking in its memory") in events
        done = events[-1]
        assert isinstance(done, Finished)
        assert done.reply.text == "It is marmalade."
        assert "marmalade" in model.requests[-1].messages[-1].text
        view = await host.turns.trace(done.reply.trace_id)
        found = [memory.text for _, memory in view.recalled if memory]
        assert "My favourite jam is marmalade." in found
        assert view.trace.parts[-1].name == "actions"
        assert view.trace.steps[-1].name == "SEARCH_MEMORY"
        assert view.trace.model_calls == 2


async def test_a_stranger_finds_only_what_was_said_in_the_same_room(home: Paths) -> None:
    def script(request: ChatRequest) -> Any:
        if request.messages[-1].role is PromptRole.TOOL:
            return [TextDelta("I do not know."), finished()]
        return [asks(ToolCall("1", "SEARCH_MEMORY", '{"query": "favourite jam marmalade"}'))]

    model = ScriptedModel(reply("Noted."), ABLE)
    async with house(home, model, actions=(SearchMemory(),)) as host:
        told = Incoming(agent="Eliza", text="My favourite jam is marmalade.", trust=Trust.OWNER)
        assert [event async for event in host.turns.receive(told)]
        model.script = script
        other = await host.rooms.create((await host.agents.find("Eliza")).id)
        asked = Incoming("Eliza", "Which jam does the owner like?", other.id, author_id="s")
        assert [event async for event in host.turns.receive(asked)]
        assert "marmalade" not in model.requests[-1].messages[-1].text
        assert "Nothing was found" in model.requests[-1].messages[-1].text


async def test_a_model_without_tools_is_offered_none(home: Paths) -> None:
    model = ScriptedModel()
    async with house(home, model, actions=(SearchMemory(),)) as host:
        message = Incoming(agent="Eliza", text="Hello", trust=Trust.OWNER)
        assert [event async for event in host.turns.receive(message)]
        assert model.requests[0].tools == ()
