"""Pictures are decoded beside the window, once for each file, and again when it changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from app.ui.agents.pictures import SIDE, Pictures
from tests.ui.agents.arrivals import red_png
from tests.ui.stage import Stage


@pytest.fixture
def pictures(stage: Stage) -> Pictures:
    return Pictures(stage.bridge, stage.bridge)


def test_a_picture_is_there_after_it_was_wanted(
    stage: Stage, pictures: Pictures, tmp_path: Path
) -> None:
    path = tmp_path / "face.png"
    path.write_bytes(red_png())
    ready: list[Path] = []
    pictures.ready.connect(ready.append)
    assert pictures.known(path) is None
    stage.do(pictures.want, path)
    stage.wait(lambda: ready)
    known = pictures.known(path)
    assert known is not None
    assert known.width() == known.height() == 2 * SIDE


def test_the_same_file_is_not_decoded_again_and_a_changed_one_is(
    stage: Stage, pictures: Pictures, tmp_path: Path
) -> None:
    path = tmp_path / "face.png"
    path.write_bytes(red_png())
    ready: list[Path] = []
    pictures.ready.connect(ready.append)
    stage.do(pictures.want, path)
    stage.wait(lambda: len(ready) == 1)
    stage.do(pictures.want, path)
    stage.wait(lambda: not stage.bridge._tasks)
    assert len(ready) == 1
    path.write_bytes(red_png(60, 60))
    os.utime(path, ns=(1, 1))
    stage.do(pictures.want, path)
    stage.wait(lambda: len(ready) == 2)


def test_what_is_gone_or_no_picture_leaves_the_letter(
    stage: Stage, pictures: Pictures, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"not a picture")
    ready: list[Path] = []
    pictures.ready.connect(ready.append)
    for path in (broken, tmp_path / "gone.png"):
        stage.do(pictures.want, path)
    stage.wait(lambda: len(ready) == 2)
    assert pictures.known(broken) is None
    assert pictures.known(tmp_path / "gone.png") is None
    assert pictures.known(None) is None


def test_no_picture_asks_for_nothing(stage: Stage, pictures: Pictures) -> None:
    stage.do(pictures.want, None)
    assert not stage.bridge._tasks
