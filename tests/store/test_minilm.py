import numpy as np
import pytest

from app.core.paths import resources
from app.store.embedding import WIDTH
from app.store.minilm import MiniLm


@pytest.fixture(scope="module")
def model() -> MiniLm:
    return MiniLm(resources() / "minilm" / "tokenizer.json")


def test_vectors_are_unit_long_and_the_same_every_time(model: MiniLm) -> None:
    texts = ["The cat sleeps.", "", "a" * 20_000, "猫が眠る 🐈"]
    first, again = model.embed(texts), model.embed(list(reversed(texts)))[::-1]
    assert first.shape == (4, WIDTH)
    assert first.dtype == np.float16
    assert np.array_equal(first, again)
    assert np.allclose(np.linalg.norm(first.astype(np.float32), axis=1), 1, atol=2e-3)
    assert model.embed([]).shape == (0, WIDTH)


def test_meaning_is_nearer_than_words(model: MiniLm) -> None:
    cat, kitten, money = model.embed(
        ["My cat is ill.", "The kitten feels sick.", "My bank is closed."]
    ).astype(np.float32)
    assert cat @ kitten > cat @ money + 0.2


def test_only_so_many_texts_are_kept(model: MiniLm) -> None:
    model.embed([str(number) for number in range(600)])
    assert len(model._kept) == 512
