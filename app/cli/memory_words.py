"""`familiar memory …`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from app.cli import output
from app.cli.options import Agent, File, Json, RoomName, Yes, absolute, sure
from app.cli.runner import Item

memory = typer.Typer(help="What agents remember.", no_args_is_help=True)


@memory.command("import")
def memory_import(
    ctx: typer.Context, file: File, room: RoomName, agent_name: Agent = "", json: Json = False
) -> None:
    """Add history from a JSON lines file: id, author, text, at; known ids are passed over."""
    params = {"agent": agent_name, "room": room, "file": absolute(file)}
    counter = sys.stderr.isatty()

    def show(item: Item) -> None:
        if "progress" in item:
            if counter:
                sys.stderr.write(f"\r{item['progress']} of {item['of']}")
                sys.stderr.flush()
        elif json:
            output.as_json(item)
        else:
            output.say(
                f"{item['imported']} of {item['rows']} are new in {item['room']}; "
                f"{item['known']} were there before."
            )

    ctx.obj.each("memory import", params, show)


@memory.command("search")
def memory_search(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    ctx: typer.Context,
    query: Annotated[str, typer.Argument(help="What to look for.")] = "",
    batch: Annotated[Path | None, typer.Option(help="JSON lines: id, query.")] = None,
    agent_name: Agent = "",
    room: RoomName = "",
    limit: Annotated[int, typer.Option(help="Hits per query.", min=1)] = 10,
    json: Json = False,
) -> None:
    """Find memories as an answer would."""
    params: dict[str, Any] = {"agent": agent_name, "room": room, "limit": limit, "query": query}
    if batch is not None:
        params["batch"] = absolute(batch)

    def show(item: Item) -> None:
        if json:
            output.as_json(item)
            return
        if batch is not None:
            output.out(f"[{item['id']}]")
        output.hits(item["hits"])

    ctx.obj.each("memory search", params, show)


@memory.command("list")
def memory_list(
    ctx: typer.Context,
    agent_name: Agent = "",
    room: RoomName = "",
    limit: Annotated[int, typer.Option(help="How many at most.", min=1)] = 50,
    json: Json = False,
) -> None:
    """List memories, newest first."""
    wanted = {"agent": agent_name, "room": room, "limit": limit}
    ctx.obj.each("memory list", wanted, output.as_json if json else output.memory)


@memory.command("forget")
def memory_forget(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    ctx: typer.Context,
    ids: Annotated[list[str] | None, typer.Argument(help="Ids of memories.")] = None,
    agent_name: Agent = "",
    room: RoomName = "",
    author: Annotated[str, typer.Option(help="All that this person said.")] = "",
    source: Annotated[str, typer.Option(help="All that came from there.")] = "",
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Remove memories for good and say from where."""
    if not ids:
        sure(yes, "Forget all memories that match?")
    wanted = {"agent": agent_name, "room": room, "author": author, "source": source}
    for item in ctx.obj.items("memory forget", {**wanted, "ids": ids or []}):
        if json:
            output.as_json(item)
            continue
        output.out(f"Forgotten memories of {item['agent']}: {item['forgotten']}")
        for place, count in item["removed_from"].items():
            output.out(f"  {place}: {count}")
