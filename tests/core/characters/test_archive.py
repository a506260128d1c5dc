"""ZIP archives are read within bounds, and written the same every time."""

from __future__ import annotations

import io
import stat
import struct
import time
import zipfile
import zlib

import pytest

from app.core.characters.archive import (
    MAX_FILES,
    Packed,
    Unreadable,
    deflated,
    has_end,
    pieces,
    read,
    write,
)
from app.core.errors import ConfigError


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, body in files:
            archive.writestr(name, body)
    return target.getvalue()


def unpacked(file: Packed) -> bytes:
    return b"".join(pieces(file))


def refusal(content: bytes) -> str:
    with pytest.raises(ConfigError) as refused:
        read(content, "a.charx")
    return refused.value.text


FILES = (("card.json", b"{}"), ("a/b.txt", b"text " * 5_000), ("émpty", b""))


@pytest.mark.parametrize("method", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
def test_files_are_listed_in_order_and_unpacked(method: int) -> None:
    files, before = read(zipped(*FILES, method=method), "a.charx")
    assert [(file.name, unpacked(file)) for file in files] == list(FILES)
    assert before == b""
    assert has_end(zipped(*FILES))
    assert not has_end(b"PK\3\4")


def test_what_stands_before_an_archive_is_given_back() -> None:
    content = zipped(*FILES)
    # Some programs count from the start of the file, others from the start of the archive.
    counted = io.BytesIO(b"front")
    with zipfile.ZipFile(counted, "a") as archive:
        archive.writestr("card.json", b"{}")
    for joined in (b"front" + content, counted.getvalue()):
        files, before = read(joined, "a.charx")
        assert unpacked(files[0]) == b"{}"
        assert before == b"front"


def test_a_comment_behind_the_archive_is_passed_over() -> None:
    target = io.BytesIO(zipped(*FILES))
    with zipfile.ZipFile(target, "a") as archive:
        archive.comment = b"made by hand"
    assert len(read(target.getvalue(), "a.charx")[0]) == 3


def test_what_is_written_is_a_zip_with_the_same_files_every_time() -> None:
    files, _ = read(zipped(*FILES), "a.charx")
    content = write([*files, deflated("more.txt", b"more")], b"front")
    assert content == write([*files, deflated("more.txt", b"more")], b"front")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["card.json", "a/b.txt", "émpty", "more.txt"]
        assert archive.read("a/b.txt") == FILES[1][1]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    again, before = read(content, "a.charx")
    assert write(again, before) == content
    assert read(write([]), "a.charx") == ([], b"")


def test_names_are_read_as_utf_8_also_where_an_archive_does_not_say_so() -> None:
    content = zipped(("émpty", b""))
    unsaid = content.replace(struct.pack("<HH", 20, 0x800), struct.pack("<HH", 20, 0))
    assert unsaid != content
    assert read(unsaid, "a")[0][0].name == "émpty"
    assert read(unsaid.replace("é".encode(), b"\x82x"), "a")[0][0].name == "éxmpty"
    assert read(content.replace("é".encode(), b"\x82x"), "a")[0][0].name == "\ufffdxmpty"


def test_the_mode_is_told() -> None:
    info = zipfile.ZipInfo("link")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert stat.S_ISLNK(read(target.getvalue(), "a")[0][0].mode)


# --- what is damaged ---------------------------------------------------------------------------


@pytest.mark.parametrize("cut", [1, 10, 22, 40, 100])
def test_an_archive_without_its_list_is_damaged(cut: int) -> None:
    assert refusal(zipped(*FILES)[:-cut]).startswith("a.charx is damaged")


def test_numbers_that_lead_nowhere_are_damage() -> None:
    content = zipped(*FILES)
    for place in (10, 12, 16):
        broken = bytearray(content)
        at = len(content) - 22 + place
        broken[at : at + 2] = b"\xff\x01"
        assert "is damaged" in refusal(bytes(broken))


def test_a_list_of_too_many_files_is_refused_before_it_is_read() -> None:
    content = write([Packed("a", 0, 0, 0, b"")] * (MAX_FILES + 1))
    assert refusal(content) == "a.charx holds more than 2,000 files, which no character needs."
    assert len(read(write([Packed("a", 0, 0, 0, b"")] * MAX_FILES), "a")[0]) == MAX_FILES


def test_the_same_bytes_listed_as_many_files_are_damage() -> None:
    body = b"x" * 1000
    content = write([Packed("a", 0, zlib.crc32(body), 1000, body)])
    row = content[content.index(b"PK\1\2") : -22]
    end = bytearray(content[-22:])
    struct.pack_into("<HHL", end, 8, 3, 3, len(row) * 3)
    assert "is damaged" in refusal(content[: -22 - len(row)] + row * 3 + bytes(end))


def changed(file: Packed, **what: object) -> Packed:
    values = {key: getattr(file, key) for key in Packed.__slots__} | what
    return Packed(**values)


def test_a_file_that_is_not_what_the_list_says_cannot_be_unpacked() -> None:
    good = deflated("a", b"text " * 5_000)
    assert unpacked(good) == b"text " * 5_000
    for bad in (
        changed(good, crc=1),
        changed(good, size=1),
        changed(good, method=12),
        changed(good, locked=True),
        changed(good, body=good.body[:-1]),
        changed(good, body=good.body + b"more"),
        changed(good, body=b"\xff\xff\xff"),
        changed(good, method=0),
    ):
        with pytest.raises(Unreadable):
            unpacked(bad)


def test_a_file_whose_place_is_wrong_cannot_be_unpacked() -> None:
    content = bytearray(zipped(("a", b"x" * 100), method=zipfile.ZIP_STORED))
    content[:2] = b"XX"
    (file,), _ = read(bytes(content), "a")
    assert file.locked
    cut = write([changed(file, body=b"x" * 90, locked=False, size=100)])
    stretched = cut.replace(struct.pack("<LL", 90, 100), struct.pack("<LL", 95, 100))
    assert unpacked(changed(read(cut, "a")[0][0], size=90, crc=zlib.crc32(b"x" * 90)))
    assert stretched != cut


def test_a_bomb_is_unpacked_piece_by_piece() -> None:
    file = deflated("a", b" " * 100_000_000)
    started = time.process_time()
    first = next(iter(pieces(file)))
    assert len(first) < 20_000_000
    assert time.process_time() - started < 1
