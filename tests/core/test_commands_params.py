import pytest

from app.core.commands_params import (
    agent_of,
    file_of,
    json_lines,
    number_of,
    room_of,
    text_of,
    texts_of,
)
from app.core.errors import ConfigError, NotFound
from tests.counterparts.house import house
from tests.counterparts.ports import ScriptedModel


def test_what_is_not_given_has_its_usual_value(tmp_path):
    assert text_of({}, "x") == ""
    assert texts_of({}, "x") == []
    assert number_of({}, "x", 7, 10) == 7
    assert file_of({"file": str(tmp_path)}) == tmp_path


@pytest.mark.parametrize("value", [3, None, ["a"], {}])
def test_a_text_is_text(value):
    with pytest.raises(ConfigError, match="'x'"):
        text_of({"x": value}, "x")


@pytest.mark.parametrize("value", [0, -1, 11, "3", 2.5, True, None])
def test_a_number_is_a_number_within_bounds(value):
    with pytest.raises(ConfigError, match="from 1 to 10"):
        number_of({"x": value}, "x", 5, 10)


@pytest.mark.parametrize("value", ["a", [1], {"a": 1}])
def test_a_list_of_texts_holds_texts(value):
    with pytest.raises(ConfigError):
        texts_of({"x": value}, "x")


def test_a_file_is_named_in_full():
    with pytest.raises(ConfigError, match="full path"):
        file_of({"file": "here.json"})


async def test_agents_and_rooms_are_known_by_name_or_id(home):
    async with house(home, ScriptedModel()) as host:
        usual = await agent_of(host, {})
        assert usual.name == "Eliza"
        assert (await agent_of(host, {"agent": "moderator"})).name == "Moderator"
        with pytest.raises(NotFound, match="none yet"):
            await room_of(host, usual.id, {"room": "Plans"})
        room = await host.rooms.create(usual.id, "chat", "Plans")
        assert await room_of(host, usual.id, {}) is None
        for given in (room.id, "plans"):
            found = await room_of(host, usual.id, {"room": given})
            assert found is not None
            assert found.id == room.id
        with pytest.raises(NotFound, match="Plans"):
            await room_of(host, usual.id, {"room": "Dreams"})


async def test_json_lines_are_read_with_their_numbers(tmp_path):
    file = tmp_path / "x.jsonl"
    file.write_text('\ufeff{"a": "x\u2028y"}\n\n  \n{"b": 2}', encoding="utf-8")
    assert await json_lines(file) == [(1, {"a": "x\u2028y"}), (4, {"b": 2})]


@pytest.mark.parametrize(
    ("content", "words"),
    [(b'{"a": 1}\nnope\n', "line 2"), (b"[1]\n", "not a JSON object"), (b"\xff\xfe", "UTF-8")],
)
async def test_a_bad_file_is_said_in_one_sentence(tmp_path, content, words):
    file = tmp_path / "x.jsonl"
    file.write_bytes(content)
    with pytest.raises(ConfigError, match=words):
        await json_lines(file)


async def test_a_file_that_is_not_there_or_no_file(tmp_path):
    with pytest.raises(NotFound):
        await json_lines(tmp_path / "none")
    with pytest.raises(ConfigError, match="cannot be read"):
        await json_lines(tmp_path)


async def test_a_file_of_unreasonable_size_is_refused(tmp_path):
    file = tmp_path / "big"
    with file.open("wb") as handle:
        handle.truncate(500_000_001)
    with pytest.raises(ConfigError, match="500 MB"):
        await json_lines(file)
