"""What the Settings pane is generated from: the typed settings, read as data, without widgets."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

from pydantic.fields import FieldInfo
from PySide6.QtCore import QCoreApplication

from app.core.settings import Section, Settings


class Editor(StrEnum):
    """Which control a value gets."""

    SWITCH = "switch"
    CHOICE = "choice"
    TEXT = "text"
    WHOLE = "whole"
    NUMBER = "number"
    FILE = "file"
    AGENT = "agent"


SPECIAL = {("model", "local_file"): Editor.FILE, ("general", "default_agent"): Editor.AGENT}
"""Texts that are chosen rather than typed."""

HIDDEN = frozenset({("general", "wizard_done")})
"""Kept by the program itself; the pane has a button for it instead."""


@dataclass(frozen=True, slots=True)
class Field:
    """One setting: how it is called, explained and edited. `optional` ones may be left empty."""

    section: str
    name: str
    title: str
    description: str
    editor: Editor
    choices: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A section of the settings file, with its heading."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]


def groups() -> tuple[Group, ...]:
    """Return every section with its settings, in the order of `app/core/settings.py`."""
    return tuple(
        _group(name, info.annotation)
        for name, info in Settings.model_fields.items()
        if isinstance(info.annotation, type) and issubclass(info.annotation, Section)
    )


def value_of(settings: Settings, field: Field) -> object:
    """Return a setting's current value; an enumeration's as its text."""
    value: object = getattr(getattr(settings, field.section), field.name)
    return value.value if isinstance(value, Enum) else value


def parse(field: Field, text: str) -> object:
    """Return what the settings are given for what was typed; they check it.

    An empty optional setting is None. What is not a number stays a text, so that the settings
    refuse it in their own words.
    """
    text = text.strip()
    if field.optional and not text:
        return None
    if field.editor not in {Editor.WHOLE, Editor.NUMBER}:
        return text
    try:
        return int(text) if field.editor is Editor.WHOLE else float(text.replace(",", "."))
    except ValueError:
        return text


def written(value: object) -> str:
    """Return a value as it stands in a field; whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def bounds(field: Field) -> str:
    """Return the allowed range in words, or nothing."""
    if field.low is None or field.high is None:
        return ""
    words = QCoreApplication.translate("Settings", "{low} to {high}")
    return words.format(low=written(field.low), high=written(field.high))


def choice_words(value: str) -> str:
    """Return what a choice is called."""
    translate = QCoreApplication.translate
    words: Mapping[str, str] = {
        "system": translate("Settings", "As the system"),
        "light": translate("Settings", "Light"),
        "dark": translate("Settings", "Dark"),
        "en": "English",
        "de": "Deutsch",
        "local": translate("Settings", "On this computer"),
        "openai": translate("Settings", "OpenAI, or a server that speaks like it"),
        "anthropic": "Anthropic",
        "debug": translate("Settings", "Everything"),
        "info": translate("Settings", "The usual"),
        "warning": translate("Settings", "Warnings and errors"),
        "error": translate("Settings", "Errors only"),
    }
    return words.get(value, value)


def told(field: Field, sentence: str) -> str:
    """Return an error's sentence without the place it names: it stands right beside it."""
    prefix = f"{field.section}.{field.name}: "
    text = sentence.removeprefix(prefix)
    return text[:1].upper() + text[1:]


def _group(name: str, section: type[Section]) -> Group:
    translate = QCoreApplication.translate
    titles = {
        "general": translate("Settings", "General"),
        "model": translate("Settings", "Model"),
        "memory": translate("Settings", "Memory"),
        "logs": translate("Settings", "Log"),
    }
    fields = tuple(
        _field(name, key, info)
        for key, info in section.model_fields.items()
        if (name, key) not in HIDDEN
    )
    about = translate("Settings", (section.__doc__ or "").strip())
    return Group(name, titles.get(name, name.capitalize()), about, fields)


def _field(section: str, name: str, info: FieldInfo) -> Field:
    translate = QCoreApplication.translate
    kind, optional = _plain(info.annotation)
    low, high = _range(info)
    return Field(
        section=section,
        name=name,
        title=translate("Settings", info.title or name),
        description=translate("Settings", info.description or ""),
        editor=SPECIAL.get((section, name)) or _editor(kind),
        choices=_choices(kind),
        low=low,
        high=high,
        optional=optional,
    )


def _plain(annotation: Any) -> tuple[Any, bool]:
    """Return the type without `None` and `Annotated`, and whether None is allowed."""
    if typing.get_origin(annotation) in {types.UnionType, typing.Union}:
        parts = [part for part in typing.get_args(annotation) if part is not type(None)]
        return _plain(parts[0])[0], True
    if typing.get_origin(annotation) is typing.Annotated:
        return _plain(typing.get_args(annotation)[0])
    return annotation, False


def _range(info: FieldInfo) -> tuple[float | None, float | None]:
    notes = list(info.metadata)
    for part in typing.get_args(info.annotation):
        if typing.get_origin(part) is typing.Annotated:
            for note in typing.get_args(part)[1:]:
                notes += note.metadata if isinstance(note, FieldInfo) else [note]
    # The bounds' own classes belong to a library we do not depend on: they are told by their names.
    low = next((note.ge for note in notes if hasattr(note, "ge")), None)
    high = next((note.le for note in notes if hasattr(note, "le")), None)
    return low, high


def _choices(kind: Any) -> tuple[str, ...]:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return tuple(str(member.value) for member in kind)
    if typing.get_origin(kind) is typing.Literal:
        return tuple(str(value) for value in typing.get_args(kind))
    return ()


def _editor(kind: Any) -> Editor:
    if _choices(kind):
        return Editor.CHOICE
    return {bool: Editor.SWITCH, int: Editor.WHOLE, float: Editor.NUMBER}.get(kind, Editor.TEXT)
