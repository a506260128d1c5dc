"""A workspace is read within its bounds and written whole; nothing outside of it is touched."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from app.core.characters import folder, json_text
from app.core.characters.contents import Container
from app.core.errors import ConfigError

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
JPG = b"\xff\xd8\xff" + b"0" * 20


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a small workspace with something beside it that must not be read."""
    home = tmp_path / "keeper"
    (home / "memory").mkdir(parents=True)
    (home / "SOUL.md").write_bytes(b"# SOUL.md - Who You Are\r\n\r\nYou keep the lamp.\r\n")
    (home / "IDENTITY.md").write_text("- **Name:** Keeper\n", "utf-8")
    (home / "memory" / "2026-01-03.md").write_text("- Fog\n", "utf-8")
    (home / "memory" / "2026-01-02.md").write_text("- Rain\n", "utf-8")
    (home / "notes.md").write_text("- not a part of it\n", "utf-8")
    (tmp_path / "outside.md").write_text("- OUTSIDE\n", "utf-8")
    return home


def test_the_files_come_in_one_order_as_they_are(workspace: Path) -> None:
    (workspace / "familiar.json").write_text('{"greeting": "Ahoy."}', "utf-8")
    (workspace / "memory" / "kept").mkdir()
    (workspace / "memory" / "plan.txt").write_text("x", "utf-8")
    found = folder.read(workspace)
    assert list(found.document.items()) == [
        ("SOUL.md", "# SOUL.md - Who You Are\r\n\r\nYou keep the lamp.\r\n"),
        ("IDENTITY.md", "- **Name:** Keeper\n"),
        ("memory/2026-01-02.md", "- Rain\n"),
        ("memory/2026-01-03.md", "- Fog\n"),
        ("familiar.json", {"greeting": "Ahoy."}),
    ]
    assert found.container is Container.FOLDER
    assert (found.warnings, found.picture, found.rest) == ((), b"", b"")
    assert folder.read(workspace / "SOUL.md") == found


def test_a_folder_or_one_of_its_files_is_a_part(workspace: Path) -> None:
    assert folder.is_part(workspace)
    assert folder.is_part(workspace / "USER.md")
    assert not folder.is_part(workspace / "notes.md")
    assert not folder.is_part(Path("x" * 5_000))
    assert not folder.is_part(Path("a\0b"))


def test_without_a_soul_or_an_identity_it_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "USER.md").write_text("x", "utf-8")
    with pytest.raises(ConfigError, match=r"neither SOUL\.md nor IDENTITY\.md"):
        folder.read(tmp_path)
    with pytest.raises(ConfigError, match="There is no folder"):
        folder.read(tmp_path / "absent" / "SOUL.md")


def test_only_a_workspace_without_a_name_is_called_like_its_folder(workspace: Path) -> None:
    (workspace / "IDENTITY.md").write_text("- **Name:** *(pick something you like)*\n", "utf-8")
    assert folder.read(workspace).document["familiar.json"] == {"name": "keeper"}
    (workspace / "familiar.json").write_text('{"name": " ", "system": "x"}', "utf-8")
    assert folder.read(workspace).document["familiar.json"] == {"name": "keeper", "system": "x"}
    (workspace / "SOUL.md").write_text("# SOUL.md - Ada\n", "utf-8")
    assert folder.read(workspace).document["familiar.json"] == {"name": " ", "system": "x"}


# --- links and what is no file -----------------------------------------------------------------


def test_a_link_that_leads_outside_is_left_out(workspace: Path, tmp_path: Path) -> None:
    (workspace / "USER.md").symlink_to(tmp_path / "outside.md")
    (workspace / "MEMORY.md").symlink_to("../outside.md")
    (workspace / "memory" / "a.md").symlink_to(tmp_path / "outside.md")
    (workspace / "avatar.png").symlink_to(tmp_path / "outside.md")
    (workspace / "familiar.json").symlink_to("/dev/zero")
    (workspace / "TOOLS.md").symlink_to("notes.md")
    (workspace / "AGENTS.md").symlink_to("nowhere.md")
    (workspace / "DREAMS.md").symlink_to("DREAMS.md")
    found = folder.read(workspace)
    assert "OUTSIDE" not in str(found)
    assert found.document["TOOLS.md"] == "- not a part of it\n"
    assert sorted(found.warnings) == [
        "AGENTS.md is a link that leads nowhere and was left out.",
        "DREAMS.md is a link that leads nowhere and was left out.",
        "MEMORY.md is a link that leads outside the folder and was left out.",
        "USER.md is a link that leads outside the folder and was left out.",
        "avatar.png is a link that leads outside the folder and was left out.",
        "familiar.json is a link that leads outside the folder and was left out.",
        "memory/a.md is a link that leads outside the folder and was left out.",
    ]


def test_notes_that_live_outside_are_left_out(workspace: Path, tmp_path: Path) -> None:
    (workspace / "memory").rename(tmp_path / "elsewhere")
    (workspace / "memory").symlink_to(tmp_path / "elsewhere")
    found = folder.read(workspace)
    assert list(found.document) == ["SOUL.md", "IDENTITY.md"]
    assert found.warnings == ("memory is a link that leads outside the folder and was left out.",)


def test_a_link_to_a_soul_elsewhere_is_no_workspace(tmp_path: Path) -> None:
    (tmp_path / "outside.md").write_text("- OUTSIDE\n", "utf-8")
    home = tmp_path / "home"
    home.mkdir()
    (home / "SOUL.md").symlink_to(tmp_path / "outside.md")
    with pytest.raises(ConfigError, match="no OpenClaw workspace"):
        folder.read(home / "SOUL.md")


@pytest.mark.timeout(10)
def test_what_is_no_file_is_never_opened(workspace: Path) -> None:
    os.mkfifo(workspace / "USER.md")
    (workspace / "TOOLS.md").mkdir()
    os.mkfifo(workspace / "memory" / "pipe.md")
    found = folder.read(workspace)
    assert found.warnings == (
        "USER.md is no file and was left out.",
        "TOOLS.md is no file and was left out.",
        "memory/pipe.md is no file and was left out.",
    )


@pytest.mark.timeout(10)
def test_a_file_exchanged_for_a_pipe_is_not_waited_for(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def exchanged(path: Any, flags: int, *rest: Any, **named: Any) -> int:
        if Path(path).name == "SOUL.md":
            Path(path).unlink()
            os.mkfifo(path)
        return opened(path, flags, *rest, **named)

    monkeypatch.setattr(os, "open", exchanged)
    assert "SOUL.md is no file and was left out." in folder.read(workspace).warnings


def test_what_cannot_be_read_is_one_sentence(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied")

    for owner, call, said in (
        (os, "open", "SOUL.md cannot be read: Permission denied."),
        (os, "scandir", "memory cannot be read: Permission denied."),
        (Path, "resolve", "The folder of .* cannot be read."),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(owner, call, refused)
            with pytest.raises(ConfigError, match=said):
                folder.read(workspace)
    resolve = Path.resolve

    def but_one(path: Path, strict: bool = False) -> Path:
        return refused() if path.name == "USER.md" else resolve(path, strict=strict)

    (workspace / "USER.md").write_text("x", "utf-8")
    monkeypatch.setattr(Path, "resolve", but_one)
    with pytest.raises(ConfigError, match=r"USER.md cannot be read: Permission denied\."):
        folder.read(workspace)
    monkeypatch.setattr(Path, "is_dir", refused)
    assert not folder.is_part(workspace)


# --- bounds ------------------------------------------------------------------------------------


def test_more_than_a_character_needs_is_refused(workspace: Path) -> None:
    (workspace / "USER.md").write_bytes(b"x" * (json_text.MAX_BYTES + 1))
    with pytest.raises(ConfigError, match=r"USER\.md is larger than 5 MB"):
        folder.read(workspace)
    (workspace / "USER.md").write_bytes(b"x\n" * 50_001)
    with pytest.raises(ConfigError, match=r"USER\.md has more than 50,000 lines"):
        folder.read(workspace)
    for name in ("USER.md", "MEMORY.md", "AGENTS.md", "TOOLS.md", "HEARTBEAT.md"):
        (workspace / name).write_bytes(b"x" * 4_500_000)
    with pytest.raises(ConfigError, match="more than 20 MB"):
        folder.read(workspace)


def test_more_notes_than_an_agent_keeps_are_refused(workspace: Path) -> None:
    for number in range(folder.MAX_NOTES - 2):
        (workspace / "memory" / f"{number}.md").touch()
    assert len(folder.read(workspace).document) == folder.MAX_NOTES + 2
    (workspace / "memory" / "one.md").touch()
    with pytest.raises(ConfigError, match="more than 2,000 notes"):
        folder.read(workspace)


def test_a_folder_of_very_many_other_files_is_refused(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "_MAX_ENTRIES", 2)
    assert len(folder.read(workspace).document) == 4
    (workspace / "memory" / "other.txt").touch()
    with pytest.raises(ConfigError, match="Move the older ones"):
        folder.read(workspace)


@pytest.mark.parametrize(
    ("content", "text", "warnings"),
    [
        (b"\xef\xbb\xbfAda\n", "\ufeffAda\n", ()),
        ("Zoë\n".encode("utf-16"), "Zoë\n", ("USER.md is UTF-16 and is kept as UTF-8.",)),
        ("Zoë\n".encode("utf-32"), "Zoë\n", ("USER.md is UTF-32 and is kept as UTF-8.",)),
        (
            b"Zo\xeb\n",
            "Zo\ufffd\n",
            ("USER.md is not wholly UTF-8; what was not is replaced.",),
        ),
        ("was \ufffd before\n".encode(), "was \ufffd before\n", ()),
        (b"", "", ()),
    ],
)
def test_every_encoding_becomes_text(
    workspace: Path, content: bytes, text: str, warnings: tuple[str, ...]
) -> None:
    (workspace / "USER.md").write_bytes(content)
    found = folder.read(workspace)
    assert found.document["USER.md"] == text
    assert found.warnings == warnings


def test_a_name_that_is_not_unicode_is_left_out(workspace: Path) -> None:
    os.close(os.open(bytes(workspace / "memory") + b"/\xff.md", os.O_CREAT | os.O_WRONLY))
    found = folder.read(workspace)
    assert found.warnings == ("A note whose name is not Unicode was left out.",)
    assert len(found.document) == 4


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('{"name": ', "familiar.json is not valid JSON"),
        ("[]", "familiar.json is not a JSON object"),
    ],
)
def test_extras_that_are_damaged_are_refused(workspace: Path, content: str, said: str) -> None:
    (workspace / "familiar.json").write_text(content, "utf-8")
    with pytest.raises(ConfigError, match=said):
        folder.read(workspace)


def test_the_first_picture_is_taken(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (workspace / "avatar.jpg").write_bytes(JPG)
    assert folder.read(workspace).picture == JPG
    (workspace / "avatar.png").write_bytes(PNG)
    assert folder.read(workspace).picture == PNG
    (workspace / "avatar.png").write_bytes(b"<svg/>")
    found = folder.read(workspace)
    assert found.picture == JPG
    assert found.warnings == ("avatar.png is no picture and was left out.",)
    (workspace / "avatar.png").write_bytes(PNG + b"x" * folder.MAX_PICTURE_BYTES)
    found = folder.read(workspace)
    assert found.picture == JPG
    assert found.warnings == ("avatar.png is larger than 20 MB and was left out.",)


# --- writing -----------------------------------------------------------------------------------


def test_what_was_read_is_written_byte_for_byte(workspace: Path, tmp_path: Path) -> None:
    (workspace / "USER.md").write_bytes(b"\xef\xbb\xbf- a\r- b\n\n")
    (workspace / "familiar.json").write_text('{"system": "x"}', "utf-8")
    document = folder.read(workspace).document
    (tmp_path / "empty").mkdir()
    for target in (tmp_path / "deep" / "copy", tmp_path / "empty"):
        folder.write(document, target)
        assert folder.read(target).document == document
        for name in document.keys() - {"familiar.json"}:
            assert (target / name).read_bytes() == (workspace / name).read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        *("deep", "empty", "keeper", "outside.md")
    ]


def test_only_a_workspace_s_own_files_are_written(tmp_path: Path) -> None:
    document = {
        "SOUL.md": "half \ud83d of it",
        "USER.md": ["x"],
        "familiar.json": "x",
        "notes.md": "x",
        "memory/../../escaped.md": "x",
        "../escaped.md": "x",
        "/escaped.md": "x",
        "memory/a.md": "x",
    }
    folder.write(document, tmp_path / "new")
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert found == {"new/SOUL.md", "new/memory/a.md"}
    assert (tmp_path / "new" / "SOUL.md").read_text("utf-8") == "half ? of it"


def test_nothing_is_written_over(workspace: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is not empty"):
        folder.write({"SOUL.md": "x"}, workspace)
    with pytest.raises(ConfigError, match="is no folder"):
        folder.write({"SOUL.md": "x"}, tmp_path / "outside.md")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ConfigError, match="is no folder"):
        folder.write({"SOUL.md": "x"}, tmp_path / "link")


def test_a_disk_that_refuses_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="too long"):
        folder.write({"SOUL.md": "x", f"memory/{'ä' * 199}.md": "x"}, tmp_path / "new")
    assert list(tmp_path.iterdir()) == []
