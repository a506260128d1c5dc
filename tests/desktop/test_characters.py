"""Characters on real input: dragged in, edited, undone, copied and given back, in a real window."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QColor, QImage

from app.core.characters.reading import load_character
from tests.desktop.desk import Desk
from tests.desktop.test_main_job import close, open_window, rows, settled
from tests.ui.agents.arrivals import card

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(120)]

ROOT = Path(__file__).parents[2]
SIZE = ("1000", "740")
TABS_TO_BIO = 8
"""Back, name, nickname, user name, two buttons of the picture, instruction, about."""
ADDED = " On Sundays it sails."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path / "desk") as made:
        made.bus()
        made.window_manager()
        yield made


def keys(desk: Desk, *names: str) -> None:
    desk.tool("xdotool", "key", "--delay", "40", *names)


def drag_in(desk: Desk, file: Path) -> None:
    """Drag a file from another program's window onto the gallery; a dialog comes of it."""
    words = [sys.executable, "-m", "tests.desktop.drag_source", str(file)]
    source = desk.start(words, extra={"PYTHONPATH": str(ROOT)})
    window = desk.window("Files")
    desk.tool("xdotool", "windowmove", "--sync", window, "1050", "300")
    # A window that was just moved answers at its new place a moment later.
    time.sleep(0.3)
    desk.tool("xdotool", "mousemove", "1150", "380", "mousedown", "1")
    for x in range(1140, 500, -40):
        desk.tool("xdotool", "mousemove", str(x), "380")
    desk.tool("xdotool", "mouseup", "1")
    # What is dropped is handed over only then, so the other program lives on for a while.
    in_front(desk, "Add a character")
    desk.end(source)


def in_front(desk: Desk, title: str) -> None:
    """Wait for a window of this title, and give it the keyboard."""
    desk.tool("xdotool", "windowactivate", "--sync", desk.window(title))


def documents(home: Path) -> dict[str, Any]:
    """Return the characters in the database by their names."""
    found = rows(home, "SELECT name, character FROM agents")
    return {name: json.loads(document) for name, document in found}


def description(home: Path, name: str) -> str:
    return str(documents(home)[name]["data"]["description"])


def familiar(desk: Desk, home: Path, *words: str) -> str:
    """Run the command line beside the open window."""
    done = subprocess.run(
        [sys.executable, "-m", "app", *words],
        env=desk.environment | {"FAMILIAR_HOME": str(home)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    return done.stdout


def pixels(desk: Desk) -> list[int]:
    """Return every eighth pixel of the screen, both ways."""
    file = desk.folder / "look.png"
    desk.screenshot(file)
    image = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
    across, down = range(0, image.width(), 8), range(0, image.height(), 8)
    return [image.pixel(column, row) for row in down for column in across]


def page(desk: Desk, *names: str) -> None:
    """Press keys that lead to another page, and wait until it is there."""
    before = pixels(desk)
    keys(desk, *names)

    def another() -> bool:
        now = pixels(desk)
        return sum(a != b for a, b in zip(before, now, strict=True)) > len(now) // 50

    desk.wait(another)
    # What the page shows is read beside the window and comes right after it.
    time.sleep(0.4)


def pictured(desk: Desk) -> bool:
    """Say whether the character's picture, red all over, is on the screen."""
    return pixels(desk).count(QColor("#FF0000").rgb()) > 30


def bring_in(desk: Desk, home: Path, file: Path, artifacts: Path) -> None:
    """Drag a card onto the gallery and accept what the dialog says of it."""
    page(desk, "ctrl+2")
    drag_in(desk, file)
    desk.screenshot(artifacts / "agents-arrival.png")
    assert "Mira" not in documents(home)
    keys(desk, "Return")
    desk.wait(lambda: "Mira" in documents(home))
    desk.wait(lambda: not desk.windows("Add a character"))
    desk.wait(lambda: pictured(desk))
    desk.screenshot(artifacts / "agents-gallery.png")


def edit_bio(desk: Desk, home: Path, artifacts: Path) -> None:
    """The new card has the keyboard: Enter opens its editor; type, and save."""
    page(desk, "Return")
    keys(desk, *["Tab"] * TABS_TO_BIO, "ctrl+End")
    before = description(home, "Mira")
    desk.tool("xdotool", "type", "--delay", "8", ADDED)
    desk.screenshot(artifacts / "agents-editor.png")
    assert description(home, "Mira") == before
    keys(desk, "ctrl+s")
    desk.wait(lambda: description(home, "Mira") == before + ADDED)


def undo(desk: Desk) -> None:
    """Opened anew, the second control of the editor is the one that undoes."""
    page(desk, "Escape")
    page(desk, "Return")
    keys(desk, "Tab", "Tab", "space")


def duplicate(desk: Desk, home: Path) -> None:
    """Copy the agent whose card has the keyboard."""
    keys(desk, "Menu", "Down", "Down", "Return")
    in_front(desk, "Duplicate")
    keys(desk, "Return")
    desk.wait(lambda: "Mira 2" in documents(home))
    desk.wait(lambda: not desk.windows("Duplicate"))


def export(desk: Desk, to: Path) -> None:
    """Export the agent whose card stands before the one that has the keyboard."""
    keys(desk, "Left", "Menu", "Down", "Down", "Down", "Return")
    in_front(desk, "Export a character")
    keys(desk, "Return")
    in_front(desk, "Where should the file stand?")
    keys(desk, "ctrl+a")
    desk.tool("xdotool", "type", "--delay", "8", str(to))
    keys(desk, "Return")
    desk.wait(to.is_file)


def test_a_character_is_dragged_in_edited_undone_copied_and_given_back(
    desk: Desk, tmp_path: Path, artifacts: Path
) -> None:
    file, home, given = card(tmp_path), tmp_path / "home", tmp_path / "given.png"
    original = load_character(file).document
    settled(home)
    program, window = open_window(desk, home)
    desk.tool("xdotool", "windowsize", "--sync", window, *SIZE)
    desk.tool("xdotool", "windowmove", "--sync", window, "0", "0")

    bring_in(desk, home, file, artifacts)
    assert documents(home)["Mira"] == original
    edit_bio(desk, home, artifacts)
    told = json.loads(familiar(desk, home, "character", "export", "Mira"))
    assert told["data"]["description"] == original["data"]["description"] + ADDED
    assert told["data"]["extensions"] == original["data"]["extensions"]
    undo(desk)
    desk.wait(lambda: documents(home)["Mira"] == original)
    page(desk, "Escape")
    duplicate(desk, home)
    # The copy's card takes the keyboard once it has its place.
    time.sleep(0.5)
    export(desk, given)
    assert load_character(given).document == original
    assert load_character(given).picture == load_character(file).picture
    close(desk, program)
