"""Files of characters for the tests of the gallery, and ways to look at what is shown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.core.agents import AgentInfo
from app.core.arrival import Arrival, Choices, SameName, SecretsTo
from tests.counterparts import cards
from tests.ui.stage import Stage

SECRET = {"settings": {"secrets": {"TOKEN": "abc-123-def"}}}


def eliza(folder: Path, name: str = "Ada", **extra: Any) -> Path:
    """Write an ElizaOS file."""
    path = folder / f"{name.lower()}.json"
    path.write_text(json.dumps({"name": name, "bio": ["Counts."], **extra}))
    return path


def red_png(width: int = 40, height: int = 60) -> bytes:
    """Return a picture that is red all over."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF0000"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def card(folder: Path, name: str = "Mira") -> Path:
    """Write a Tavern card into a red picture."""
    picture = red_png()
    chunk = cards.text_chunk("chara", cards.card_text(cards.tavern_2(name)))
    path = folder / f"{name.lower()}.png"
    path.write_bytes(picture[:-12] + chunk + picture[-12:])
    return path


def look(stage: Stage, path: Path) -> Arrival:
    return stage.run(stage.small.intake.look(path))


def take(stage: Stage, path: Path) -> AgentInfo:
    """Take a file in without asking; a taken name gets a number."""
    choices = Choices(SecretsTo.KEYRING, SameName.KEEP_BOTH)
    return stage.run(stage.small.intake.take_in(look(stage, path), choices)).agent


def agent_names(stage: Stage) -> list[str]:
    return [agent.name for agent in stage.run(stage.host.agents.list())]


def texts(widget: QWidget) -> list[str]:
    """Return what the labels say that can be seen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def button(widget: QWidget, text: str) -> QPushButton:
    """Return the button that can be seen with this text or accessible name."""
    return next(
        b
        for b in widget.findChildren(QPushButton)
        if b.isVisible() and text in (b.text(), b.accessibleName())
    )
