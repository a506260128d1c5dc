"""What is said about a character on its way in."""

from __future__ import annotations

from app.core.arrival import Choices, SameName, SecretsTo
from app.core.characters.character import MAX_NAME_CHARS
from app.core.paths import Paths
from tests.counterparts.house import house
from tests.counterparts.ports import ScriptedModel


def test_without_an_answer_nothing_is_decided() -> None:
    assert Choices() == Choices(SecretsTo.REFUSE, SameName.REFUSE, "")


async def test_a_free_name_is_found_however_long(home: Paths) -> None:
    async with house(home, ScriptedModel()) as host:
        shelves = host.library._in
        assert await shelves.free_name("Ada") == "Ada"
        assert await shelves.free_name("eliza") == "eliza 2"
        await host.library.duplicate((await host.agents.find("Eliza")).id)
        assert await shelves.free_name("Eliza") == "Eliza 3"
        long = "x" * MAX_NAME_CHARS
        await host.agents.add({"name": long}, "x")
        assert await shelves.free_name(long) == "x" * (MAX_NAME_CHARS - 2) + " 2"
