"""Profiles: the starter is honest, known models have prices, any other gets something sensible."""

import pytest

from app.core.exchange import PromptStyle
from app.models.profiles import KNOWN, STARTER, known, local_profile, remote_profile


def test_the_starter_says_what_it_is():
    assert STARTER.starter
    assert STARTER.style == PromptStyle.PLAIN
    assert not STARTER.tools
    parts = STARTER.stable_tokens + STARTER.recall_tokens + STARTER.history_tokens
    assert parts + STARTER.reply_tokens < STARTER.context_tokens


@pytest.mark.parametrize(
    ("name", "prefix"),
    [
        ("gpt-4o", "gpt-4o"),
        ("gpt-4o-2024-08-06", "gpt-4o"),
        ("gpt-4o-mini", "gpt-4o-mini"),
        ("openai/gpt-4.1-mini", "gpt-4.1-mini"),
        ("claude-haiku-4-5-20251001", "claude-haiku-4-5"),
        ("Claude-Sonnet-4-5-latest", "claude-sonnet-4-5"),
    ],
)
def test_a_known_model_is_found_by_its_name(name, prefix):
    assert known(name).prefix == prefix
    profile = remote_profile(name, 500)
    assert profile.name == name
    assert profile.price_in > 0
    assert profile.reply_tokens == 500


@pytest.mark.parametrize("name", ["gpt-4o-audio-preview", "qwen3:8b", "gpt-5-turbo", ""])
def test_a_sibling_or_stranger_has_no_price(name):
    profile = remote_profile(name, 500)
    assert (profile.price_in, profile.context_tokens) == (None, 32_768)
    assert profile.style == PromptStyle.FULL


def test_every_row_is_found_by_its_own_name():
    assert [known(row.prefix) for row in KNOWN] == list(KNOWN)


@pytest.mark.parametrize("context", [2_048, 4_096, 8_192])
def test_a_local_model_s_budgets_fit_its_window(context):
    profile = local_profile("m", "M", context, 1_024)
    parts = profile.stable_tokens + profile.recall_tokens + profile.history_tokens
    assert parts + profile.reply_tokens <= context
    assert min(profile.stable_tokens, profile.recall_tokens, profile.history_tokens) > 100
