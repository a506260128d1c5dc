"""What `character …` and `agent add` mean."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from app.core.arrival import Choices, SameName, SecretsTo
from app.core.characters.contents import Target, file_name
from app.core.characters.diff import told
from app.core.commands_agents import named_agent, shown
from app.core.commands_params import Items, Params, file_of, number_of, text_of
from app.core.errors import ConfigError

if TYPE_CHECKING:
    from app.core.arrival import Arrival
    from app.core.host import Host

Word = TypeVar("Word", bound=StrEnum)

MAX_VERSION = 1_000_000_000


async def bring(host: Host, params: Params) -> Items:
    """Take a character into the library and make an agent of it.

    `secrets` is `keyring` or `leave-out`, `same_name` is `keep-both` or `replace`, `name` what it
    is called then. When an answer is missing that the file asks for, yields what it would bring
    and raises ConfigError, with nothing kept.
    """
    arrival = await host.intake.look(file_of(params))
    choices = Choices(
        secrets=_one_of(SecretsTo, params, "secrets", SecretsTo.REFUSE),
        same_name=_one_of(SameName, params, "same_name", SameName.REFUSE),
        name=text_of(params, "name"),
    )
    if arrival.same and not arrival.identical and choices.same_name is SameName.REFUSE:
        yield {"refused": "same name", **_brought(arrival)}
    elif arrival.report.secrets_found and choices.secrets is SecretsTo.REFUSE:
        yield {"refused": "keys", **_brought(arrival)}
    done = await host.intake.take_in(arrival, choices)
    yield {
        **shown(done.agent),
        **_brought(arrival),
        "name": done.agent.name,
        "secrets": list(done.stored),
        "left_out": list(done.left_out),
        "replaced": done.replaced,
        "unchanged": done.unchanged,
    }


async def export(host: Host, params: Params) -> Items:
    """Give a character back: into the file `to`, which must not be there yet, or as text."""
    info = await named_agent(host, params)
    target = _one_of(Target, params, "form", Target.ORIGINAL)
    path = file_of(params, "to") if text_of(params, "to") else None
    done = await host.library.export(info.id, target, path)
    usual = await host.library.container(info.id)
    yield {
        "agent": info.name,
        "container": done.container.value,
        "file": str(path) if path else "",
        "text": done.body.decode(),
        "notes": list(done.notes),
        "file_name": file_name(info.name, usual),
    }


async def history(host: Host, params: Params) -> Items:
    """Yield the versions of a character, newest first."""
    info = await named_agent(host, params)
    for version in await host.library.versions(info.id):
        yield {
            "number": version.number,
            "at": version.at.isoformat(),
            "note": version.note,
            "changes": {change.field: told(change) for change in version.changes},
        }


async def undo(host: Host, params: Params) -> Items:
    """Go back to the version before, or to the version `to`."""
    info = await named_agent(host, params)
    if "to" in params:
        number = number_of(params, "to", 1, MAX_VERSION)
        yield shown(await host.library.restore(info.id, number))
    else:
        yield shown(await host.library.undo(info.id))


async def duplicate(host: Host, params: Params) -> Items:
    """Make another agent of the same character, called `name`."""
    info = await named_agent(host, params)
    yield shown(await host.library.duplicate(info.id, text_of(params, "name")))


def _brought(arrival: Arrival) -> dict[str, Any]:
    report = arrival.report.to_json()
    return {
        **{key: report[key] for key in ("format", "container", "warnings", "flags")},
        "keys": report["secrets_found"],
        "changes": {change.field: told(change) for change in arrival.changes},
    }


def _one_of(kind: type[Word], params: Params, name: str, usual: Word) -> Word:
    value = text_of(params, name)
    try:
        return kind(value) if value else usual
    except ValueError as error:
        raise ConfigError(f"'{name}' is one of {', '.join(kind)}.") from error
