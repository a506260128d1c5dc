"""The picture in the editor."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog

from app.ui.agents.picture_row import PictureRow
from tests.ui.agents.editing import EditorStage


def test_a_picture_is_decoded_beside_the_window_and_told(desk: EditorStage) -> None:
    row = PictureRow(desk.bridge, desk.theme)
    told: list[tuple[str, QPixmap | None]] = []
    row.decoded.connect(lambda name, picture: told.append((name, picture)))
    desk.show(row, 500, 120)
    desk.do(row.show_picture, "Mira", desk.picture())
    desk.wait(lambda: told)
    assert row.portrait.pictured
    assert told[0][0] == "Mira"
    assert isinstance(told[0][1], QPixmap)
    desk.do(row.show_picture, "Mira", None)
    assert not row.portrait.pictured
    assert told[1] == ("Mira", None)


def test_a_picture_that_comes_too_late_is_not_shown(desk: EditorStage) -> None:
    row = PictureRow(desk.bridge, desk.theme)

    def both() -> None:
        row.show_picture("Mira", desk.picture())
        row.show_picture("Other", None)

    desk.do(both)
    desk.run(_a_moment())
    assert not row.portrait.pictured


async def _a_moment() -> None:
    import asyncio

    await asyncio.sleep(0.2)


def test_the_person_chooses_a_file_or_its_own(desk: EditorStage) -> None:
    row = PictureRow(desk.bridge, desk.theme)
    wanted: list[Path | None] = []
    row.wanted.connect(wanted.append)
    desk.show(row, 500, 120)
    desk.do(row.choose.click)
    assert isinstance(row.dialog, QFileDialog)
    path = desk.picture()
    desk.do(row.dialog.fileSelected.emit, str(path))
    desk.do(row.dialog.reject)
    assert row.dialog is None
    desk.do(row.own.click)
    assert wanted == [path, None]
