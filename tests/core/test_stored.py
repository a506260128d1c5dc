"""Rows as the store keeps them."""

from __future__ import annotations

from datetime import UTC, datetime

from app.core.stored import StoredAgent, StoredVersion

AT = datetime(2026, 1, 2, tzinfo=UTC)


def test_a_document_never_stands_in_a_log_by_way_of_its_version() -> None:
    assert "hush" not in repr(StoredVersion(1, AT, "Edited", {"bio": "hush"}))


def test_agents_with_the_same_content_are_equal() -> None:
    one = StoredAgent("a", "Ada", {"name": "Ada"}, "x", True, AT)
    assert one == StoredAgent("a", "Ada", {"name": "Ada"}, "x", True, AT)
