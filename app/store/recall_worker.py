"""The inside of the `recall` worker process: the embedder and every agent's index."""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from app.core.errors import StoreError
from app.core.paths import resources
from app.core.worker_side import Handler
from app.store.agent_index import AgentIndex, Row, delete, set_aside
from app.store.embedding import folder_of
from app.store.minilm import MiniLm

T = TypeVar("T")

OPEN = 8
"""Agents whose index stays open; each costs about 3 MB."""


def handlers(args: Mapping[str, Any]) -> Mapping[str, Handler]:
    """Return what the worker answers; `args["folder"]` is where the indexes are."""
    shelf = _Shelf(Path(args["folder"]))
    embedder = MiniLm(resources() / "minilm" / "tokenizer.json")

    def embed(texts: Sequence[str]) -> list[bytes]:
        return [vector.astype("<f2").tobytes() for vector in embedder.embed(texts)]

    def search(
        agent: str, texts: Sequence[str], limit: int, room: str
    ) -> list[list[tuple[str, float]]]:
        vectors = embedder.embed(texts).astype(np.float32)
        return shelf.use(agent, lambda index: index.search(vectors, limit, room))

    def add(agent: str, rows: Sequence[Row]) -> None:
        shelf.use(agent, lambda index: index.add(rows))

    return {
        "embed": embed,
        "search": search,
        "add": add,
        "remove": lambda agent, ids: shelf.use(agent, lambda index: index.remove(ids)),
        "count": lambda agent: shelf.use(agent, lambda index: index.count()),
        "ids": lambda agent: shelf.use(agent, lambda index: index.ids()),
        "nearest": lambda agent, rows: shelf.use(agent, lambda index: index.nearest(rows)),
        "flush": shelf.flush,
        "set_aside": shelf.set_aside,
        "drop": shelf.drop,
    }


class _Shelf:
    """The open indexes. One that fails is set aside at once; the caller fills it again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: OrderedDict[str, AgentIndex] = OrderedDict()

    def use(self, agent_id: str, work: Callable[[AgentIndex], T]) -> T:
        try:
            return work(self._index(agent_id))
        except StoreError:
            self.set_aside(agent_id)
            raise

    def flush(self) -> None:
        for agent_id in list(self._open):
            self.use(agent_id, lambda index: index.flush())

    def set_aside(self, agent: str) -> None:
        self._close(agent)
        set_aside(folder_of(self._folder, agent))

    def drop(self, agent: str) -> None:
        self._close(agent)
        delete(folder_of(self._folder, agent))

    def _index(self, agent_id: str) -> AgentIndex:
        index = self._open.pop(agent_id, None)
        if index is None:
            if len(self._open) >= OPEN:
                oldest = next(iter(self._open))
                self._open[oldest].flush()
                self._close(oldest)
            index = AgentIndex(folder_of(self._folder, agent_id))
        self._open[agent_id] = index
        return index

    def _close(self, agent_id: str) -> None:
        if index := self._open.pop(agent_id, None):
            with contextlib.suppress(StoreError):  # a broken one may not even close; it goes away
                index.close()
