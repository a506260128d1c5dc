"""Who should answer, as filled in."""

from __future__ import annotations

import pytest

from app.core.settings import Backend
from app.ui.models.model_choice import OTHER, PROVIDERS, Filled, Way, candidate, missing


@pytest.mark.parametrize(
    ("filled", "sentence"),
    [
        (Filled(), ""),
        (Filled(Way.CLOUD, model="m"), "Type your key."),
        (Filled(Way.CLOUD, key="k"), "Type the name of the model."),
        (Filled(Way.CLOUD, provider=OTHER, model="m", key="k"), "Type the address of the server."),
        (Filled(Way.CLOUD, model="m", key="k"), ""),
        (Filled(Way.SERVER, model="m"), "Type the address of the server."),
        (Filled(Way.SERVER, address="http://127.0.0.1/v1", model="m"), ""),
    ],
)
def test_what_is_missing_is_said(filled: Filled, sentence: str) -> None:
    assert missing(filled) == sentence


def test_a_choice_becomes_one_candidate() -> None:
    local = candidate(Filled(file="/m.gguf", key="never"))
    assert (local.backend, local.local_file, local.key) == (Backend.LOCAL, "/m.gguf", "")
    cloud = candidate(Filled(Way.CLOUD, provider="anthropic", address="x", model=" m ", key=" k "))
    assert (cloud.backend, cloud.base_url, cloud.name, cloud.key) == (
        Backend.ANTHROPIC,
        "",
        "m",
        "k",
    )
    other = candidate(Filled(Way.CLOUD, provider=OTHER, address=" https://a/v1 ", model="m"))
    assert (other.backend, other.base_url) == (Backend.OPENAI, "https://a/v1")
    server = candidate(Filled(Way.SERVER, address="http://b/v1", model="m"))
    assert (server.backend, server.base_url, server.key) == (Backend.OPENAI, "http://b/v1", "")


def test_a_key_is_not_in_what_is_printed() -> None:
    assert "sk-" not in repr(Filled(Way.CLOUD, key="sk-123"))


def test_every_provider_has_a_model_to_begin_with() -> None:
    assert all(provider.example for name, provider in PROVIDERS.items() if name != OTHER)
