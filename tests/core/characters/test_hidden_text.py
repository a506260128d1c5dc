"""Text that cannot be seen is seen, and what a script or an emoji needs is let be."""

from __future__ import annotations

import base64

import pytest

from app.core.characters.hidden_text import cleaned, concealed, decoded, shown


def test_every_letter_of_a_shown_text_can_be_seen() -> None:
    assert shown("a\n\tb\u200b\u202ec\x00 \U000e0041\ud800") == (
        "a b[U+200B][U+202E]c[U+0000] [U+E0041][U+D800]"
    )


@pytest.mark.parametrize(
    ("text", "looks"),
    [
        ("plain\0text", "plain text"),
        ("wi\u200bde \uff34\uff25\uff38\uff34", "wide TEXT"),
        ("\U0001d41b\U0001d428\U0001d425\U0001d41d", "bold"),
        ("\u0440\u0430ssw\u043erd", "password"),
        (
            "\u041c\u043e\u0441\u043a\u0432\u0430 and tea",
            "\u041c\u043e\u0441\u043a\u0432\u0430 and tea",
        ),
        ("don\u2019t", "don't"),
        ("z\u0335a\u0336lgo", "zalgo"),
        ("\u0130stanbul", "Istanbul"),
        ("\ufdfa", "\ufdfa"),
    ],
)
def test_a_cleaned_text_is_what_it_looks_like(text: str, looks: str) -> None:
    assert cleaned(text) == looks


def test_a_cleaned_text_is_as_long_in_lower_case() -> None:
    everything = cleaned("".join(map(chr, range(0x110000))))
    assert len(everything.lower()) == len(everything)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("plain", None),
        ("h\u00e9l\u200blo", (3, 4)),
        ("\u202egnol", (0, 1)),
        ("a \u2067b\u2069", (2, 3)),
        ("\u05d0 \u2067b\u2069", None),
        ("x\U000e0041\U000e0042", (1, 3)),
        ("\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", None),
        ("\U0001f3f4" + "\U000e0067" * 9, (0, 10)),
        ("\u2764\ufe0f\u200d\U0001f525", None),
        ("\u0645\u06cc\u200c\u062e", None),
    ],
)
def test_letters_that_hide_something_are_found(text: str, span: tuple[int, int] | None) -> None:
    assert concealed(text) == span


TEXT = "The tide is high at six in the morning"


@pytest.mark.parametrize(
    "text",
    [
        "".join(chr(0xE0000 + ord(letter)) for letter in TEXT),
        base64.b64encode(TEXT.encode()).decode(),
        "x: " + base64.urlsafe_b64encode((TEXT + "?>?>").encode()).decode().rstrip("=") + ".",
        base64.b64encode(TEXT.encode("utf-16-le")).decode(),
        TEXT.encode().hex(),
        TEXT.encode().hex(" "),
        TEXT.encode().hex() + "f",
        "".join(f"%{byte:02x}" for byte in TEXT.encode()),
        "".join(f"&#{byte};" for byte in TEXT.encode()),
        "".join(f"\\x{byte:02x}" for byte in TEXT.encode()),
        "".join(f"\\u00{byte:02x}" for byte in TEXT.encode()),
    ],
)
def test_an_encoded_text_is_read(text: str) -> None:
    assert any(TEXT in piece for piece in decoded(text))


def test_morse_is_read_with_and_without_its_first_sign() -> None:
    code = "... --- ... / .--. .-.. . .- ... . / .... . .-.. .--. .-.-.- ......."
    assert list(decoded(code)) == ["sos please help.", "os please help."]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Supercalifragilisticexpialidocious is a word",
        "x" * 24 + "é",
        base64.b64encode(bytes(range(200, 255)) * 3).decode(),
        base64.b64encode(b"begins as a text" * 2 + bytes(range(128, 255))).decode(),
        "deadbeef" * 8,
        "100 % of 6 % and 7 % or 8 % of 9 % in 10 %",
        "... --- ...",
    ],
)
def test_what_is_no_text_is_not_read(text: str) -> None:
    assert list(decoded(text)) == []
