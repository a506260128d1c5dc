"""What an action may be without anybody's grant."""

from __future__ import annotations

from app.core.action import READ_ONLY, Capability


def test_what_every_agent_may_do_only_reads() -> None:
    assert frozenset({Capability.RECALL}) == READ_ONLY
