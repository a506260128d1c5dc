"""What the engine has read, kept per conversation, so that no beginning is read twice.

The current conversation lives in the engine. The others are kept as bytes, the longest unused
dropped first when they pass the bound.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from app.models._llama_engine import Engine

MAX_BYTES = 256 * 1024 * 1024
"""Memory for the conversations that are not the current one."""


@dataclass(frozen=True, slots=True)
class _Kept:
    tokens: list[int]
    state: bytes


def shared(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many tokens the two have in common from the beginning."""
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left != right:
            return index
    return min(len(one), len(other))


class PrefixCache:
    """Prepares an engine for a prompt with as much of it already read as anything kept allows."""

    def __init__(self, engine: Engine, max_bytes: int = MAX_BYTES) -> None:
        self._engine = engine
        self._max_bytes = max_bytes
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._current = ""

    @property
    def size(self) -> int:
        """The bytes kept for conversations that are not the current one."""
        return sum(len(kept.state) for kept in self._kept.values())

    def prepare(self, conversation: str, prompt: Sequence[int]) -> int:
        """Make the engine hold a beginning of `prompt`; return how many tokens that is.

        At least one token is always left to read: choosing the next one starts from it.
        """
        usable = prompt[:-1]
        best, common = self._best(usable)
        if conversation != self._current:
            self._put_away()
            self._current = conversation
        # Restore only when a kept state knows more of the prompt than the engine itself does.
        kept = self._kept.get(best)
        if kept is not None:
            self._kept.move_to_end(best)
            if not self._engine.restore(kept.state, kept.tokens):
                del self._kept[best]
                common = 0
        self._kept.pop(conversation, None)
        return self._engine.keep(common)

    def _best(self, prompt: Sequence[int]) -> tuple[str, int]:
        """Return whose state shares most with the prompt, and how much; '' is the engine's own."""
        best, common = "", shared(self._engine.tokens, prompt)
        for name, kept in self._kept.items():
            if (found := shared(kept.tokens, prompt)) > common:
                best, common = name, found
        return best, common

    def _put_away(self) -> None:
        """Keep the current conversation's state, within the bound."""
        engine = self._engine
        if not self._current or not engine.tokens or engine.state_size() > self._max_bytes:
            return
        self._kept[self._current] = _Kept(list(engine.tokens), engine.state())
        self._kept.move_to_end(self._current)
        while self.size > self._max_bytes:
            self._kept.popitem(last=False)
