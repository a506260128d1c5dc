"""How the fields of a character are called, what each does, and in which groups they stand."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.core.characters.character import FIELDS, Kind

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class FieldWords:
    """One field: its title, and one plain line that says what it does for the agent."""

    name: str
    title: str
    about: str

    @property
    def kind(self) -> Kind:
        """How its value is edited."""
        return FIELDS[self.name]


@dataclass(frozen=True, slots=True)
class Part:
    """A group of fields with its heading."""

    title: str
    fields: tuple[FieldWords, ...]


def parts() -> tuple[Part, ...]:
    """Return every field of `FIELDS` in its group, in the order they are shown."""
    return (
        Part(translate("CharacterWords", "Who it is"), _who()),
        Part(translate("CharacterWords", "What it is told"), _told()),
        Part(translate("CharacterWords", "What it knows"), _knows()),
        Part(translate("CharacterWords", "How it talks"), _talks()),
        Part(translate("CharacterWords", "The rest"), _rest()),
    )


def titles() -> dict[str, str]:
    """Return how each field is called, by its name."""
    return {field.name: field.title for part in parts() for field in part.fields}


def hint(kind: Kind) -> str:
    """Return an example for an empty field of a kind, '' where none is needed."""
    return {
        Kind.TALKS: translate("CharacterWords", "Sam: Good evening."),
        Kind.LORE: translate("CharacterWords", "harbour, boats + storm"),
        Kind.TEXTS: '{"name": "text"}',
        Kind.VALUES: '{"name": "value"}',
    }.get(kind, "")


def rule(kind: Kind) -> str:
    """Return how a kind of text is written where its field's one line has no room for it."""
    return {
        Kind.LINES: translate(
            "CharacterWords", "A line that begins with two spaces goes on with the one above."
        ),
        Kind.TALKS: translate(
            "CharacterWords", "A line that begins with two spaces goes on with the one above."
        ),
        Kind.WORDS: translate(
            "CharacterWords", 'A word that holds a comma stands in quotation marks: "a, b".'
        ),
        Kind.LORE: translate(
            "CharacterWords",
            "lamp, light + storm: one of the first two and the last have to come up. [Aa] in "
            "front: capitals count.",
        ),
    }.get(kind, "")


def _who() -> tuple[FieldWords, ...]:
    return (
        FieldWords(
            "name",
            translate("CharacterWords", "Name"),
            translate("CharacterWords", "What it is called, here and in its prompt."),
        ),
        FieldWords(
            "nickname",
            translate("CharacterWords", "Nickname"),
            translate("CharacterWords", "Stands for {{char}} in its texts instead of the name."),
        ),
        FieldWords(
            "username",
            translate("CharacterWords", "User name"),
            translate("CharacterWords", "Kept for services that ask for one."),
        ),
    )


def _told() -> tuple[FieldWords, ...]:
    return (
        FieldWords(
            "system",
            translate("CharacterWords", "Instruction"),
            translate("CharacterWords", "Told before all else: the place for what must hold."),
        ),
        FieldWords(
            "bio",
            translate("CharacterWords", "About it"),
            translate("CharacterWords", "Who it is. One sentence a line, what matters most first."),
        ),
        FieldWords(
            "personality",
            translate("CharacterWords", "Personality"),
            translate("CharacterWords", "What it is like, as a text."),
        ),
        FieldWords(
            "scenario",
            translate("CharacterWords", "Scene"),
            translate("CharacterWords", "Where and when a conversation takes place."),
        ),
        FieldWords(
            "lore",
            translate("CharacterWords", "Background"),
            translate("CharacterWords", "What it has lived through. One thing a line."),
        ),
        FieldWords(
            "closing",
            translate("CharacterWords", "Always"),
            translate("CharacterWords", "A reminder that counts in every conversation."),
        ),
    )


def _knows() -> tuple[FieldWords, ...]:
    return (
        FieldWords(
            "knowledge",
            translate("CharacterWords", "Facts"),
            translate("CharacterWords", "What it knows at all times. One fact a line."),
        ),
        FieldWords(
            "lorebook",
            translate("CharacterWords", "Facts by keyword"),
            translate(
                "CharacterWords",
                "Told when a keyword comes up. A line of keywords, then the text; --- between two.",
            ),
        ),
        FieldWords(
            "topics",
            translate("CharacterWords", "Topics"),
            translate("CharacterWords", "What it knows about, with commas between."),
        ),
    )


def _talks() -> tuple[FieldWords, ...]:
    return (
        FieldWords(
            "adjectives",
            translate("CharacterWords", "Adjectives"),
            translate("CharacterWords", "What it is like in single words, with commas between."),
        ),
        FieldWords(
            "style_all",
            translate("CharacterWords", "Style"),
            translate("CharacterWords", "How it writes everywhere. One rule a line."),
        ),
        FieldWords(
            "style_chat",
            translate("CharacterWords", "Style in conversation"),
            translate("CharacterWords", "How it writes to a person. One rule a line."),
        ),
        FieldWords(
            "style_post",
            translate("CharacterWords", "Style in posts"),
            translate("CharacterWords", "How it writes to everybody. Not used in conversations."),
        ),
        FieldWords(
            "greeting",
            translate("CharacterWords", "Greeting"),
            translate("CharacterWords", "Shows it how it opens a conversation."),
        ),
        FieldWords(
            "message_examples",
            translate("CharacterWords", "Example conversations"),
            translate(
                "CharacterWords",
                "Shows how it talks. A name, a colon, what is said; a blank line between two.",
            ),
        ),
        FieldWords(
            "post_examples",
            translate("CharacterWords", "Example posts"),
            translate("CharacterWords", "One a line. Not used in conversations."),
        ),
    )


def _rest() -> tuple[FieldWords, ...]:
    return (
        FieldWords(
            "templates",
            translate("CharacterWords", "Prompt templates"),
            translate("CharacterWords", "Kept for export, as JSON. No prompt is made with them."),
        ),
        FieldWords(
            "settings",
            translate("CharacterWords", "Settings of its file"),
            translate("CharacterWords", "Kept for export, as JSON. They change nothing here."),
        ),
        FieldWords(
            "plugins",
            translate("CharacterWords", "Plugins"),
            translate("CharacterWords", "Kept for export. A character brings no code along."),
        ),
    )
