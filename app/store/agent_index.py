"""One agent's vectors: a Chroma folder, and in memory the rows that are not in it yet.

Only inside the recall worker. Nothing here is the truth: SQL has every vector, and a folder that
behaves oddly is put aside and filled again.
"""

from __future__ import annotations

import shutil
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import chromadb
import numpy as np
from chromadb.api.shared_system_client import SharedSystemClient
from chromadb.config import Settings
from numpy.typing import NDArray

from app.core.errors import StoreError
from app.store.embedding import EMBEDDER, WIDTH, aside_of

FLUSH_ROWS = 200
"""Rows gathered before Chroma gets them: one at a time costs it 6 ms each, in bulk 0.4."""
REPLACED = 10
"""Rows asked for beyond the limit, because some may just have been given another vector."""
ROOMS_KEPT = 4
"""Rooms whose vectors stay in memory after a search limited to them (6 MB per 8,000 rows)."""

AS_NEAR = 1e-3
"""Rows whose similarity differs by less are as near as each other (float16 keeps three digits)."""

Row = tuple[str, bytes, str]
"""Id, vector, room."""
Scored = list[tuple[str, float]]
Matrix = NDArray[np.float32]


class AgentIndex:
    """Finds the nearest rows of one agent. Rows are findable as soon as `add` returns.

    Every method raises StoreError when Chroma fails, whatever it failed at; the folder should
    then be set aside.
    """

    def __init__(self, folder: Path) -> None:
        self._fresh: dict[str, tuple[Matrix, str]] = {}
        self._rooms: OrderedDict[str, tuple[list[str], Matrix]] = OrderedDict()
        try:
            with _chroma():
                folder.mkdir(parents=True, exist_ok=True, mode=0o700)
                self._client = chromadb.PersistentClient(
                    str(folder), settings=Settings(anonymized_telemetry=False)
                )
                self._rows = self._client.get_or_create_collection(
                    EMBEDDER, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
                )
        except StoreError:
            # Chroma keeps a half-started client under the folder's name and would hand it out
            # again for the fresh folder.
            SharedSystemClient.clear_system_cache()
            raise

    def add(self, rows: Iterable[Row]) -> None:
        """Take rows in; an id that is there is replaced."""
        for found, vector, room in rows:
            self._fresh[found] = (numbers(vector), room)
            self._rooms.pop(room, None)
        if len(self._fresh) >= FLUSH_ROWS:
            self.flush()

    def flush(self) -> None:
        """Write what is only in memory."""
        if not self._fresh:
            return
        rows = list(self._fresh.items())
        with _chroma():
            for start in range(0, len(rows), FLUSH_ROWS):
                some = rows[start : start + FLUSH_ROWS]
                self._rows.upsert(
                    ids=[found for found, _ in some],
                    embeddings=np.stack([vector for _, (vector, _) in some]),
                    metadatas=[{"room": room} for _, (_, room) in some],
                )
        self._fresh.clear()

    def search(self, vectors: Matrix, limit: int, room: str = "") -> list[Scored]:
        """Return for each vector up to `limit` ids with their cosine similarity, best first.

        Limited to a room the answer is exact: that room's rows are read once and kept in memory,
        because Chroma's own filter costs more the more rows there are.
        """
        if room:
            ids, matrix = self._room(room)
            return [_best(ids, matrix @ vector, limit) for vector in vectors]
        stored = self._stored(vectors, limit)
        if not self._fresh:
            return stored
        ids = list(self._fresh)
        matrix = np.stack([vector for vector, _ in self._fresh.values()])
        return [
            sorted(old + _best(ids, matrix @ vector, limit), key=lambda pair: -pair[1])[:limit]
            for old, vector in zip(stored, vectors, strict=True)
        ]

    def nearest(self, rows: Sequence[Row]) -> list[list[str]]:
        """Return for each row the ids that are nearest to its vector, as near as the nearest."""
        vectors = np.stack([numbers(vector) for _, vector, _ in rows])
        return [
            [hit for hit, score in answer if score >= answer[0][1] - AS_NEAR]
            for answer in self.search(vectors, 5)
        ]

    def remove(self, ids: Sequence[str]) -> None:
        """Make the rows unfindable; ids that are not there do not matter."""
        for gone in ids:
            self._fresh.pop(gone, None)
        self._rooms.clear()
        if ids:
            with _chroma():
                self._rows.delete(ids=list(ids))

    def ids(self) -> list[str]:
        """Return every id."""
        with _chroma():
            stored = self._rows.get(include=[])["ids"]
        return list(dict.fromkeys((*stored, *self._fresh)))

    def count(self) -> int:
        """Return how many rows there are, after writing what was only in memory."""
        self.flush()
        with _chroma():
            return int(self._rows.count())

    def close(self) -> None:
        """Let go of the folder; what was only in memory is not written."""
        with _chroma():
            self._client.close()

    def _stored(self, vectors: Matrix, limit: int) -> list[Scored]:
        with _chroma():
            answer = self._rows.query(
                query_embeddings=vectors,
                n_results=limit + min(len(self._fresh), REPLACED),
                include=["distances"],
            )
        distances: Any = answer["distances"]
        return [
            [
                (found, 1.0 - float(distance))
                for found, distance in zip(ids, scores, strict=True)
                if found not in self._fresh
            ][:limit]
            for ids, scores in zip(answer["ids"], distances, strict=True)
        ]

    def _room(self, room: str) -> tuple[list[str], Matrix]:
        kept = self._rooms.pop(room, None) or self._read_room(room)
        if len(self._rooms) >= ROOMS_KEPT:
            self._rooms.popitem(last=False)
        self._rooms[room] = kept
        return kept

    def _read_room(self, room: str) -> tuple[list[str], Matrix]:
        with _chroma():
            answer = self._rows.get(where={"room": room}, include=["embeddings"])
        rows = {
            found: vector
            for found, vector in zip(answer["ids"], _rows_of(answer["embeddings"]), strict=True)
            if found not in self._fresh
        }
        rows.update((found, vector) for found, (vector, at) in self._fresh.items() if at == room)
        matrix = np.stack(list(rows.values())) if rows else np.zeros((0, WIDTH), np.float32)
        return list(rows), matrix


def numbers(vector: bytes) -> Matrix:
    """Return a stored vector as numbers to reckon with. Raises StoreError for a wrong length."""
    if len(vector) != WIDTH * 2:
        raise StoreError("A stored vector has the wrong size.", details=f"{len(vector)} bytes")
    return np.frombuffer(vector, "<f2").astype(np.float32)


def set_aside(folder: Path) -> None:
    """Rename the folder; the one that was set aside before is deleted."""
    aside = aside_of(folder)
    shutil.rmtree(aside, ignore_errors=True)
    if folder.exists():
        folder.rename(aside)


def delete(folder: Path) -> None:
    """Delete the folder and the one that was set aside."""
    for place in (folder, aside_of(folder)):
        if place.exists():
            shutil.rmtree(place)


def _rows_of(embeddings: Any) -> Sequence[Matrix]:
    return [np.asarray(vector, np.float32) for vector in embeddings]


def _best(ids: Sequence[str], scores: Matrix, limit: int) -> Scored:
    ordered = np.argsort(-scores, kind="stable")[:limit]
    return [(ids[place], float(scores[place])) for place in ordered]


@contextmanager
def _chroma() -> Iterator[None]:
    try:
        yield
    except Exception as error:  # its Rust side raises classes of its own, InternalError, OSError…
        raise StoreError("The memory index is damaged.", details=repr(error)) from error
