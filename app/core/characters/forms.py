"""The forms a character document comes in, and the way from each to the normal form and back.

A document stays in the form it came in for as long as the agent lives: an edit changes only the
fields that were edited, so that an export gives back what the program does not understand.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol
from uuid import UUID

from app.core.characters import eliza, openclaw, tavern
from app.core.characters.character import MAX_NAME_CHARS, Character
from app.core.characters.shape import Shape
from app.core.characters.texts import one_line
from app.core.errors import ConfigError
from app.core.message import is_uuid, stable_id

Document = Mapping[str, Any]


class Form(Protocol):
    """One way to write a character down. All four are pure and never raise, whatever they get."""

    def fits(self, document: Document) -> bool:
        """Say whether the document looks like this form."""

    def read(self, document: Document) -> dict[str, Any]:
        """Return the values of `Character`'s fields that the document holds (`id` optional)."""

    def write(self, document: Document, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return a copy of the document with these fields of `FIELDS` put back into it.

        Reading the copy gives these values, and for every other field what it gave before; all
        that the form does not know stays where it is. `values` are as in `Character`.
        """

    def shape(self, document: Document) -> Shape:
        """Describe the document: its form and what becomes of each part."""


_FORMS: tuple[Form, ...] = (tavern, openclaw, eliza)
"""In the order they are asked; ElizaOS's takes everything."""


def form_of(document: Document) -> Form:
    """Return the form a document is in."""
    return next(form for form in _FORMS if form.fits(document))


def parse_character(document: Document) -> Character:
    """Return the character in a document of any known form, whatever else stands in it.

    A document's own `id` counts when it is a UUID; otherwise the same name gives the same id on
    every machine. Raises ConfigError when it is no JSON object or has no usable name.
    """
    if not isinstance(document, Mapping):
        raise ConfigError("A character is a JSON object with a name, and this is something else.")
    values = form_of(document).read(document)
    name = usable_name(values.pop("name", ""))
    given = str(values.pop("id", ""))
    own = str(UUID(given)) if is_uuid(given) else stable_id("agent", name.casefold())
    return Character(**values, id=own, name=name)


def usable_name(value: Any) -> str:
    """Return a name in one line without invisible letters. Raises ConfigError when none is left."""
    name = one_line(value)
    if not name:
        raise ConfigError('The character has no name. Give it one: "name": "…".')
    if len(name) > MAX_NAME_CHARS:
        raise ConfigError(f"The character's name is longer than {MAX_NAME_CHARS} letters.")
    return name


def edited(document: Document, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document with some fields changed, in its own form.

    A value that the document already reads as is left as it stands there. Raises ConfigError for a
    bad name.
    """
    form = form_of(document)
    before = form.read(document)
    if "name" in values:
        values = {**values, "name": usable_name(values["name"])}
    return form.write(
        document, {field: value for field, value in values.items() if before.get(field) != value}
    )
