"""An agent's picture, or its letter."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from app.ui.panes.portrait import MAX_SIDE, Portrait, read_image, read_picture
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


def halves() -> bytes:
    """Return a tall picture, red above its middle and blue below."""
    image = QImage(40, 80, QImage.Format.Format_RGB32)
    image.fill(QColor("#0000FF"))
    for row in range(40):
        for column in range(40):
            image.setPixelColor(column, row, QColor("#FF0000"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def test_of_a_tall_picture_rather_the_upper_part_is_shown() -> None:
    image = read_image(halves(), 40)
    assert image is not None
    assert (image.width(), image.height()) == (40, 40)
    assert image.pixelColor(20, 30) == QColor("#FF0000")
    assert image.pixelColor(20, 36) == QColor("#0000FF")


def test_no_picture_that_may_name_other_files_is_decoded(tmp_path: Path) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect/></svg>'
    assert read_image(svg, 40) is None
    (tmp_path / "a.png").write_bytes(svg)
    assert read_image(tmp_path / "a.png", 40) is None
    assert read_image(b"", 40) is None


def test_a_picture_that_is_cut_off_is_no_picture() -> None:
    assert read_image(halves()[:60], 40) is None


def test_another_picture_can_take_its_place(stage: Stage, tmp_path: Path) -> None:
    shown = Portrait(stage.theme, "Eliza", None, 40)
    stage.show(shown, 40, 40)
    assert not shown.pictured
    stage.do(shown.show_picture, "Ada", read_picture(picture(tmp_path, 60, 60), 80))
    assert shown.pictured
    stage.do(shown.show_picture, "Ada", None)
    assert shown.grab().toImage().pixelColor(20, 4) == stage.theme.avatar_colour("Ada")


def test_a_file_that_is_gone_is_no_picture(tmp_path: Path) -> None:
    assert read_image(tmp_path / "gone.png", 40) is None
