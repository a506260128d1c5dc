"""The tray on real panels: an icon that is seen, a menu that opens, and quitting from it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from tests.desktop.desk import Desk

pytestmark = [pytest.mark.desktop, pytest.mark.timeout(90)]

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk(tmp_path / "desk") as made:
        made.bus()
        made.window_manager()
        yield made


def start(desk: Desk) -> tuple[subprocess.Popen[bytes], Path]:
    """Start the small program; return it and the file of what it tells."""
    words = [sys.executable, "-m", "tests.desktop.tray_program", str(desk.folder / "home")]
    program = desk.start(words, extra={"PYTHONPATH": str(ROOT)})
    (file,) = desk.folder.glob("*-python*.log")
    return program, file


def told(file: Path, kind: str) -> list[list[Any]]:
    lines = [line for line in file.read_text().splitlines() if line.startswith("[")]
    return [said[1:] for said in map(json.loads, lines) if said[0] == kind]


def place(file: Path) -> tuple[int, int, int, int] | None:
    icons = told(file, "icon")
    if not icons or not icons[-1][0] or icons[-1][3] == 0:
        return None
    _, x, y, width, height = icons[-1]
    return x, y, width, height


def seen(file: Path, area: tuple[int, int, int, int]) -> list[int]:
    """Return the lightness of every pixel of an area of a screenshot."""
    image = QImage(str(file))
    x, y, width, height = area
    return [
        image.pixelColor(column, row).lightness()
        for column in range(x, x + width)
        for row in range(y, y + height)
    ]


@pytest.mark.parametrize(("tint", "dark"), [("0x202226", True), ("0xf0efec", False)])
def test_on_an_xembed_tray_it_takes_the_panels_colour(
    desk: Desk, artifacts: Path, tint: str, dark: bool
) -> None:
    desk.panel(tint)
    program, file = start(desk)
    desk.wait(lambda: place(file) is not None)
    desk.wait(lambda: told(file, "state")[-1] == ["ready", "Familiar: ready"])
    area = place(file)
    assert area is not None
    picture = artifacts / f"tray-{'dark' if dark else 'light'}.png"

    def stands_out() -> bool:
        desk.screenshot(picture)
        pixels = seen(picture, area)
        light = sum(pixel > 200 for pixel in pixels) / len(pixels)
        deep = sum(pixel < 80 for pixel in pixels) / len(pixels)
        # The glyph covers about a third of its place, the panel shows through the rest.
        glyph, panel = (light, deep) if dark else (deep, light)
        return 0.2 < glyph < 0.6 and panel > 0.15

    desk.wait(stands_out)
    x, y, width, height = area
    before = len(desk.tool("xdotool", "search", "--onlyvisible", "--class", ".*").split())
    desk.tool("xdotool", "mousemove", str(x + width // 2), str(y + height // 2), "click", "3")
    desk.wait(
        lambda: (
            len(desk.tool("xdotool", "search", "--onlyvisible", "--class", ".*").split()) > before
        )
    )
    desk.screenshot(artifacts / f"tray-menu-{'dark' if dark else 'light'}.png")
    # The last item quits; Up from nothing selects it.
    desk.tool("xdotool", "key", "Up", "Return")
    assert program.wait(10) == 0


def test_a_click_brings_the_window(desk: Desk) -> None:
    desk.panel()
    _, file = start(desk)
    desk.wait(lambda: place(file) is not None)
    x, y, width, height = place(file) or (0, 0, 0, 0)
    desk.tool("xdotool", "mousemove", str(x + width // 2), str(y + height // 2), "click", "1")
    desk.wait(lambda: desk.windows("Familiar"))
    assert told(file, "raised")


def test_without_a_panel_it_is_not_reachable_and_comes_when_one_does(desk: Desk) -> None:
    _, file = start(desk)
    desk.wait(lambda: told(file, "icon"))
    assert told(file, "icon")[0][0] is False
    desk.panel()
    desk.wait(lambda: told(file, "icon")[-1][0] is True)
