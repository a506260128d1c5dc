"""The words of the command line that are about characters."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli import output
from app.cli.options import File, Json, Name, absolute
from app.cli.runner import Runner
from app.core.arrival import SameName, SecretsTo
from app.core.characters.contents import Target
from app.core.errors import AppError

character = typer.Typer(
    help="Characters: ElizaOS files, Tavern cards, OpenClaw folders.", no_args_is_help=True
)

Secrets = Annotated[
    str,
    typer.Option(
        help="What becomes of keys in the file: 'keyring' or 'leave-out'. Without it, a file with "
        "keys is refused."
    ),
]
KeepBoth = Annotated[
    bool, typer.Option("--keep-both", help="When the name is taken, take it in beside the other.")
]
As = Annotated[str, typer.Option("--as", help="Like --keep-both, under this name.")]
Replace = Annotated[
    bool,
    typer.Option("--replace", help="When the name is taken, make it a new version of that agent."),
]


@character.command("check")
def character_check(files: Annotated[list[Path], typer.Argument()], json: Json = False) -> None:
    """Say what importing the files would do; writes nothing."""
    from app.core.characters.report import check_character  # noqa: PLC0415 - when it is wanted

    bad = 0
    for file in files:
        report = check_character(file)
        bad += not report.ok
        if json:
            output.as_json(report.to_json())
        elif report.ok:
            _report(report.to_json())
        if not report.ok:
            output.say(f"{file}: {' '.join(report.warnings)}")
    raise typer.Exit(1 if bad else 0)


@character.command("import")
def character_import(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument()],
    secrets: Secrets = "",
    keep_both: KeepBoth = False,
    as_name: As = "",
    replace: Replace = False,
    json: Json = False,
) -> None:
    """Take characters into the library and make agents of them. One that is refused keeps no
    other away."""
    choices = _choices(secrets, keep_both, as_name, replace)
    bad = 0
    for file in files:
        try:
            _take_in(ctx.obj, {"file": absolute(file), **choices}, json)
        except AppError as error:
            bad += 1
            output.say(f"{file}: {error.text}")
    raise typer.Exit(1 if bad else 0)


def agent_add(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    ctx: typer.Context,
    file: File,
    secrets: Secrets = "",
    keep_both: KeepBoth = False,
    as_name: As = "",
    replace: Replace = False,
    json: Json = False,
) -> None:
    """Add an agent from a character file."""
    choices = _choices(secrets, keep_both, as_name, replace)
    _take_in(ctx.obj, {"file": absolute(file), **choices}, json)


@character.command("export")
def character_export(
    ctx: typer.Context,
    who: Name,
    to: Annotated[
        str, typer.Option("--to", help="A new file (.json, .png, .charx) or folder.")
    ] = "",
    form: Annotated[
        str, typer.Option(help="'original', or 'eliza' for ElizaOS 1.x.")
    ] = Target.ORIGINAL.value,
    json: Json = False,
) -> None:
    """Give a character back, without its keys. Without --to it is printed as JSON."""
    wanted = {"agent": who, "form": form, "to": absolute(Path(to)) if to else ""}
    for item in ctx.obj.items("character export", wanted):
        for note in item["notes"]:
            output.say(note)
        if json and item["file"]:
            output.as_json({key: value for key, value in item.items() if key != "text"})
        elif item["file"]:
            output.say(f"{item['agent']} is in {item['file']}.")
        else:
            output.raw(item["text"])


@character.command("history")
def character_history(ctx: typer.Context, who: Name, json: Json = False) -> None:
    """List the versions of a character, newest first."""
    found = ctx.obj.items("character history", {"agent": who})
    if json:
        output.as_json(found)
        return
    for version in found:
        when = version["at"][:16].replace("T", " ")
        output.out(f"{version['number']:>4}  {when}  {version['note']}")
        _changes(version["changes"], output.out)


@character.command("undo")
def character_undo(
    ctx: typer.Context,
    who: Name,
    to: Annotated[int | None, typer.Option("--to", help="The number of a version.", min=1)] = None,
    json: Json = False,
) -> None:
    """Go back to the version before, or to a certain one. Nothing is lost by it."""
    wanted = {"agent": who, **({"to": to} if to else {})}
    for item in ctx.obj.items("character undo", wanted):
        output.as_json(item) if json else output.say(f"{item['name']} is as it was before.")


@character.command("duplicate")
def character_duplicate(
    ctx: typer.Context,
    who: Name,
    name: Annotated[str, typer.Argument(help="Usual: the name with a number behind it.")] = "",
    json: Json = False,
) -> None:
    """Make another agent of the same character, without its conversations."""
    for item in ctx.obj.items("character duplicate", {"agent": who, "name": name}):
        output.as_json(item) if json else output.say(f"{item['name']} is here.")


def _choices(secrets: str, keep_both: bool, as_name: str, replace: bool) -> dict[str, str]:
    if secrets not in {"", SecretsTo.KEYRING, SecretsTo.LEAVE_OUT}:
        raise typer.BadParameter("--secrets is 'keyring' or 'leave-out'.")
    if replace and (keep_both or as_name):
        raise typer.BadParameter("--replace and --keep-both exclude each other.")
    same = SameName.REPLACE if replace else SameName.KEEP_BOTH if keep_both or as_name else ""
    return {"secrets": secrets, "same_name": str(same), "name": as_name}


def _take_in(runner: Runner, wanted: dict[str, str], json: bool) -> None:
    def show(item: dict[str, Any]) -> None:
        if json:
            output.as_json(item)
        elif "refused" in item:
            _refused(item)
        else:
            _taken(item)

    runner.each("character import", wanted, show)


def _refused(item: dict[str, Any]) -> None:
    """Show what the answer that is missing is about."""
    _changes(item["changes"], output.say)
    if item["refused"] == "keys":
        output.say("Add --secrets keyring, or --secrets leave-out.")
    else:
        output.say("Add --keep-both, --as NAME or --replace.")


def _taken(item: dict[str, Any]) -> None:
    if item["unchanged"]:
        output.say(f"{item['name']} is here already, exactly so.")
        return
    for line in (*item["warnings"], *item["flags"]):
        output.say(line)
    for name in item["secrets"]:
        output.say(f"{name} went to the keyring.")
    if item["left_out"]:
        output.say(f"Left out: {', '.join(item['left_out'])}.")
    output.say(f'{item["name"]} is here: familiar chat --agent "{item["name"]}"')


def _changes(changes: dict[str, list[str]], write: Any) -> None:
    for field, lines in changes.items():
        write(f"      {field}")
        for line in lines:
            write(f"        {line}")


def _report(report: dict[str, Any]) -> None:
    output.out(f"{report['file']}: {report['name']} ({report['format']}, {report['container']})")
    kept = [
        f"{name} ({report['why_kept'][name]})" if name in report["why_kept"] else name
        for name in report["kept_unknown"]
    ]
    for label, values in (
        ("used", report["mapped"]),
        ("kept, not used", kept),
        ("keys for the keyring", report["secrets_found"]),
        ("notes", report["warnings"]),
        ("look at", report["flags"]),
    ):
        if values:
            output.out(f"  {label}: {', '.join(values)}")
