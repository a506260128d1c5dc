"""The short form of the proof that kill -9 loses nothing; `make prove` runs fifty."""

import pytest

from bench.kills import kills


@pytest.mark.timeout(300)
def test_what_was_acknowledged_survives_kill_9():
    figures = kills(rounds=4, seed=11)
    assert figures["acknowledged"] > 0
    assert figures["lost"] == 0
    assert figures["self_query_recall"] >= 0.99
