"""Our own drawings, tinted at run time."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QColor

from app.core.paths import resources
from app.ui.icons import IconButton, icon, pixmap
from app.ui.pane import ROWS
from tests.ui.stage import Stage

FILES = [
    file
    for file in sorted((resources() / "icons").glob("*.svg"))
    if "currentColor" in file.read_text(encoding="utf-8")
]
"""Those that are tinted; the stylesheet's own small marks have their colour in the file."""


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_icon_is_a_tintable_line_drawing(stage: Stage, file) -> None:  # type: ignore[no-untyped-def]
    root = ElementTree.parse(file).getroot()  # noqa: S314 - our own file
    assert root.get("viewBox") == "0 0 24 24"
    assert root.get("stroke") == "currentColor"
    image = pixmap(file.stem, QColor("#FF0000"), 24).toImage()
    inked = [
        image.pixelColor(x, y)
        for x in range(24)
        for y in range(24)
        if image.pixelColor(x, y).alpha() > 128
    ]
    assert inked
    assert all(colour.green() == 0 for colour in inked)


def test_it_is_sharp_at_twice_the_scale(stage: Stage) -> None:
    sizes = icon("chat", QColor("#000000"), 20).availableSizes()
    assert {size.width() for size in sizes} == {20, 40} or len(sizes) == 2
    assert pixmap("chat", QColor("#000000"), 20, 2.0).width() == 40


def test_a_button_has_a_name_and_follows_the_appearance(stage: Stage) -> None:
    button = IconButton(stage.theme, "close", "Close")
    assert button.accessibleName() == button.toolTip() == "Close"
    before = button.icon().pixmap(20).toImage()
    stage.theme.choose("dark")
    assert button.icon().pixmap(20).toImage() != before
    dark = button.icon().pixmap(20).toImage()
    button.redraw("chat", "accent")
    assert button.icon().pixmap(20).toImage() != dark
    button.relabel("Open")
    assert button.accessibleName() == "Open"
    button.deleteLater()


def test_every_pane_has_its_icon() -> None:
    names = {file.stem for file in FILES}
    assert {row.icon for row in ROWS} <= names
