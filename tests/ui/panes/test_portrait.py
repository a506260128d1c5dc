"""An agent's picture, or its letter."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QImage

from app.ui.panes.portrait import MAX_SIDE, Portrait, read_picture
from tests.ui.stage import Stage


def picture(folder: Path, width: int, height: int) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF0000"))
    path = folder / "face.png"
    assert image.save(str(path))
    return path


def test_a_picture_is_shown_and_fills_the_square(stage: Stage, tmp_path: Path) -> None:
    shown = Portrait(stage.theme, "Eliza", picture(tmp_path, 60, 30), 40)
    stage.show(shown, 40, 40)
    assert shown.grab().toImage().pixelColor(20, 20) == QColor("#FF0000")


def test_without_a_picture_the_letter_stands_on_its_colour(stage: Stage) -> None:
    shown = Portrait(stage.theme, "Eliza", None, 40)
    stage.show(shown, 40, 40)
    assert shown.grab().toImage().pixelColor(20, 4) == stage.theme.avatar_colour("Eliza")


def test_a_broken_or_huge_picture_is_not_decoded(stage: Stage, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"not a picture")
    assert read_picture(broken, 40) is None
    assert read_picture(picture(tmp_path, MAX_SIDE + 1, 1), 40) is None
    assert read_picture(None, 40) is None
