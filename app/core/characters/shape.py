"""What a character document looks like from outside, as a report tells it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of a document, and what becomes of its parts.

    `form` is `0.x`, `1.x` or `2.x` of ElizaOS, `Tavern V1`, `Tavern V2`, `Tavern V3`, or
    `OpenClaw`. `mapped` names each part that is used, with what it becomes where that has another
    name ("lorebook -> knowledge"). `kept` names each part that is only kept, with the reason
    behind it in brackets where there is one to tell.
    """

    form: str
    mapped: tuple[str, ...]
    kept: tuple[str, ...]
    warnings: tuple[str, ...]
