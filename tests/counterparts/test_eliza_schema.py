"""The counterpart is ElizaOS's own strict schema, and says what helps where it cannot run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.counterparts import eliza_schema
from tests.counterparts.eliza_schema import SOURCES


def test_it_is_strict() -> None:
    with eliza_schema.eliza_schema() as schema:
        assert schema.issues({"name": "Ada", "bio": "b"}) == []
        assert schema.issues({"name": "Ada", "bio": "b", "lore": []}) == [
            ': Unrecognized key: "lore"'
        ]
        assert schema.issues({"name": ""}) == [
            "name: Character name is required",
            "bio: Invalid input",
        ]
        assert schema.issues(["\ud800"]) == [": Invalid input: expected object, received array"]


def test_without_node_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with (
        pytest.raises(RuntimeError, match=r"no node.*sudo apt-get install nodejs npm"),
        eliza_schema.eliza_schema(),
    ):
        pass


def test_without_a_registry_it_says_what_npm_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'no network here' >&2; exit 1\n", "utf-8")
    npm.chmod(0o755)
    (tmp_path / "node").symlink_to("/bin/true")
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    with pytest.raises(RuntimeError, match="could not install ElizaOS's schema: no network here"):
        eliza_schema.installed()
    assert not list(tmp_path.glob("eliza-schema*"))


def test_its_packages_are_pinned_by_hash_and_name_no_address() -> None:
    lock = (SOURCES / "package-lock.json").read_text("utf-8")
    assert "://" not in lock
    assert lock.count('"integrity": "sha512-') == lock.count('"node_modules/')
