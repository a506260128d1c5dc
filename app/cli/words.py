"""The words of the command line: their arguments, and which command each becomes."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from app.cli import output
from app.cli.character_words import agent_add, character
from app.cli.memory_words import memory
from app.cli.options import Agent, Json, Name, RoomName, Yes, sure
from app.cli.runner import Runner
from app.cli.talk import Talk

program = typer.Typer(
    help="AI agents on your own machine. Without a word, the window opens.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
agent = typer.Typer(help="The agents of this home.", no_args_is_help=True)
models = typer.Typer(help="The models that answer.", no_args_is_help=True)
secrets = typer.Typer(help="Keys, kept in the system's keyring.", no_args_is_help=True)
agent.command("add")(agent_add)
for name, group in (
    ("agent", agent),
    ("character", character),
    ("memory", memory),
    ("models", models),
    ("secrets", secrets),
):
    program.add_typer(group, name=name)


@program.command()
def chat(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help="What to say. Nothing: a prompt.")] = "",
    agent_name: Agent = "",
    room: RoomName = "",
    json: Json = False,
) -> None:
    """Say something and print the reply; without a text, talk at a prompt."""
    talk = Talk(ctx.obj, agent_name, room, json)
    raise typer.Exit(talk.once(text) if text else talk.loop())


@program.command()
def trace(
    ctx: typer.Context,
    trace_id: Annotated[str, typer.Argument(help="Id of a trace or of an answer.")],
    json: Json = False,
) -> None:
    """Show why an answer is what it is."""
    for item in ctx.obj.items("trace", {"id": trace_id}):
        output.as_json(item) if json else output.why(item)


@program.command()
def health(ctx: typer.Context, json: Json = False) -> None:
    """Show how every part is."""
    for item in ctx.obj.items("health", {}):
        output.as_json(item) if json else output.health(item)


@program.command()
def logs(  # noqa: PLR0913, PLR0917 - each is an option of the command line
    ctx: typer.Context,
    level: Annotated[str, typer.Option(help="The lowest level shown.")] = "",
    agent_name: Annotated[str, typer.Option("--agent", help="Only of this agent.")] = "",
    text: Annotated[str, typer.Option(help="Only lines that hold this.")] = "",
    limit: Annotated[int, typer.Option(help="How many at most.", min=1)] = 100,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Wait for more.")] = False,
    json: Json = False,
) -> None:
    """Show the newest lines of the log."""
    wanted = {"level": level, "agent": agent_name, "text": text, "limit": limit, "follow": follow}
    ctx.obj.each("logs", wanted, output.as_json if json else output.log_entry)


@agent.command("list")
def agent_list(ctx: typer.Context, json: Json = False) -> None:
    """List the agents."""
    found = ctx.obj.items("agent list", {})
    if json:
        output.as_json(found)
    else:
        rows = [(item["name"], item["state"], item["reason"] or item["summary"]) for item in found]
        output.table(("name", "state", ""), rows)


@agent.command("start")
def agent_start(ctx: typer.Context, who: Name, json: Json = False) -> None:
    """Let an agent answer."""
    _switch(ctx.obj, "agent start", who, json)


@agent.command("stop")
def agent_stop(ctx: typer.Context, who: Name, json: Json = False) -> None:
    """Let an agent rest until it is started again."""
    _switch(ctx.obj, "agent stop", who, json)


@agent.command("remove")
def agent_remove(ctx: typer.Context, who: Name, yes: Yes = False, json: Json = False) -> None:
    """Remove an agent with its conversations and memories."""
    sure(yes, f"Remove {who} with all its conversations and memories?")
    for item in ctx.obj.items("agent remove", {"agent": who}):
        output.as_json(item) if json else output.say(f"{item['removed']} was removed.")


@models.command("list")
def models_list(ctx: typer.Context, json: Json = False) -> None:
    """List the models that can answer; a star marks the one that does."""
    found = ctx.obj.items("models list", {})
    if json:
        output.as_json(found)
    else:
        rows = [("*" if m["current"] else "", m["label"], m["where"], m["name"]) for m in found]
        output.table(("", "model", "where", "name"), rows)


@secrets.command("set")
def secrets_set(ctx: typer.Context, name: Name, json: Json = False) -> None:
    """Store a key; its value is asked for, or read from stdin."""
    value = typer.prompt(name, hide_input=True) if sys.stdin.isatty() else _piped()
    for item in ctx.obj.items("secrets set", {"name": name, "value": value}):
        output.as_json(item) if json else output.say(f"{item['stored']} is in the keyring.")


@secrets.command("list")
def secrets_list(ctx: typer.Context, json: Json = False) -> None:
    """List the names of the keys; never a value."""
    names = [item["name"] for item in ctx.obj.items("secrets list", {})]
    if json:
        output.as_json(names)
    else:
        for name in names:
            output.out(name)


@secrets.command("delete")
def secrets_delete(ctx: typer.Context, name: Name, json: Json = False) -> None:
    """Remove a key from the keyring."""
    for item in ctx.obj.items("secrets delete", {"name": name}):
        output.as_json(item) if json else output.say(f"{item['deleted']} was removed.")


def _switch(runner: Runner, command: str, who: str, json: bool) -> None:
    for item in runner.items(command, {"agent": who}):
        output.as_json(item) if json else output.say(f"{item['name']}: {item['state']}")


def _piped() -> str:
    """Return the value on stdin without the line end that a pipe adds."""
    return sys.stdin.read().removesuffix("\n").removesuffix("\r")
