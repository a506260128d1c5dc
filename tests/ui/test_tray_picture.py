"""The icon of each state differs, in shape too, and reads on any panel."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from app.ui.models.tray_state import TrayState
from app.ui.tray_picture import ON_DARK, ON_UNKNOWN, draw, panel_glyph, tray_icon


def shape(state: TrayState) -> tuple[bool, ...]:
    image = draw(state, QColor("black"), 22).toImage()
    return tuple(image.pixelColor(x, y).alpha() > 127 for x in range(22) for y in range(22))


def test_every_state_has_a_shape_of_its_own(qapp: QApplication) -> None:
    assert len({shape(state) for state in TrayState}) == len(TrayState)


def test_the_icon_comes_in_the_sizes_panels_use(qapp: QApplication) -> None:
    sizes = {size.width() for size in tray_icon(TrayState.READY, ON_DARK).availableSizes()}
    assert {16, 22, 24, 32, 48} <= sizes


def luminance(colour: QColor) -> float:
    parts = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def test_on_an_unknown_panel_the_glyph_reads_on_black_and_on_white() -> None:
    light = luminance(ON_UNKNOWN)
    assert 1.05 / (light + 0.05) >= 3
    assert (light + 0.05) / 0.05 >= 3


@pytest.mark.parametrize(
    ("desktop", "expected"), [("ubuntu:GNOME", ON_DARK), ("XFCE", ON_UNKNOWN), ("", ON_UNKNOWN)]
)
def test_without_a_place_on_the_screen_the_desktop_decides(
    qapp: QApplication, desktop: str, expected: QColor
) -> None:
    assert panel_glyph(QSystemTrayIcon(), desktop) == expected
