"""What importing a character would make of it, told before anything is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.core.characters.flags import Flag, find_flags, told
from app.core.characters.forms import form_of, parse_character
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


@dataclass(frozen=True, slots=True)
class Examined:
    """A character that was read, its keys apart: `file.document` holds none of `secrets` more."""

    file: CharacterFile
    secrets: Mapping[str, str] = field(repr=False)
    report: CheckReport


def check_character(path: Path) -> CheckReport:
    """Say what an import would do with a file; writes nothing, and never raises for a bad file."""
    try:
        return examine(path).report
    except ConfigError as error:
        return CheckReport(file=str(path), ok=False, warnings=(error.text,))


def examine(path: Path) -> Examined:
    """Read a character and say what an import would do with it. Raises ConfigError.

    A hostile file of 5 MB takes some seconds of CPU: see `character_reader`.
    """
    file = load_character(path)
    cleaned, secrets = take_secrets(file.document)
    shape = form_of(cleaned).shape(cleaned)
    reasons = why_kept(shape.kept)
    report = CheckReport(
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
    clean = replace(file, document=cleaned, character=parse_character(cleaned))
    return Examined(clean, secrets, report)


def why_kept(kept: tuple[str, ...]) -> dict[str, str]:
    """Return the reason behind each of `Shape.kept` by its name, '' where none is told."""
    found = {}
    for line in kept:
        name, bracket, reason = line.removesuffix(")").partition(" (")
        found[name if bracket else line] = reason
    return found
