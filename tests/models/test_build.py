"""From settings to a model, and what is on this disk."""

import pytest

from app.core.errors import ConfigError, ModelError
from app.core.settings import Backend
from app.core.settings import Model as ModelSettings
from app.models.anthropic_messages import AnthropicModel
from app.models.build import build_model, local_models
from app.models.llama import LlamaModel
from app.models.openai_chat import OpenAIChatModel
from app.models.profiles import STARTER
from tests.counterparts.ports import MemoryVault
from tests.models.test_gguf import GOOD, gguf, pair, text


def test_without_a_choice_it_is_the_starter():
    model = build_model(ModelSettings(), MemoryVault())
    assert isinstance(model, LlamaModel)
    assert model.profile is STARTER
    assert model.worker.spec.memory_mb > 1_000
    assert model.worker.spec.idle_s == 300


def test_a_file_of_one_s_own_says_its_name_and_window(tmp_path):
    path = tmp_path / "toy-1b.gguf"
    path.write_bytes(GOOD)
    profile = build_model(ModelSettings(local_file=str(path)), MemoryVault()).profile
    assert (profile.name, profile.label, profile.context_tokens) == ("toy-1b", "Toy 1B", 4096)
    assert not profile.starter


def test_a_window_shrinks_to_the_memory_there_is(tmp_path):
    path = tmp_path / "huge.gguf"
    huge = [
        pair("general.architecture", 8, text("toy")),
        *(
            pair(f"toy.{key}", 4, (2**20).to_bytes(4, "little"))
            for key in ("context_length", "block_count", "attention.head_count")
        ),
        pair("toy.attention.key_length", 4, (128).to_bytes(4, "little")),
    ]
    path.write_bytes(gguf(*huge))
    profile = build_model(ModelSettings(local_file=str(path)), MemoryVault()).profile
    assert (profile.context_tokens, profile.label) == (2_048, "huge")


@pytest.mark.parametrize(
    ("backend", "kind"), [(Backend.OPENAI, OpenAIChatModel), (Backend.ANTHROPIC, AnthropicModel)]
)
def test_a_provider_s_model(backend, kind):
    settings = ModelSettings(backend=backend, name=" some-model ", max_reply_tokens=99)
    model = build_model(settings, MemoryVault())
    assert isinstance(model, kind)
    assert (model.profile.name, model.profile.reply_tokens) == ("some-model", 99)


@pytest.mark.parametrize(
    "address", ["localhost:11434", "ftp://x/", "http://", "http://x:99999", "//"]
)
def test_a_wrong_address_is_told(address):
    settings = ModelSettings(backend=Backend.OPENAI, name="m", base_url=address)
    with pytest.raises(ConfigError, match="not an address"):
        build_model(settings, MemoryVault())


def test_a_provider_without_a_model_is_told():
    with pytest.raises(ConfigError, match="No model is named"):
        build_model(ModelSettings(backend=Backend.ANTHROPIC), MemoryVault())


def test_a_file_that_is_gone_is_told(tmp_path):
    with pytest.raises(ModelError, match="cannot be read"):
        build_model(ModelSettings(local_file=str(tmp_path / "x.gguf")), MemoryVault())


def test_the_models_of_this_disk(tmp_path):
    (tmp_path / "b.gguf").write_bytes(GOOD)
    (tmp_path / "broken.gguf").write_bytes(b"nothing")
    (tmp_path / "notes.txt").write_bytes(b"nothing")
    starter, own = local_models(tmp_path)
    assert (starter.starter, starter.name, starter.size > 90_000_000) == (True, "", True)
    assert (own.name, own.label, own.size) == (str(tmp_path / "b.gguf"), "Toy 1B", len(GOOD))
    assert len(local_models(tmp_path / "nowhere")) == 1
