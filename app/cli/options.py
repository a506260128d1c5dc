"""Options and arguments that several words share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Agent = Annotated[str, typer.Option("--agent", help="The agent's name. Usual: the default one.")]
RoomName = Annotated[str, typer.Option("--room", help="The conversation, by name or id.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
File = Annotated[Path, typer.Argument(help="A file.")]
Name = Annotated[str, typer.Argument(help="A name.")]


def absolute(file: Path) -> str:
    """Return the full path: the owner of the home may stand in another folder."""
    return str(file.expanduser().absolute())


def sure(yes: bool, question: str) -> None:
    """Ask, unless told not to; a no ends the command with exit code 1."""
    if not yes:
        typer.confirm(question, abort=True, err=True)
