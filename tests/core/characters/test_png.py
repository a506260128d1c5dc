"""Characters in PNG pictures: found, bounded, taken out and put back, byte for byte."""

from __future__ import annotations

import base64
import json
import random
import struct
import time
import tracemalloc
import zlib
from typing import Any

import pytest

from app.core.characters import json_text
from app.core.characters.contents import Container, Contents
from app.core.characters.png import MAX_CHUNKS, SIGNATURE, fits, plain, read, write
from app.core.errors import ConfigError
from tests.core.characters.tavern_cards import V1, V2, V3

KEY = "sk-" + "a1B2" * 8


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


HEADER = chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0))
PIXELS = chunk(b"IDAT", zlib.compress(b"\0\1\2" * 2))
END = chunk(b"IEND", b"")
PICTURE = SIGNATURE + HEADER + PIXELS + END


def packed(document: Any) -> bytes:
    return base64.b64encode(json.dumps(document).encode())


def card(document: Any, keyword: bytes = b"chara") -> bytes:
    return chunk(b"tEXt", keyword + b"\0" + packed(document))


def picture(*chunks: bytes) -> bytes:
    return SIGNATURE + HEADER + b"".join(chunks) + PIXELS + END


def refusal(content: bytes) -> str:
    with pytest.raises(ConfigError) as refused:
        read(content, "rose.png")
    return refused.value.text


# --- reading -----------------------------------------------------------------------------------


def test_a_card_is_read_and_the_picture_is_left_without_it() -> None:
    note = chunk(b"tEXt", b"Title\0A lighthouse")
    found = read(picture(note, card(V2)), "rose.png")
    assert found.document == V2
    assert found.container is Container.PNG
    assert found.rest == found.picture == picture(note)
    assert found.warnings == ()


@pytest.mark.parametrize(
    "body",
    [
        chunk(b"zTXt", b"chara\0\0" + zlib.compress(packed(V1))),
        chunk(b"iTXt", b"chara\0\0\0\0\0" + packed(V1)),
        chunk(b"iTXt", b"chara\0\1\0en\0card\0" + zlib.compress(packed(V1))),
        chunk(b"tEXt", b"Chara\0" + packed(V1)),
        chunk(b"tEXt", b"chara\0" + base64.encodebytes(json.dumps(V1).encode())),
        chunk(
            b"tEXt", b"chara\0" + packed(V1).rstrip(b"=").translate(bytes.maketrans(b"+/", b"-_"))
        ),
        chunk(b"tEXt", b"chara\0" + json.dumps(V1).encode()),
    ],
)
def test_every_way_to_write_a_card_is_read(body: bytes) -> None:
    assert read(picture(body), "rose.png").document == V1


def test_the_newer_card_counts_wherever_it_stands() -> None:
    assert read(picture(card(V3, b"ccv3"), card(V2)), "x").document == V3
    found = read(picture(card(V2), card(V3, b"ccv3"), card(V1)), "x")
    assert found.document == V3
    assert found.rest == PICTURE


def test_a_character_is_not_looked_at_here() -> None:
    assert read(picture(card(["odd"])), "x").document == ["odd"]


def test_leniently_read_json_is_told() -> None:
    body = base64.b64encode(b'{"name": "A", "name": "B",}')
    found = read(picture(chunk(b"tEXt", b"chara\0" + body)), "x")
    assert found.document == {"name": "B"}
    assert len(found.warnings) == 2


# --- what is damaged ---------------------------------------------------------------------------


def test_a_picture_without_a_character_says_so() -> None:
    assert refusal(PICTURE) == "rose.png is a picture without a character in it."
    assert refusal(picture(chunk(b"tEXt", b"character\0" + packed(V1)))) == refusal(PICTURE)
    assert refusal(picture(chunk(b"tEXt", b"chara"))) == refusal(PICTURE)
    assert "in what is left of it" in refusal(PICTURE[:40])
    assert "in what is left of it" in refusal(SIGNATURE)


def test_a_card_that_is_cut_off_is_refused() -> None:
    content = picture(card(V1))
    start = len(SIGNATURE + HEADER)
    assert "in the middle of the character" in refusal(content[: start + 60])
    assert "in the middle of the character" in refusal(content[: start + len(card(V1)) - 1])


def test_a_card_with_a_wrong_checksum_is_refused() -> None:
    body = bytearray(card(V1))
    body[40] ^= 1
    assert refusal(picture(bytes(body))) == (
        "The character in rose.png is damaged: its checksum is wrong."
    )


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (chunk(b"tEXt", b"chara\0no base64?"), "it is not base64"),
        (chunk(b"tEXt", b"chara\0" + b"A" * 5), "it is not base64"),
        (chunk(b"zTXt", b"chara\0\0no deflate"), "it cannot be unpacked"),
        (chunk(b"zTXt", b"chara\0\0" + zlib.compress(packed(V1))[:-9]), "it cannot be unpacked"),
        (chunk(b"tEXt", b"chara\0"), "is not valid JSON"),
        (chunk(b"tEXt", b"chara\0" + base64.b64encode(b'{"a')), "is not valid JSON"),
        (chunk(b"tEXt", b"chara\0" + base64.b64encode(b"\xff\xfe\xff")), "is not UTF-8"),
    ],
)
def test_a_damaged_card_is_refused_in_one_sentence(body: bytes, reason: str) -> None:
    text = refusal(picture(body))
    assert reason in text
    assert text.startswith("The character in rose.png ")


def test_a_picture_cut_off_behind_its_card_gives_the_character_alone() -> None:
    content = picture(card(V1))
    for cut in (len(content) - 1, len(content) - 13, len(SIGNATURE + HEADER + card(V1))):
        found = read(content[:cut], "rose.png")
        assert found.document == V1
        assert (found.picture, found.rest) == (b"", b"")
        assert found.warnings == (
            "The picture is damaged or cut off, so only the character was taken.",
        )
    assert read(SIGNATURE + card(V1) + END, "x").rest == b""


def test_a_text_bomb_is_refused_and_not_inflated() -> None:
    bomb = zlib.compress(b" " * 100_000_000, 9)
    tracemalloc.start()
    for body in (b"chara\0\0" + bomb, b"ccv3\0\0" + bomb):
        assert "larger than 5 MB" in refusal(picture(chunk(b"zTXt", body)))
    assert "larger than 5 MB" in refusal(picture(chunk(b"iTXt", b"chara\0\1\0\0\0" + bomb)))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 25_000_000
    large = packed("x" * json_text.MAX_BYTES)
    assert "larger than 5 MB" in refusal(picture(chunk(b"tEXt", b"chara\0" + large)))


def test_bombs_beside_the_card_are_left_out() -> None:
    bomb = chunk(b"zTXt", b"a\0\0" + zlib.compress(b" " * 20_000_000, 9))
    half = chunk(b"zTXt", b"b\0\0" + zlib.compress(b" " * 3_000_000, 9))
    broken = chunk(b"iTXt", b"c\0\1\0\0\0nothing")
    found = read(picture(card(V1), bomb, half, half, broken), "x")
    assert found.rest == picture(half)
    assert found.warnings == ("A text beside the picture that cannot be read was left out.",)


def test_too_many_parts_are_refused() -> None:
    content = picture(card(V1), *[chunk(b"tEXt", b"a\0")] * MAX_CHUNKS)
    assert refusal(content) == "rose.png has more than 10,000 parts, which no picture needs."
    assert not plain(content)


# --- secrets -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        chunk(b"tEXt", b"note\0use " + KEY.encode()),
        chunk(b"zTXt", b"note\0\0" + zlib.compress(KEY.encode())),
        chunk(b"iTXt", b"note\0\0\0\0\0" + KEY.encode()),
        chunk(b"tEXt", KEY.encode() + b"\0x"),
        chunk(b"eXIf", b"MM\0 " + KEY.encode()),
    ],
)
def test_a_text_that_holds_a_key_is_left_out_and_never_quoted(body: bytes) -> None:
    found = read(picture(card(V1), body), "x")
    assert found.rest == PICTURE
    assert found.warnings == ("A text beside the picture that holds a key was left out.",)
    assert KEY not in repr(found)


def test_what_follows_the_end_of_the_picture_is_left_out() -> None:
    found = read(picture(card(V1)) + b"PK\3\4 and more", "x")
    assert found.rest == PICTURE
    assert found.warnings == (
        "What follows the end of the picture is no part of it and was left out.",
    )


# --- writing -----------------------------------------------------------------------------------


@pytest.mark.parametrize("document", [V1, V2, V3, {"name": "Zoë 🜁", "odd": [1, None, 0.5]}])
def test_what_is_written_is_read_back(document: dict[str, Any]) -> None:
    note = chunk(b"tEXt", b"Title\0A lighthouse")
    rest = SIGNATURE + HEADER + note + PIXELS + END
    content = write(rest, document)
    found = read(content, "x")
    assert found.document == document
    assert found.rest == rest
    assert content.startswith(rest[: -len(END)])
    assert content.endswith(END)


def test_only_the_third_version_is_written_twice() -> None:
    older = read(write(PICTURE, V3).replace(b"ccv3", b"ccv0"), "x").document
    assert older == {**V3, "spec": "chara_card_v2", "spec_version": "2.0"}
    assert b"ccv3" not in write(PICTURE, V2)


def test_cards_that_are_there_already_give_way() -> None:
    content = write(picture(card(V1), card(V3, b"ccv3")), V2)
    assert content == write(PICTURE, V2)


@pytest.mark.parametrize("rest", [b"", b"GIF89a", PICTURE[:-1], SIGNATURE])
def test_a_card_needs_a_png(rest: bytes) -> None:
    with pytest.raises(ConfigError, match="A card"):
        write(rest, V1)


def test_a_png_is_told_by_its_parts() -> None:
    assert fits(PICTURE)
    assert plain(PICTURE)
    assert fits(PICTURE[:20])
    for content in (b"", b"\xff\xd8\xff", PICTURE[:20], PICTURE[1:], SIGNATURE + END):
        assert not plain(content)
    assert not fits(b"{}")


# --- anything else -----------------------------------------------------------------------------


def damaged(content: bytes, rng: random.Random) -> bytes:
    """Return the bytes with a few of them flipped, replaced, repeated or cut off."""
    parts = bytearray(content)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(len(SIGNATURE), len(parts))
        match rng.randrange(5):
            case 0:
                del parts[at + 1 :]
            case 1:
                parts[at:at] = content[rng.randrange(len(content)) :][:300]
            case 2:
                parts[at : at + 4] = rng.randbytes(4)
            case _:
                parts[at] ^= 1 << rng.randrange(8)
    return bytes(parts)


def outcome(content: bytes) -> Contents | str:
    try:
        return read(content, "rose.png")
    except ConfigError as error:
        return error.text


def test_damaged_pictures_give_a_character_or_one_sentence() -> None:
    rng = random.Random(20)  # noqa: S311 - the same damage each time
    good = [
        picture(chunk(b"tEXt", b"Title\0A lighthouse"), card(V2), card(V3, b"ccv3")),
        picture(chunk(b"zTXt", b"chara\0\0" + zlib.compress(packed(V1)))),
    ]
    started = time.process_time()
    found = [outcome(damaged(rng.choice(good), rng)) for _ in range(400)]
    assert time.process_time() - started < 5
    refused = [text for text in found if isinstance(text, str)]
    taken = [contents for contents in found if isinstance(contents, Contents)]
    assert min(len(refused), len(taken)) > 40
    assert all("rose.png" in text and len(text) < 200 for text in refused)
    for contents in taken:
        assert contents.rest == contents.picture
        assert not contents.rest or plain(contents.rest)
