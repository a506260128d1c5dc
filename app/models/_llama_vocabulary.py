"""A model's words: between text and tokens."""

from __future__ import annotations

import ctypes
from typing import Any


class Vocabulary:
    """The vocabulary of a loaded model, `size` tokens large; `handle` is llama.cpp's own."""

    def __init__(self, library: Any, handle: Any) -> None:
        self._lib = library
        self._vocab = self.handle = handle
        self.size = int(library.llama_vocab_n_tokens(handle))
        self._piece = ctypes.create_string_buffer(64)
        self._ends = {library.llama_vocab_bos(handle)}

    def tokenize(self, text: str, *, special: bool) -> list[int]:
        """Return the tokens of `text`; with `special`, the names of control tokens become them."""
        raw = text.encode("utf-8", "replace")
        room = len(raw) + 8
        while True:
            array = (self._lib.llama_token * room)()
            count = self._lib.llama_tokenize(
                self._vocab, raw, len(raw), array, room, False, special
            )
            if count >= 0:
                return list(array[:count])
            room = -count

    def opening(self) -> list[int]:
        """Return the tokens every text of this model begins with (its BOS, if it wants one)."""
        wants = self._lib.llama_vocab_get_add_bos(self._vocab)
        return [self._lib.llama_vocab_bos(self._vocab)] if wants else []

    def control_words(self) -> dict[str, int]:
        """Return the control tokens by the text that stands for them in a chat template."""
        found = {}
        for token in range(self.size):
            if self._lib.llama_vocab_is_control(self._vocab, token):
                raw = self._lib.llama_vocab_get_text(self._vocab, token)
                if raw:
                    found[raw.decode("utf-8", "replace")] = token
        return found

    def name_of(self, which: str) -> str:
        """Return the text of the `bos` or `eos` token, empty when the model has none."""
        token = getattr(self._lib, f"llama_vocab_{which}")(self._vocab)
        if token < 0:
            return ""
        raw: bytes = self._lib.llama_vocab_get_text(self._vocab, token) or b""
        return raw.decode("utf-8", "replace")

    def piece(self, token: int) -> bytes:
        """Return the bytes a token stands for: possibly part of a letter; empty for control."""
        length = self._lib.llama_token_to_piece(
            self._vocab, token, self._piece, len(self._piece), 0, False
        )
        if length < 0:
            self._piece = ctypes.create_string_buffer(-length)
            return self.piece(token)
        return bytes(self._piece.raw[:length])

    def end_token(self) -> int:
        """Return the token with which this model's turns end, -1 when it has none."""
        return int(self._lib.llama_vocab_eos(self._vocab))

    def ends(self, token: int) -> bool:
        """Say whether this token ends a reply."""
        return token in self._ends or bool(self._lib.llama_vocab_is_eog(self._vocab, token))
