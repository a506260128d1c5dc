"""What providers have in common."""

import pytest

from app.core.errors import AuthFailed, ModelError, SecretMissing
from app.core.message import Usage
from app.core.ports import HealthState
from app.models._remote import LastOutcome, items, key_for, number, priced, record, words
from app.models.profiles import remote_profile
from tests.counterparts.ports import MemoryVault


def test_health_is_how_the_last_call_went():
    last = LastOutcome("example.org")
    assert last.report().state == HealthState.OK
    last.bad(ModelError("It broke."))
    assert (last.report().state, last.report().reason) == (HealthState.DEGRADED, "It broke.")
    last.bad(AuthFailed("Wrong key."))
    assert (last.report().state, last.report().action) == (HealthState.DOWN, "Check the key")
    last.good()
    assert last.report().state == HealthState.OK


async def test_the_key_comes_from_the_vault_each_time():
    vault = MemoryVault()
    assert await key_for(vault, "", "x") == ""
    with pytest.raises(SecretMissing):
        await key_for(vault, "k", "x")
    vault.values["k"] = "sk-1"
    assert await key_for(vault, "k", "x") == "sk-1"
    vault.values["k"] = "schlüssel"
    with pytest.raises(AuthFailed):
        await key_for(vault, "k", "x")


def test_cost_is_known_only_with_a_price():
    usage = Usage(1_000_000, 1_000_000, 0, 1)
    assert priced(usage, remote_profile("gpt-4o", 100)).cost_usd == pytest.approx(12.5)
    assert priced(usage, remote_profile("some-model", 100)).cost_usd is None


@pytest.mark.parametrize("value", [None, 3, "x", [1], {"a": 1}, True, -5, 2.5])
def test_reading_forgives_any_shape(value):
    assert record(value) == (value if isinstance(value, dict) else {})
    assert items(value) == (value if isinstance(value, list) else [])
    assert isinstance(words(value), str)
    assert number(value) == (3 if value == 3 else 0)
