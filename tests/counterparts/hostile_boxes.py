"""PNG and CHARX files as somebody makes them who wants to break a reader, or does not know how."""

from __future__ import annotations

import functools
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.counterparts import cards
from tests.counterparts.cards import chunk, text_chunk
from tests.counterparts.making import EITHER, IMPORTED, REFUSED, Maker, Variation


@functools.cache
def zeros(many: int, level: int = 9) -> bytes:
    """Return so many zeros deflated: a thousandth of them."""
    squeezed = zlib.compressobj(level)
    block = bytes(1_000_000)
    parts = [squeezed.compress(block) for _ in range(many // len(block))]
    return b"".join([*parts, squeezed.flush()])


# --- PNG --------------------------------------------------------------------------------------

_Png = Callable[[bytes], tuple[bytes, str]]


def _png(*chunks: bytes, must: str = EITHER, end: bytes = b"") -> tuple[bytes, str]:
    return cards.png(*chunks) + end, must


_PNGS: dict[str, _Png] = {
    "wrong checksum": lambda card: _png(text_chunk("chara", card, crc=7), must=REFUSED),
    "bad base64": lambda card: _png(text_chunk("chara", b"!" + card[:-3]), must=REFUSED),
    "no base64": lambda _: _png(text_chunk("chara", b'{"name": "Ada"}')),
    "no JSON": lambda _: _png(text_chunk("chara", b"bm90IEpTT04="), must=REFUSED),
    "empty": lambda _: _png(text_chunk("chara", b""), must=REFUSED),
    "length beyond the file": lambda card: _png(text_chunk("chara", card, length=2**31 - 1)),
    "length of four billion": lambda card: _png(text_chunk("chara", card, length=2**32 - 1)),
    "length of nothing": lambda card: _png(text_chunk("chara", card, length=0)),
    "no zero byte": lambda card: _png(chunk(b"tEXt", b"chara" + card)),
    "keyword in capitals": lambda card: _png(text_chunk("Chara", card)),
    "two cards": lambda card: _png(*[text_chunk("chara", card)] * 2, must=IMPORTED),
    "card behind the end": lambda card: _png(end=text_chunk("chara", card)),
    "bytes behind it": lambda card: _png(text_chunk("chara", card), end=bytes(9), must=IMPORTED),
    "many chunks": lambda card: _png(*[text_chunk("a", b"b")] * 20_000, text_chunk("chara", card)),
    "no head": lambda card: (cards.SIGNATURE + text_chunk("chara", card), EITHER),
    "no kind": lambda card: _png(chunk(b"\0\0\0\0", b"x"), text_chunk("chara", card)),
    "unfinished stream": lambda card: _png(chunk(b"zTXt", b"chara\0\0" + zlib.compress(card)[:-9])),
    "unknown method": lambda card: _png(chunk(b"zTXt", b"chara\0\7" + zlib.compress(card))),
    "broken iTXt": lambda card: _png(chunk(b"iTXt", b"chara\0\1" + card)),
    "newer card is broken": lambda card: _png(text_chunk("chara", card), text_chunk("ccv3", b"?")),
    "long keyword": lambda card: _png(text_chunk("k" * 5000, card), text_chunk("chara", card)),
}  # fmt: skip


def png_chunks(maker: Maker) -> Variation:
    what = maker.turn(list(_PNGS))
    form = maker.one(["Tavern V1", "Tavern V2", "Tavern V3"])
    content, must = _PNGS[what](cards.card_text(maker.document(form)))
    return maker.of(f"{form}, {what}", maker.file(content, ".png"), must)


def png_bombs(maker: Maker) -> Variation:
    document = maker.document("Tavern V2")
    card = text_chunk("chara", cards.card_text(document))
    many = maker.one([6_000_000, 50_000_000, 200_000_000])
    bomb = zeros(many)
    comment = b"Comment\0"
    bombs: dict[str, tuple[bytes, str]] = {
        "zTXt card": (cards.png(chunk(b"zTXt", b"chara\0\0" + bomb)), REFUSED),
        "iTXt card": (cards.png(chunk(b"iTXt", b"ccv3\0\1\0\0\0" + bomb)), REFUSED),
        "zTXt comment": (cards.png(chunk(b"zTXt", comment + b"\0" + bomb), card), IMPORTED),
        "iTXt comment": (cards.png(chunk(b"iTXt", comment + b"\1\0\0\0" + bomb), card), IMPORTED),
        "pixels": (cards.SIGNATURE + _vast() + card + chunk(b"IEND", b""), EITHER),
        "profile": (cards.png(chunk(b"iCCP", b"icc\0\0" + bomb), card), IMPORTED),
    }
    what = maker.turn(list(bombs))
    content, must = bombs[what]
    return maker.of(f"{what} of {many:,} bytes", maker.file(content, ".png"), must)


def _vast() -> bytes:
    """Return the chunks of a picture that says it has two and a half billion pixels."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0))
    return head + chunk(b"IDAT", zeros(50_000_000))


# --- CHARX ------------------------------------------------------------------------------------

_NAMES = (
    *("../../evil.txt", "/etc/cron.d/evil", "C:\\evil.txt", "..\\..\\evil.txt", "a\0b.txt", ".."),
    *("assets/../../../evil.txt", "//server/evil", "~/.bashrc", ".ssh/authorized_keys", "", "/"),
    *("\x1b[31mred.txt", "rtl\u202etxt.exe", "a" * 5000, "CON", "new\nline.txt", "./card.json"),
)


def charx_entries(maker: Maker) -> Variation:
    """Archives with entries that no program should unpack as they are."""
    document = maker.document(maker.one(["Tavern V2", "Tavern V3"]))
    card = json.dumps(document).encode()
    made: dict[str, Callable[[], tuple[bytes, str]]] = {
        "hostile names": lambda: (cards.charx(card, [(name, b"x") for name in _NAMES]), IMPORTED),
        "a hostile name": lambda: (cards.charx(card, [(maker.one(_NAMES), b"x")]), IMPORTED),
        "a link": lambda: (
            cards.charx(card, [("link", b"/etc/passwd")], attributes={"link": cards.SYMLINK}),
            IMPORTED,
        ),
        "a link for a card": lambda: (
            cards.charx(b"/etc/passwd", attributes={"card.json": cards.SYMLINK}),
            REFUSED,
        ),
        "two cards": lambda: (cards.charx(card, [("card.json", b"{}")]), EITHER),
        "two of one name": lambda: (cards.charx(card, [("a", b"1"), ("a", b"2")]), IMPORTED),
        "no card": lambda: (cards.charx(None), REFUSED),
        "a card that is a folder": lambda: (cards.charx(None, [("card.json/", b"")]), REFUSED),
        "a card in a folder": lambda: (cards.charx(None, [("a/card.json", card)]), EITHER),
        "3,000 entries": lambda: (cards.charx(card, _many(3_000)), REFUSED),
        "1,900 entries": lambda: (cards.charx(card, _many(1_900)), IMPORTED),
        "encrypted": lambda: (_flagged(cards.charx(card), 1), REFUSED),
        "unknown method": lambda: (_method(cards.charx(card), 77), REFUSED),
        "wrong checksum": lambda: (_spoilt(cards.charx(card, deflated=False), card), REFUSED),
        "an archive in it": lambda: (cards.charx(card, [("a.zip", cards.charx(card))]), IMPORTED),
        "stored": lambda: (cards.charx(card, deflated=False), IMPORTED),
        "bytes before it": lambda: (b"#!/bin/sh\n" + cards.charx(card), EITHER),
        "bytes behind it": lambda: (cards.charx(card) + b"\0" * 70_000, EITHER),
        "a card that is no JSON": lambda: (cards.charx(card[:-9]), REFUSED),
        "a card that is a list": lambda: (cards.charx(b"[1]"), REFUSED),
    }
    what = maker.turn(list(made))
    content, must = made[what]()
    return maker.of(what, maker.file(content, ".charx"), must)


def charx_bombs(maker: Maker) -> Variation:
    card = json.dumps(maker.document("Tavern V3")).encode()
    made: dict[str, Callable[[], tuple[bytes, str]]] = {
        "card of 60 MB": lambda: (_zeros("card.json", 60), REFUSED),
        "side file of 210 MB": lambda: (_with_card(_zeros("big.bin", 210), card), REFUSED),
        "side file of 50 MB": lambda: (_with_card(_zeros("big.bin", 50), card), IMPORTED),
        "a size that is a lie": lambda: (
            _lying(_with_card(_zeros("big.bin", 210), card)),
            EITHER,
        ),
        "card of 6 MB": lambda: (_zeros("card.json", 6), REFUSED),
        "a card size that is a lie": lambda: (_lying(_zeros("card.json", 60)), REFUSED),
        "210 side files of 1 MB": lambda: (_with_card(_zeros("{}.bin", 1, 210), card), REFUSED),
    }
    what = maker.turn(list(made))
    content, must = made[what]()
    return maker.of(what, maker.file(content, ".charx"), must)


@functools.cache
def _zeros(name: str, megabytes: int, many: int = 1) -> bytes:
    """Return an archive with so many entries of so many zeros each, deflated."""
    content = bytes(megabytes * 1_000_000)
    return cards.charx(None, [(name.format(number), content) for number in range(many)])


def _with_card(archive: bytes, card: bytes) -> bytes:
    whole = io.BytesIO(archive)
    with zipfile.ZipFile(whole, "a") as opened:
        opened.writestr("card.json", card)
    return whole.getvalue()


def _many(count: int) -> list[tuple[str, bytes]]:
    return [(f"assets/{number}.txt", b"x") for number in range(count)]


def _headers(archive: bytes) -> list[tuple[int, int]]:
    """Return (place, what to add to a field's place) of every header of every entry."""
    found = []
    for mark, shift in ((b"PK\x03\x04", 0), (b"PK\x01\x02", 2)):
        place = archive.find(mark)
        while place >= 0:
            found.append((place, shift))
            place = archive.find(mark, place + 4)
    return found


def _patched(archive: bytes, field: int, value: bytes) -> bytes:
    changed = bytearray(archive)
    for place, shift in _headers(archive):
        start = place + field + shift
        changed[start : start + len(value)] = value
    return bytes(changed)


def _flagged(archive: bytes, flags: int) -> bytes:
    return _patched(archive, 6, struct.pack("<H", flags))


def _method(archive: bytes, method: int) -> bytes:
    return _patched(archive, 8, struct.pack("<H", method))


def _lying(archive: bytes) -> bytes:
    """Return the archive with every entry said to be ten bytes when unpacked."""
    return _patched(archive, 22, struct.pack("<I", 10))


def _spoilt(archive: bytes, card: bytes) -> bytes:
    return archive.replace(card, card[:-2] + b" }")
