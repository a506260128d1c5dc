"""Characters in CHARX archives: bounded, unpacked nowhere, and put back."""

from __future__ import annotations

import io
import json
import random
import stat
import time
import zipfile
from typing import Any

import pytest

from app.core.characters import archive, charx
from app.core.characters.charx import fits, read, write
from app.core.characters.contents import Container, Contents
from app.core.errors import ConfigError
from tests.core.characters.tavern_cards import V1, V2, V3
from tests.core.characters.test_archive import zipped
from tests.core.characters.test_png import PICTURE

# The word is wrong in the specification, and so in every card.
INSIDE = "embed" + "ed://"
KEY = "sk-" + "a1B2" * 8
JPEG = b"\xff\xd8\xff\xe0" + bytes(200) + b"\xff\xd9"
WEBP = b"RIFF\x10\0\0\0WEBPVP8 " + bytes(20)


def with_assets(*assets: tuple[str, str, str]) -> dict[str, Any]:
    rows = [{"type": kind, "name": name, "uri": uri} for kind, name, uri in assets]
    return {**V3, "data": {**V3["data"], "assets": rows}}


def charxed(document: Any, *files: tuple[str, bytes]) -> bytes:
    return zipped(("card.json", json.dumps(document).encode()), *files)


def refusal(content: bytes) -> str:
    with pytest.raises(ConfigError) as refused:
        read(content, "rose.charx")
    return refused.value.text


def names(content: bytes) -> list[str]:
    return [file.name for file in archive.read(content, "x")[0]]


# --- reading -----------------------------------------------------------------------------------


def test_the_card_is_read_and_the_rest_is_kept_in_order() -> None:
    content = zipped(
        ("z.txt", b"z"),
        ("card.json", json.dumps(V3).encode()),
        ("assets/", b""),
        ("assets/a", b"a"),
    )
    found = read(content, "rose.charx")
    assert found.document == V3
    assert found.container is Container.CHARX
    assert names(found.rest) == ["z.txt", "assets/", "assets/a"]
    assert (found.picture, found.warnings) == (b"", ())


@pytest.mark.parametrize("picture", [PICTURE, JPEG, WEBP])
def test_the_main_icon_is_the_picture(picture: bytes) -> None:
    document = with_assets(
        ("background", "main", INSIDE + "b.png"),
        ("icon", "sad", INSIDE + "sad.png"),
        ("icon", "main", INSIDE + "assets/icon/main.png"),
    )
    content = charxed(document, ("sad.png", b"GIF89a"), ("assets/icon/main.png", picture))
    assert read(content, "x").picture == picture


def test_another_icon_stands_in_for_a_main_one_that_cannot_be_shown() -> None:
    document = with_assets(
        ("icon", "main", "https://example.org/a.png"),
        ("icon", "main", INSIDE + "gone.png"),
        ("icon", "main", "embedded://text.png"),
        ("icon", "other", "embedded://b.webp"),
    )
    assert read(charxed(document, ("text.png", b"hello"), ("b.webp", WEBP)), "x").picture == WEBP


@pytest.mark.parametrize(
    "document",
    [
        [],
        {"data": 5},
        {"data": {"assets": 5}},
        {"data": {"assets": [5, {"type": "icon"}, {"type": "icon", "uri": 5}]}},
        with_assets(("icon", "main", INSIDE + "text.txt")),
    ],
)
def test_a_card_without_a_picture_has_none(document: Any) -> None:
    assert read(charxed(document, ("text.txt", b"text")), "x").picture == b""


def test_a_picture_that_is_too_large_is_not_shown() -> None:
    document = with_assets(("icon", "main", INSIDE + "a.png"))
    large = PICTURE + bytes(charx.MAX_PICTURE)
    found = read(charxed(document, ("a.png", large)), "x")
    assert found.picture == b""
    assert names(found.rest) == ["a.png"]


def test_a_jpeg_with_an_archive_behind_it_stays_one() -> None:
    content = JPEG + charxed(V3, ("a.txt", b"a"))
    assert fits(content)
    found = read(content, "rose.jpg")
    assert found.document == V3
    assert found.picture == JPEG
    assert found.rest.startswith(JPEG)
    again = read(write(found.rest, V3), "x")
    assert (again.document, again.rest, again.picture) == (V3, found.rest, JPEG)
    alone = read(JPEG + charxed(V3), "x")
    assert read(write(alone.rest, V2), "x").rest == alone.rest


def test_archives_are_told_from_other_files() -> None:
    assert fits(charxed(V3))
    assert fits(charxed(V3)[:30])
    assert not fits(JPEG)
    assert not fits(b"{}")
    assert not fits(b"")


# --- what is damaged ---------------------------------------------------------------------------


def test_an_archive_without_a_card_is_refused() -> None:
    assert refusal(zipped(("a/card.json", b"{}"))) == (
        "rose.charx is an archive without a card.json in it, so it is no character."
    )
    assert refusal(zipped()).startswith("rose.charx is an archive without")
    assert refusal(charxed(V1)[:50]).startswith("rose.charx is damaged")


def test_a_card_that_is_no_json_is_refused() -> None:
    assert refusal(zipped(("card.json", b"nothing"))).startswith(
        "The card.json in rose.charx is not valid JSON"
    )


def flagged(content: bytes) -> bytes:
    """Return the archive with every file marked as encrypted."""
    marked = bytearray(content)
    at = content.find(b"PK\1\2")
    while at >= 0:
        marked[at + 8] |= 1
        at = content.find(b"PK\1\2", at + 1)
    return bytes(marked)


def test_a_locked_card_is_refused() -> None:
    assert refusal(flagged(charxed(V1))) == (
        "The card.json in rose.charx is cut off or locked with a password."
    )


def test_a_damaged_card_is_refused() -> None:
    content = bytearray(zipped(("card.json", b'{"name": "A"}'), method=zipfile.ZIP_STORED))
    content[content.index(b"name")] ^= 1
    assert refusal(bytes(content)) == (
        "The card.json in rose.charx is damaged and cannot be unpacked."
    )
    assert "damaged" in refusal(zipped(("card.json", b"{}" * 99), method=zipfile.ZIP_BZIP2))


def test_a_bomb_is_refused_and_not_unpacked() -> None:
    started = time.process_time()
    assert refusal(zipped(("card.json", bytes(50_000_000)))) == (
        "The card.json in rose.charx is larger than 5 MB, which no character needs."
    )
    bomb = charxed(V1, ("a", bytes(120_000_000)), ("b", bytes(120_000_000)))
    assert refusal(bomb) == "rose.charx unpacks to more than 200 MB, which no character needs."
    assert time.process_time() - started < 10


def test_more_text_than_can_be_searched_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charx, "MAX_SEARCHED", 1_000_000)
    texts = [(f"{number}.txt", b"a" * 300_000) for number in range(4)]
    assert read(charxed(V1, *texts[:3]), "x").warnings == ()
    assert refusal(charxed(V1, *texts)) == "rose.charx holds more text than a character needs."


# --- what is left out --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        *(
            "/etc/passwd",
            "../up",
            "a/../../up",
            "..",
            "C:/x",
            "c:x",
            "a\\b",
            "\\\\host\\x",
            "a\x01b",
        ),
        *("a\u202eb", "n" * 501),
    ],
)
def test_a_name_that_leads_elsewhere_is_left_out(name: str) -> None:
    files = [*archive.read(charxed(V1), "x")[0], archive.deflated(name, b"x")]
    found = read(archive.write(files), "x")
    assert found.rest == b""
    (warning,) = found.warnings
    assert warning.startswith("Left out of the archive, names that lead elsewhere: ")
    assert warning.isprintable()


def test_links_and_devices_are_left_out() -> None:
    target = io.BytesIO(charxed(V1))
    with zipfile.ZipFile(target, "a") as more:
        for kind in (stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFREG):
            info = zipfile.ZipInfo(f"file-{kind:o}")
            info.external_attr = (kind | 0o644) << 16
            more.writestr(info, "/etc/passwd")
    assert names(read(target.getvalue(), "x").rest) == ["file-100000"]


def test_of_two_files_with_one_name_the_first_counts() -> None:
    rest = [archive.deflated("a", b"1"), archive.deflated("a", b"2")]
    cards = [archive.deflated("card.json", json.dumps(card).encode()) for card in (V1, V2)]
    found = read(archive.write([*cards, *rest]), "x")
    assert found.document == V1
    assert found.rest == archive.write(rest[:1])
    assert found.warnings == ("Left out of the archive, what stands in it twice: a.",)


def test_damaged_and_locked_files_are_left_out() -> None:
    good = archive.deflated("a.txt", b"a" * 100)
    bad = archive.Packed("b.txt", 8, 0, 100, good.body)
    card = archive.deflated("card.json", b"{}")
    found = read(archive.write([card, bad, good]), "x")
    assert names(found.rest) == ["a.txt"]
    assert found.warnings == ("Left out of the archive, what cannot be unpacked: b.txt.",)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("notes.txt", b"the key is " + KEY.encode()),
        ("large.txt", b"a " * 400_000 + KEY.encode()),
        ("picture.png", PICTURE + KEY.encode()),
        ("large.png", PICTURE + bytes(range(256)) * 2_000 + KEY.encode()),
        (f"{KEY}.txt", b"nothing"),
    ],
)
def test_what_holds_a_key_is_left_out_and_never_quoted(name: str, body: bytes) -> None:
    found = read(charxed(V1, (name, body), ("ok.txt", b"fine")), "x")
    assert names(found.rest) == ["ok.txt"]
    assert found.warnings[0].startswith("Left out of the archive, what holds a key: ")
    assert KEY not in repr(found)


def test_a_jpeg_that_holds_a_key_is_left_out() -> None:
    found = read(JPEG[:-2] + KEY.encode() + JPEG[-2:] + charxed(V1, ("a", b"a")), "x")
    assert found.picture == b""
    assert found.rest.startswith(b"PK")
    assert found.warnings == ("Left out of the archive, what holds a key: the picture in front.",)


def test_many_names_are_told_in_short() -> None:
    files = [archive.deflated(f"../{number}", b"") for number in range(9)]
    card = archive.deflated("card.json", b"{}")
    assert read(archive.write([card, *files]), "x").warnings == (
        "Left out of the archive, names that lead elsewhere: ../0, ../1, ../2 and 6 more.",
    )


# --- writing -----------------------------------------------------------------------------------


@pytest.mark.parametrize("document", [V1, V2, V3, {"name": "Zoë 🜁", "odd": [1, None, 0.5]}])
def test_what_is_written_is_read_back(document: dict[str, Any]) -> None:
    rest = read(charxed(V1, ("b/é.txt", b"b"), ("a.png", PICTURE)), "x").rest
    for before in (rest, b""):
        content = write(before, document)
        found = read(content, "x")
        assert (found.document, found.rest) == (document, before)
        assert content == write(before, document)
        with zipfile.ZipFile(io.BytesIO(content)) as whole:
            assert whole.testzip() is None
            assert whole.namelist()[0] == "card.json"
            assert json.loads(whole.read("card.json")) == document


def test_a_card_that_is_there_already_gives_way() -> None:
    assert names(write(charxed(V1, ("a", b"a")), V2)) == ["card.json", "a"]


# --- anything else -----------------------------------------------------------------------------


def damaged(content: bytes, rng: random.Random) -> bytes:
    """Return the bytes with a few of them flipped, replaced, repeated or cut off."""
    parts = bytearray(content)
    for _ in range(rng.randint(1, 3)):
        at = rng.randrange(4, len(parts))
        match rng.randrange(6):
            case 0:
                del parts[at + 1 :]
            case 1:
                parts[at:at] = content[rng.randrange(len(content)) :][:200]
            case 2:
                row = max(parts.find(b"PK\1\2"), 4) + rng.randrange(46)
                parts[row : row + 2] = rng.randbytes(2)
            case _:
                parts[at] ^= 1 << rng.randrange(8)
    return bytes(parts)


def outcome(content: bytes) -> Contents | str:
    try:
        return read(content, "rose.charx")
    except ConfigError as error:
        return error.text


def test_damaged_archives_give_a_character_or_one_sentence() -> None:
    rng = random.Random(21)  # noqa: S311 - the same damage each time
    document = with_assets(("icon", "main", INSIDE + "a.png"))
    good = [
        charxed(document, ("a.png", PICTURE), ("b.txt", b"text " * 40)),
        JPEG + charxed(V1, ("b.txt", b"text")),
    ]
    started = time.process_time()
    found = [outcome(damaged(rng.choice(good), rng)) for _ in range(500)]
    assert time.process_time() - started < 10
    refused = [text for text in found if isinstance(text, str)]
    taken = [contents for contents in found if isinstance(contents, Contents)]
    assert min(len(refused), len(taken)) > 40
    assert all("rose.charx" in text and len(text) < 200 for text in refused)
    for contents in taken:
        assert read(write(contents.rest, V1), "x").rest == contents.rest
