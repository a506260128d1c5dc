"""Folders and special files where a character is expected."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from tests.counterparts import cards
from tests.counterparts.making import EITHER, IMPORTED, MARKERS, REFUSED, Maker, Variation


def folders(maker: Maker) -> Variation:
    """OpenClaw workspaces with something wrong in them."""
    what = maker.turn(list(_FOLDERS))
    change, must = _FOLDERS[what]
    folder = cards.workspace(maker.folder(), maker.document("OpenClaw"))
    path = change(maker, folder) or folder
    return maker.of(what, path, must)


def special(maker: Maker) -> Variation:
    """What stands in a file's place without being a plain file."""
    what = maker.turn(list(_SPECIAL))
    make, must = _SPECIAL[what]
    return maker.of(what, make(maker), must)


# --- changes to a workspace -------------------------------------------------------------------

_Change = Callable[[Maker, Path], Path | None]


def _linked(name: str) -> _Change:
    """Put a link to a file outside in a file's place. What it holds must not be seen anywhere."""

    def change(maker: Maker, folder: Path) -> None:
        target = maker.outside / "private.md"
        target.write_text(f"- sk-ant-api03-{MARKERS[0]}{'x' * 30}\n", "utf-8")
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)

    return change


def _linked_notes(maker: Maker, folder: Path) -> None:
    cards.workspace(maker.outside, {"2026-01-02.md": f"- password {MARKERS[0]}\n"})
    (folder / "memory" / "2026-01-02.md").unlink()
    (folder / "memory").rmdir()
    (folder / "memory").symlink_to(maker.outside)


def _loop(maker: Maker, folder: Path) -> None:
    del maker
    (folder / "USER.md").unlink()
    (folder / "USER.md").symlink_to(folder / "USER.md")
    (folder / "memory" / "again").symlink_to(folder)


def _fifo(name: str) -> _Change:
    def change(maker: Maker, folder: Path) -> None:
        del maker
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)

    return change


def _notes(maker: Maker, folder: Path) -> None:
    many = 5_000 if maker.number % 3 == 0 else 500
    for number in range(many):
        (folder / "memory" / f"{2000 + number // 365}-{number}.md").write_bytes(b"- x\n")


def _strange_notes(maker: Maker, folder: Path) -> None:
    del maker
    for name in (
        "new\nline.md",
        "..\\evil.md",
        "\x1b[31m.md",
        "\udcff.md",
        "a" * 250 + ".md",
        "-rf.md",
    ):
        (folder / "memory" / name).write_bytes(b"- noted\n")


def _bytes(name: str, content: bytes) -> _Change:
    def change(maker: Maker, folder: Path) -> None:
        del maker
        (folder / name).write_bytes(content)

    return change


def _gone(*names: str) -> _Change:
    def change(maker: Maker, folder: Path) -> None:
        del maker
        for name in names:
            (folder / name).unlink()

    return change


def _folder_for(name: str) -> _Change:
    def change(maker: Maker, folder: Path) -> None:
        del maker
        (folder / name).unlink()
        (folder / name).mkdir()

    return change


def _others(maker: Maker, folder: Path) -> None:
    del maker
    for name in (".env", "id_rsa", "notes.md", "memory/.hidden.md", ".git/config"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(f"password = {MARKERS[0]}\n", "utf-8")


def _by_its_file(maker: Maker, folder: Path) -> Path:
    return folder / maker.one(["SOUL.md", "IDENTITY.md", "USER.md", "MEMORY.md"])


_EXTRAS = json.dumps({"bio": 3, "topics": {"a": [None]}, "style_all": "x", "lorebook": [{}, 3]})

_FOLDERS: dict[str, tuple[_Change, str]] = {
    "SOUL.md leads outside": (_linked("SOUL.md"), EITHER),
    "MEMORY.md leads outside": (_linked("MEMORY.md"), IMPORTED),
    "a note leads outside": (_linked("memory/2026-01-03.md"), IMPORTED),
    "the picture leads outside": (_linked("avatar.png"), IMPORTED),
    "its extras lead outside": (_linked("familiar.json"), IMPORTED),
    "all notes lead outside": (_linked_notes, IMPORTED),
    "links in a circle": (_loop, IMPORTED),
    "a fifo for MEMORY.md": (_fifo("MEMORY.md"), EITHER),
    "a fifo for SOUL.md": (_fifo("SOUL.md"), EITHER),
    "a fifo for a note": (_fifo("memory/2026-01-04.md"), EITHER),
    "a fifo for the picture": (_fifo("avatar.png"), EITHER),
    "many notes": (_notes, EITHER),
    "strange notes": (_strange_notes, IMPORTED),
    "a folder for USER.md": (_folder_for("USER.md"), EITHER),
    "nothing in it": (_gone("SOUL.md", "IDENTITY.md"), REFUSED),
    "no name in it": (_gone("IDENTITY.md"), IMPORTED),
    "not UTF-8": (_bytes("MEMORY.md", b"- \xe9t\xe9\n\xff\xfe"), IMPORTED),
    "UTF-16": (_bytes("USER.md", "- Likes tea.\n".encode("utf-16")), IMPORTED),
    "zero bytes": (_bytes("SOUL.md", b"\0" * 1000), EITHER),
    "5 MB of memory": (_bytes("MEMORY.md", b"- Painted the door.\n" * 250_000), EITHER),
    "6 MB of memory": (_bytes("MEMORY.md", b"- Painted the door.\n" * 300_000), EITHER),
    "one line of 5 MB": (_bytes("USER.md", b"x" * 4_900_000), EITHER),
    "odd extras": (_bytes("familiar.json", _EXTRAS.encode()), IMPORTED),
    "broken extras": (_bytes("familiar.json", b'{"name": '), EITHER),
    "extras that are a list": (_bytes("familiar.json", b"[1, 2]"), EITHER),
    "a picture that is none": (_bytes("avatar.png", b"GIF89a" + bytes(100)), IMPORTED),
    "other files": (_others, IMPORTED),
    "named by one of its files": (_by_its_file, IMPORTED),
}


# --- special files ----------------------------------------------------------------------------


def _fifo_file(maker: Maker) -> Path:
    path = maker.folder() / "waits.json"
    os.mkfifo(path)
    return path


def _empty_folder(maker: Maker) -> Path:
    return maker.folder()


def _missing(maker: Maker) -> Path:
    return maker.folder() / "absent.json"


def _below_a_file(maker: Maker) -> Path:
    return maker.file(b"{}") / "character.json"


def _link_to(target: str) -> Callable[[Maker], Path]:
    def make(maker: Maker) -> Path:
        path = maker.folder() / "linked.json"
        path.symlink_to(target)
        return path

    return make


def _deep_path(maker: Maker) -> Path:
    return Path("/".join([str(maker.folder()), *["a" * 200] * 30]))


def _json_folder(maker: Maker) -> Path:
    path = maker.folder() / "character.json"
    path.mkdir()
    return path


def _vast(maker: Maker) -> Path:
    path = maker.folder() / "vast.json"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)
    return path


_SPECIAL: dict[str, tuple[Callable[[Maker], Path], str]] = {
    "a fifo": (_fifo_file, REFUSED),
    "an empty folder": (_empty_folder, REFUSED),
    "nothing there": (_missing, REFUSED),
    "a path below a file": (_below_a_file, REFUSED),
    "a link to nothing": (_link_to("absent"), REFUSED),
    "a link to itself": (_link_to("linked.json"), REFUSED),
    "a link to endless zeros": (_link_to("/dev/zero"), REFUSED),
    "a path that is too long": (_deep_path, REFUSED),
    "a folder called .json": (_json_folder, REFUSED),
    "a sparse file of 50 GB": (_vast, REFUSED),
    "a zero byte in the path": (lambda maker: maker.folder() / "a\0b.json", REFUSED),
}
