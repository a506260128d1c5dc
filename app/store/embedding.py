"""What both sides of the recall worker know about vectors and their place; light."""

from __future__ import annotations

from pathlib import Path

from app.core.message import stable_id

EMBEDDER = "all-minilm-l6-v2-int8"
"""The shipped embedder's name; kept with every vector, so that two models' never mix."""
WIDTH = 384
"""Numbers in a vector; each is a little-endian float16, so 768 bytes."""


def folder_of(folder: Path, agent_id: str) -> Path:
    """Return where an agent's index is: under a name made from its id, never the id itself."""
    return folder / stable_id("index", agent_id)


def aside_of(place: Path) -> Path:
    """Return where a broken index is put."""
    return place.with_name(f"{place.name}.damaged")
