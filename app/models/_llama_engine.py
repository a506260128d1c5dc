"""llama.cpp as one open book: a model, one sequence of tokens, and what may be done with it.

Lives in the `llama` worker only. The low-level interface is used because the high-level one keeps
a float32 row of the whole vocabulary for every position (1.5 GB with a 262,000 word vocabulary).
"""

from __future__ import annotations

import ctypes
import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.core.errors import ContextTooLong, ModelError
from app.models._llama_vocabulary import Vocabulary

BATCH = 512
"""The most tokens that one evaluation takes; bounds the engine's scratch memory."""


def thread_count() -> int:
    """Return cores - 1, at least 1: two threads on two busy cores are ten times slower than one."""
    try:
        cores = len(os.sched_getaffinity(0))
    except AttributeError:  # not on macOS and Windows
        cores = os.cpu_count() or 1
    return max(1, cores - 1)


class Engine:
    """A loaded model and the tokens it has read so far, in `tokens`.

    Raises ModelError when the file cannot be loaded. Not for use from two threads.
    """

    def __init__(self, path: Path, context: int) -> None:
        from llama_cpp import llama_cpp as lib  # noqa: PLC0415 - heavy, and only when needed

        logging.getLogger("llama-cpp-python").setLevel(logging.ERROR)  # its only volume control
        self._lib = lib
        lib.llama_backend_init()
        wanted = lib.llama_model_default_params()
        wanted.n_gpu_layers = -1 if lib.llama_supports_gpu_offload() else 0
        self._model = lib.llama_model_load_from_file(os.fsencode(path), wanted)
        if not self._model:
            raise ModelError(
                f"The model file {path.name} is damaged, incomplete, or of a kind this version "
                "does not know. Download it again or choose another one."
            )
        self._context = lib.llama_init_from_model(self._model, self._context_params(context))
        if not self._context:
            raise ModelError(f"There is not enough free memory to open {path.name}.")
        self._memory = lib.llama_get_memory(self._context)
        self.vocabulary = Vocabulary(lib, lib.llama_model_get_vocab(self._model))
        self.tokens: list[int] = []
        self.context_tokens = int(lib.llama_n_ctx(self._context))

    def _context_params(self, context: int) -> Any:
        params = self._lib.llama_context_default_params()
        params.n_ctx = context
        params.n_batch = params.n_ubatch = min(BATCH, context)
        params.n_threads = params.n_threads_batch = thread_count()
        params.no_perf = True
        return params

    def close(self) -> None:
        """Free everything; the engine is of no use afterwards."""
        self._lib.llama_free(self._context)
        self._lib.llama_model_free(self._model)

    def metadata(self, key: str) -> str:
        """Return a value of the file's metadata as text, empty when it has none."""
        size = 1 << 16
        while True:
            buffer = ctypes.create_string_buffer(size)
            length = self._lib.llama_model_meta_val_str(self._model, key.encode(), buffer, size)
            if length < size:
                return buffer.value.decode("utf-8", "replace") if length > 0 else ""
            size = length + 1

    def read(self, tokens: Sequence[int]) -> None:
        """Evaluate up to `BATCH` further tokens. Raises ContextTooLong, ModelError."""
        count = len(tokens)
        if len(self.tokens) + count > self.context_tokens:
            raise ContextTooLong("The conversation is longer than this model can read.")
        array = (self._lib.llama_token * count)(*tokens)
        code = self._lib.llama_decode(self._context, self._lib.llama_batch_get_one(array, count))
        if code:
            self.forget()
            raise ModelError("The local model failed while reading. Try again.", details=str(code))
        self.tokens.extend(tokens)

    def sample(self, sampler: Any) -> int:
        """Choose the next token from what was read last; the sampler takes note of it."""
        return int(self._lib.llama_sampler_sample(sampler, self._context, -1))

    def keep(self, count: int) -> int:
        """Forget all but the first `count` tokens; return how many are left.

        Some kinds of model cannot forget a part: then it is 0.
        """
        if count < len(self.tokens):
            if count and self._lib.llama_memory_seq_rm(self._memory, 0, count, -1):
                del self.tokens[count:]
            else:
                self.forget()
        return len(self.tokens)

    def forget(self) -> None:
        """Forget everything that was read."""
        self._lib.llama_memory_clear(self._memory, True)
        self.tokens = []

    def state_size(self) -> int:
        """Return how many bytes `state` would return."""
        return int(self._lib.llama_state_seq_get_size(self._context, 0))

    def state(self) -> bytes:
        """Return what was read, as bytes for `restore`."""
        size = self.state_size()
        buffer = (ctypes.c_uint8 * size)()
        written = self._lib.llama_state_seq_get_data(self._context, buffer, size, 0)
        return bytes(memoryview(buffer)[:written])

    def restore(self, state: bytes, tokens: Sequence[int]) -> bool:
        """Put back what `state` returned when `tokens` were read; False, and empty, if it fails."""
        self.forget()
        buffer = (ctypes.c_uint8 * len(state)).from_buffer_copy(state)
        if not self._lib.llama_state_seq_set_data(self._context, buffer, len(state), 0):
            self.forget()
            return False
        self.tokens = list(tokens)
        return True
