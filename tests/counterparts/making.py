"""What the variations of characters are made with: a place, dice, and the boxes they come in."""

from __future__ import annotations

import copy
import json
import random
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tests.counterparts import cards
from tests.counterparts.cards import Document

Item = TypeVar("Item")

MARKERS = ("n0tt0bes33n", "dec0de5afe0dd5")
"""Stand in every planted key, in any case; the second where only hexadecimal digits can."""

ROUND = 25
"""How many kinds of variations there are, and so how far apart each comes round."""

IMPORTED, REFUSED, EITHER = "imported", "refused", ""

_WORDS = (
    "Keeper",
    "Ada",
    "Brel",
    "Tove",
    "M\u00fcller",
    "\u51ea\u3044\u3060\u6d77",
    "O'Hara",
    "Zo\u00eb \U0001f98a",
)


@dataclass(frozen=True, slots=True)
class Variation:
    """One file or folder to take in. `must` is what has to become of it, where that is known.

    `document` is what it says, where it is whole: the export has to say the same, without the
    keys. `planted` is how many of those there are.
    """

    kind: str
    what: str
    path: Path
    must: str = EITHER
    document: Any = None
    planted: int = 0


class Maker:
    """Makes one variation below `folder`; `number` makes its name and its place its own."""

    def __init__(self, folder: Path, dice: random.Random, number: int, kind: str) -> None:
        self.dice = dice
        self.number = number
        self._kind = kind
        self._folder = folder / str(number)
        self._folder.mkdir(parents=True)

    # --- choices ------------------------------------------------------------------------------

    @property
    def name(self) -> str:
        """A name that no other variation has."""
        return f"{_WORDS[self.number % len(_WORDS)]} {self.number}"

    def one(self, items: Sequence[Item]) -> Item:
        return self.dice.choice(items)

    def turn(self, items: Sequence[Item]) -> Item:
        """Return the next item: a kind that comes round often enough misses none."""
        return items[self.number // ROUND % len(items)]

    def form(self) -> str:
        return self.one(list(cards.FORMS))

    def document(self, form: str) -> Document:
        return cards.FORMS[form](self.name)

    def secret(self) -> str:
        """Return a key in one of the shapes that `app.core.redaction` knows."""
        rest = "".join(self.dice.choices(string.ascii_letters + string.digits, k=40))
        upper, digits = rest.upper(), "".join(self.dice.choices("0123456789abcdef", k=50))
        body = f"{MARKERS[0]}{rest}"
        shapes = (
            f"sk-ant-api03-{body}",
            f"sk-proj-{body}",
            f"ghp_{body[:36]}",
            f"AKIA{MARKERS[0].upper()}{upper[:5]}",
            f"{self.dice.randrange(10**8, 10**9)}:{body[:35]}",
            f"xoxb-{body}",
            f"AIza{body[:35]}",
            f"eyJhbGciOiJI.eyJ{body}.{rest}",
            f"0x{MARKERS[1]}{digits}",
            f"-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----",
        )
        return self.one(shapes)

    # --- files --------------------------------------------------------------------------------

    @property
    def outside(self) -> Path:
        """A folder beside the one that is taken in: nothing in it may be read."""
        folder = self._folder / "outside"
        folder.mkdir(exist_ok=True)
        return folder

    def file(self, content: bytes, suffix: str = ".json", stem: str = "character") -> Path:
        path = self._folder / f"{stem}{suffix}"
        path.write_bytes(content)
        return path

    def folder(self) -> Path:
        path = self._folder / "workspace"
        path.mkdir(exist_ok=True)
        return path

    def of(self, what: str, path: Path, must: str = EITHER, planted: int = 0) -> Variation:
        return Variation(
            self._kind, f"{self.number} {self._kind}: {what}", path, must, None, planted
        )

    def said(self, made: Variation, document: Any) -> Variation:
        """Return the variation with what its export has to say."""
        whole = copy.deepcopy(document)
        return Variation(made.kind, made.what, made.path, made.must, whole, made.planted)

    def boxed(
        self, document: Document, what: str, must: str = EITHER, planted: int = 0
    ) -> Variation:
        """Write a document into one of the containers that its form comes in."""
        if "SOUL.md" in document:
            return self.of(what, cards.workspace(self.folder(), document), must, planted)
        box, suffix, content = self.box(document)
        return self.of(f"{what}, {box}", self.file(content, suffix), must, planted)

    def box(self, document: Document) -> tuple[str, str, bytes]:
        """Return (container, suffix, content) of a document that comes in a file."""
        spec = str(document.get("spec", ""))
        boxes = ["JSON"]
        if spec or "first_mes" in document or "char_name" in document:
            boxes += ["tEXt", "zTXt", "iTXt"]
        if spec:
            boxes += ["CHARX", "JPEG"]
        box = self.one(boxes)
        if box == "JSON":
            text = json.dumps(document, ensure_ascii=self.one([True, False]))
            return box, ".json", text.encode("utf-8", "surrogatepass")
        if box == "CHARX":
            return box, ".charx", cards.charx_card(document)
        if box == "JPEG":
            return box, ".jpg", cards.jpeg_with(cards.charx_card(document))
        return box, ".png", cards.png_card(document, box)


def fields(document: Document) -> Document:
    """Return the part of a document that holds its fields."""
    inner = document.get("data")
    return inner if isinstance(inner, dict) else document


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every (object or list, key) within a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in list(inner):
        yield value, key
        if isinstance(item, dict | list):
            yield from places(item)
