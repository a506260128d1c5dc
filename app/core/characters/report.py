"""What importing a character would make of it, told before anything is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.core.characters.flags import Flag, find_flags, told
from app.core.characters.forms import form_of
from app.core.characters.reading import CharacterFile, load_character
from app.core.characters.secrets import take_secrets
from app.core.errors import ConfigError


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What importing a file would make of it. Names of secrets only, never a value.

    `why_kept` gives the reason for those of `kept_unknown` that have one worth telling. `flags`
    are instructions in the character that try something: they are told, and do nothing.
    """

    file: str
    ok: bool
    format: str = ""
    name: str = ""
    mapped: tuple[str, ...] = ()
    kept_unknown: tuple[str, ...] = ()
    secrets_found: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    container: str = ""
    why_kept: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[Flag, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the report as `familiar character check --json` prints it."""
        return {
            "file": self.file,
            "ok": self.ok,
            "format": self.format,
            "name": self.name,
            "mapped": list(self.mapped),
            "kept_unknown": list(self.kept_unknown),
            "secrets_found": list(self.secrets_found),
            "warnings": list(self.warnings),
            "container": self.container,
            "why_kept": dict(self.why_kept),
            "flags": [told(flag) for flag in self.flags],
        }


def check_character(path: Path) -> CheckReport:
    """Say what an import would do with a file; writes nothing, and never raises for a bad file."""
    try:
        file = load_character(path)
    except ConfigError as error:
        return CheckReport(file=str(path), ok=False, warnings=(error.text,))
    return report_of(path, file)


def report_of(path: Path, file: CharacterFile) -> CheckReport:
    """Say what an import would do with a character that was read."""
    cleaned, secrets = take_secrets(file.document)
    shape = form_of(file.document).shape(cleaned)
    reasons = why_kept(shape.kept)
    return CheckReport(
        file=str(path),
        ok=True,
        format=shape.form,
        name=file.character.name,
        mapped=shape.mapped,
        kept_unknown=tuple(reasons),
        secrets_found=tuple(sorted(secrets)),
        warnings=(*file.warnings, *shape.warnings),
        container=file.container.value,
        why_kept={name: reason for name, reason in reasons.items() if reason},
        flags=find_flags(cleaned),
    )


def why_kept(kept: tuple[str, ...]) -> dict[str, str]:
    """Return the reason behind each of `Shape.kept` by its name, '' where none is told."""
    found = {}
    for line in kept:
        name, bracket, reason = line.removesuffix(")").partition(" (")
        found[name if bracket else line] = reason
    return found
