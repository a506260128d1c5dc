import dataclasses

import pytest

from app.core.exchange import ModelProfile, PromptMessage, PromptRole


def test_the_default_budgets_keep_a_plain_message_below_2000_tokens():
    profile = ModelProfile(name="m", label="M", context_tokens=8192, local=False)
    shipped_character = 600
    assert profile.history_tokens + profile.recall_tokens + shipped_character <= 2000


def test_values_cannot_be_changed_on_the_way():
    message = PromptMessage(PromptRole.USER, "hello")
    with pytest.raises(dataclasses.FrozenInstanceError):
        message.text = "other"  # type: ignore[misc]
