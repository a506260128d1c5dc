"""The names people read for the parts that health speaks of."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_NAMES: dict[str, str] = {
    "database": QT_TRANSLATE_NOOP("Parts", "Database"),
    "recall": QT_TRANSLATE_NOOP("Parts", "Memory index"),
    "index": QT_TRANSLATE_NOOP("Parts", "Memory index"),
    "embedder": QT_TRANSLATE_NOOP("Parts", "Memory search"),
    "model": QT_TRANSLATE_NOOP("Parts", "Model"),
    "keyring": QT_TRANSLATE_NOOP("Parts", "Keyring"),
    "disk": QT_TRANSLATE_NOOP("Parts", "Disk"),
    "memory": QT_TRANSLATE_NOOP("Parts", "Working memory"),
    "loop": QT_TRANSLATE_NOOP("Parts", "Responsiveness"),
}


def part_name(part: str) -> str:
    """Return the name of a part in the person's language; an unknown one as it is, capitalised."""
    if part in _NAMES:
        return QCoreApplication.translate("Parts", _NAMES[part])
    return part[:1].upper() + part[1:]
