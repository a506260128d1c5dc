"""JSON is read leniently, bounded, and every mending is said."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.characters.json_text import MAX_BYTES, MAX_DEPTH, decode, encode, mended
from app.core.errors import ConfigError


def read(text: str | bytes) -> tuple[Any, list[str]]:
    warnings: list[str] = []
    content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return mended(decode(content, "one.json", warnings), warnings), warnings


def test_a_byte_order_mark_and_both_halves_of_a_letter_are_fine() -> None:
    value, warnings = read('\ufeff{"name": "Smile \\ud83d\\ude42"}')
    assert value == {"name": "Smile \U0001f642"}
    assert warnings == []


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "utf-8-sig"])
def test_other_unicode_encodings_are_read(encoding: str) -> None:
    assert read('{"name": "Zoë"}'.encode(encoding))[0] == {"name": "Zoë"}


def test_what_json_does_not_allow_is_mended_and_said() -> None:
    value, warnings = read('{"a": 1, "a": 2, "b": "half \\ud83d", "t": NaN, "u": [1e999]}')
    assert value == {"a": 2, "b": "half \ufffd", "t": None, "u": [None]}
    told = " ".join(warnings)
    assert "a stands twice" in told
    assert "surrogate" in told
    assert "NaN" in told
    json.dumps(value).encode("utf-8")


def test_what_javascript_allows_is_passed_over() -> None:
    text = """{ // a comment
      "a": "http://x, // no comment ,]", /* another
      one */ "b": [1, 2, /* last */ ],
      "c": "two
lines",
    }"""
    value, warnings = read(text)
    assert value == {"a": "http://x, // no comment ,]", "b": [1, 2], "c": "two\nlines"}
    assert len(warnings) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"name": "A",\n "bio": }', "line 2"),
        ("", "line 1"),
        ("[" * 100_000, "nested too deeply"),
        ('{"x": ' + "[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1) + "}", "64 levels"),
        ('{"x": ' + "9" * 5000 + "}", "too long to read"),
        (b'{\n"name": "Andr\xe9"}', "UTF-8 text .line 2"),
        ("export const character = {}", "not valid JSON"),
    ],
)
def test_anything_else_is_one_sentence(content: str | bytes, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as refused:
        read(content)
    assert refused.value.text.count(". ") == 0


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(json_values)
def test_what_is_json_comes_back_equal(value: Any) -> None:
    whole = mended(value, [])
    assert read(encode(whole)) == (whole, [])


def test_a_large_document_is_written_no_larger_than_it_may_come_in() -> None:
    document = {"x": [1] * 1_500_000}
    assert len(encode(document)) < MAX_BYTES
    assert encode({"x": 1}) == b'{\n  "x": 1\n}\n'
