"""The names people read for the parts that health speaks of."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def part_name(part: str) -> str:
    """Return the name of a part in the person's language; an unknown one as it is, capitalised."""
    translate = QCoreApplication.translate
    names = {
        "database": translate("Parts", "Database"),
        "recall": translate("Parts", "Memory index"),
        "model": translate("Parts", "Model"),
        "keyring": translate("Parts", "Keyring"),
        "disk": translate("Parts", "Disk"),
        "memory": translate("Parts", "Working memory"),
        "loop": translate("Parts", "Responsiveness"),
    }
    return names.get(part) or part[:1].upper() + part[1:]
