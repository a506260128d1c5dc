"""Tavern's texts: one spelling, and example conversations in both directions."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given

from app.core.characters.tavern_texts import (
    instruction,
    sentences,
    talks,
    text,
    with_original,
    written,
)
from tests.core.characters.tavern_cards import anything, texts


def test_line_breaks_and_old_placeholders_get_one_spelling() -> None:
    assert text(" a\r\nb\rc <USER>, <Bot> and <char> ") == "a\nb\nc {{user}}, {{char}} and {{char}}"
    assert text(["a", {"b": 3}]) == "a\n3"
    assert text(None) == ""


def test_sentences_are_the_lines_with_something_in_them() -> None:
    assert sentences("One.\r\n\r\n  Two. \u2028Three.") == ("One.", "Two.", "Three.")
    assert sentences(["One.\nTwo.", 3]) == ("One.", "Two.", "3")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("{{original}}", ""),
        ("{{Original}}\n\nBe kind.", "Be kind."),
        ("Be kind. {{original}} Be brief.", "Be kind.\nBe brief."),
        ("{{orig{{original}}inal}}", "{{orig\ninal}}"),
        (None, ""),
    ],
)
def test_the_original_prompt_is_left_out(value: Any, expected: str) -> None:
    assert instruction(value) == expected
    assert instruction(expected) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Be kind.", "Be brief.", "Be brief."),
        ("{{original}}\nBe kind.", "Be brief.", "{{original}}\nBe brief."),
        ("Be kind. {{ORIGINAL}}", "Be brief.", "Be brief.\n{{ORIGINAL}}"),
        ("{{original}}", "", "{{original}}"),
        (5, "Be brief.", "Be brief."),
    ],
)
def test_the_original_prompt_stays_at_its_end(old: Any, new: str, expected: str) -> None:
    assert with_original(new, old) == expected
    assert instruction(expected) == new


def test_conversations_are_split_into_turns() -> None:
    value = (
        "{{USER}}: Hello.\r\n{{char}}:Hm.\u2028*She turns.* Well: sit.\n\nIt is late.\n"
        "<start>\n<USER>: Who are you?\nDr. Ada Lovelace: A countess.\n{{random_user_1}}: I see."
    )
    assert talks(value) == (
        (
            ("{{user}}", "Hello."),
            ("{{char}}", "Hm.\n*She turns.* Well: sit.\n\nIt is late."),
        ),
        (
            ("{{user}}", "Who are you?"),
            ("Dr. Ada Lovelace", "A countess."),
            ("{{random_user_1}}", "I see."),
        ),
    )


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        ("anon: hi", "anon"),
        ("Ada\uff1a你好", "Ada"),
        ("小明\uff1a你好", "小明"),
        ("O'Neil: hi", "O'Neil"),
        ("Anna de Vries: hi", "Anna de Vries"),
        ("He said: hi", None),
        ("at the door: hi", None),
        ("*He nods*: hi", None),
        ('"Well: hi"', None),
        ("https://example.org", None),
        ("At 5:30 they left", None),
        ("Name/Other: hi", None),
        ("One Two Three Four Five: hi", None),
        ("A" * 41 + ": hi", None),
        (": hi", None),
    ],
)
def test_a_speaker_is_a_name_and_not_any_words_before_a_colon(
    line: str, speaker: str | None
) -> None:
    (talk,) = talks(f"Start: x\n{line}")
    assert [who for who, _ in talk] == (["Start", speaker] if speaker else ["Start"])


def test_text_without_a_speaker_is_the_characters() -> None:
    assert talks("She hums.\nAnd hums.") == ((("{{char}}", "She hums.\nAnd hums."),),)


def test_empty_turns_and_conversations_are_passed_over() -> None:
    assert talks("<START>\n<START>\n{{user}}:\n{{char}}: \n\nHm.\n<START>") == (
        (("{{char}}", "Hm."),),
    )
    assert talks(None) == ()


@given(value=texts | anything)
def test_what_is_read_is_read_again_from_what_is_written(value: Any) -> None:
    found = talks(value)
    assert talks(written(found)) == found
    assert text(text(value)) == text(value)
    assert sentences("\n".join(sentences(value))) == sentences(value)
    assert instruction(instruction(value)) == instruction(value)
    assert instruction(with_original(instruction(value), value)) == instruction(value)
