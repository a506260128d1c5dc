"""The words of the gallery that are about files: what they are, what became of them."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication

from app.core.arrival import TakenIn
from app.core.characters.character import MAX_NAME_CHARS
from app.core.characters.contents import Container
from app.core.characters.report import CheckReport

LONGEST = 40
"""A run of letters without a space may be this long before it may break, so that nothing a file
says can make a window wider."""

MOST_CHARS = 400
"""What a file says is cut to this where it is only quoted."""

_BREAK = "\u200b"

translate = QCoreApplication.translate


def quoted(text: str, most: int = MOST_CHARS) -> str:
    """Return what a file says, cut to `most` letters, in one line that a label can wrap."""
    shown = text if len(text) <= most else text[: most - 1] + "…"
    return " ".join(_BREAK.join(_pieces(word)) for word in shown.split())


def _pieces(word: str) -> list[str]:
    return [word[at : at + LONGEST] for at in range(0, len(word), LONGEST)]


def told_form(report: CheckReport) -> str:
    """Say where a character comes from, as "Tavern V2 card in a PNG picture"."""
    form = report.format
    if report.container == Container.FOLDER:
        return translate("AgentsPane", "A folder of OpenClaw")
    if not form.startswith("Tavern"):
        return translate("AgentsPane", "A character of ElizaOS {version}").format(version=form)
    return {
        Container.PNG.value: translate("AgentsPane", "{form} card in a PNG picture"),
        Container.CHARX.value: translate("AgentsPane", "{form} card in a CHARX archive"),
    }.get(report.container, translate("AgentsPane", "{form} card as JSON")).format(form=form)


def container_word(container: Container) -> str:
    """Return what an export is, in a word or two."""
    return {
        Container.JSON: translate("AgentsPane", "JSON file"),
        Container.PNG: translate("AgentsPane", "PNG picture"),
        Container.CHARX: translate("AgentsPane", "CHARX archive"),
        Container.FOLDER: translate("AgentsPane", "folder"),
    }[container]


def told_taken(taken: TakenIn) -> str:
    """Say what became of a file that was taken in."""
    if taken.unchanged:
        words = [translate("AgentsPane", "{name} was here already, exactly so.")]
    elif taken.replaced:
        words = [translate("AgentsPane", "{name} was replaced. Its earlier state is a version.")]
    else:
        words = [translate("AgentsPane", "{name} is here.")]
    if taken.stored:
        words.append(translate("AgentsPane", "Its keys went to your keyring."))
    if taken.left_out:
        words.append(translate("AgentsPane", "Its keys were left out."))
    return " ".join(words).format(name=taken.agent.name)


def free_name(name: str, taken: Collection[str]) -> str:
    """Return the name with the first number behind it that nobody has."""
    used = {each.casefold() for each in taken}
    number = 2
    while True:
        tail = f" {number}"
        tried = name[: MAX_NAME_CHARS - len(tail)] + tail
        if tried.casefold() not in used:
            return tried
        number += 1
