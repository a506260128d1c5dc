"""The beginning of GGUF files: good, broken and hostile."""

import struct

import pytest

from app.core.errors import ModelError
from app.models._gguf import GgufHeader, read_header


def text(value: str) -> bytes:
    raw = value.encode()
    return struct.pack("<Q", len(raw)) + raw


def pair(key: str, kind: int, value: bytes) -> bytes:
    return text(key) + struct.pack("<I", kind) + value


def gguf(*pairs: bytes, keys: int | None = None) -> bytes:
    return (
        b"GGUF" + struct.pack("<IQQ", 3, 0, len(pairs) if keys is None else keys) + b"".join(pairs)
    )


GOOD = gguf(
    pair("general.architecture", 8, text("toy")),
    pair("general.name", 8, text("Toy 1B")),
    pair("general.languages", 9, struct.pack("<IQ", 8, 2) + text("en") + text("de")),
    pair("general.scores", 9, struct.pack("<IQ", 6, 3) + b"\0" * 12),
    pair("toy.context_length", 4, struct.pack("<I", 4096)),
    pair("toy.block_count", 4, struct.pack("<I", 10)),
    pair("toy.embedding_length", 4, struct.pack("<I", 512)),
    pair("toy.attention.head_count", 4, struct.pack("<I", 8)),
    pair("toy.attention.head_count_kv", 4, struct.pack("<I", 2)),
    pair("tokenizer.ggml.tokens", 9, struct.pack("<IQ", 8, 50_000)),
    pair("general.name", 8, text("behind the vocabulary")),
)


def test_it_says_name_window_and_what_a_token_takes(tmp_path):
    path = tmp_path / "a.gguf"
    path.write_bytes(GOOD)
    # 10 layers, 2 heads of 64, keys and values of two bytes each.
    assert read_header(path) == GgufHeader("Toy 1B", "toy", 4096, 10 * 2 * 64 * 4, len(GOOD))


@pytest.mark.local_model
def test_the_starter_is_read(starter):
    header = read_header(starter)
    assert (header.architecture, header.context_tokens) == ("llama", 8192)
    assert header.bytes_per_token == 30 * 3 * 64 * 4


@pytest.mark.parametrize(
    "raw",
    [
        b"GGUF",
        GOOD[:60],
        gguf(keys=2**60),
        gguf(struct.pack("<Q", 2**60)),
        gguf(pair("x", 9, struct.pack("<IQ", 9, 5))),
        gguf(pair("x", 9, struct.pack("<IQ", 4, 2**50))),
        gguf(pair("x", 77, b"")),
    ],
)
def test_a_header_that_ends_or_lies_says_nothing_and_costs_nothing(tmp_path, raw):
    path = tmp_path / "a.gguf"
    path.write_bytes(raw)
    header = read_header(path)
    assert (header.context_tokens, header.bytes_per_token) == (0, 0)


@pytest.mark.parametrize("raw", [b"", b"GG", b"PK\x03\x04 zip", b"ggml old"])
def test_another_kind_of_file_is_refused_in_plain_words(tmp_path, raw):
    path = tmp_path / "notes.gguf"
    path.write_bytes(raw)
    with pytest.raises(ModelError, match=r"notes\.gguf is not a GGUF model file"):
        read_header(path)


def test_a_file_that_is_gone_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"gone\.gguf cannot be read"):
        read_header(tmp_path / "gone.gguf")
