"""Closing the window, with and without a tray."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QMainWindow

from app.ui.closing import PATIENCE, Closing
from app.ui.notify import Note
from app.ui.said_once import SaidOnce
from tests.ui.stage import Stage

# What Qt's offscreen platform cannot do does not matter here.
pytestmark = pytest.mark.qt_log_ignore("support raise", extend=True)


class Panel:
    """Stands where the tray stands: offscreen there is none that could be seen."""

    reachable = True


class Scene:
    def __init__(self, stage: Stage, folder: Path) -> None:
        self.window = QMainWindow()
        self.panel: Any = Panel()
        self.notes: list[Note] = []
        self.quits = 0
        self.closing = Closing(
            self.window, self.panel, self.notes.append, SaidOnce(folder / "said.json")
        )
        self.closing.quit_wanted.connect(self._quit)
        stage.show(self.window, 300, 200)

    def _quit(self) -> None:
        self.quits += 1


@pytest.fixture
def scene(stage: Stage, tmp_path: Path) -> Iterator[Scene]:
    return Scene(stage, tmp_path)


def test_with_a_tray_it_hides_and_says_so_once(stage: Stage, scene: Scene) -> None:
    for _ in range(2):
        scene.window.show()
        scene.window.close()
        assert scene.closing.out_of_sight
    assert [note.title for note in scene.notes] == ["Familiar keeps running"]


def test_without_a_tray_it_asks_and_minimises(stage: Stage, scene: Scene) -> None:
    scene.panel.reachable = False
    scene.window.close()
    assert scene.window.isVisible()
    question = scene.closing.question
    assert question is not None
    scene.window.close()
    assert scene.closing.question is question
    stage.do(question.defaultButton().click)
    assert scene.window.isMinimized()
    assert scene.closing.out_of_sight
    assert scene.closing.question is None
    assert scene.notes == []


@pytest.mark.parametrize(("words", "quits"), [("Quit", 1), ("Cancel", 0)])
def test_without_a_tray_one_can_quit_or_think_again(
    stage: Stage, scene: Scene, words: str, quits: int
) -> None:
    scene.panel.reachable = False
    scene.window.close()
    question = scene.closing.question
    assert question is not None
    button = next(each for each in question.buttons() if each.text() == words)
    stage.do(button.click)
    assert scene.quits == quits
    assert not scene.closing.out_of_sight


def test_a_tray_that_goes_away_brings_the_window_back(scene: Scene) -> None:
    scene.window.close()
    scene.panel.reachable = False
    for _ in range(PATIENCE - 1):
        scene.closing.look()
    assert not scene.window.isVisible()
    scene.panel.reachable = True
    scene.closing.look()
    scene.panel.reachable = False
    for _ in range(PATIENCE):
        assert not scene.window.isVisible()
        scene.closing.look()
    assert scene.window.isMinimized()


def test_started_hidden_it_watches_for_the_tray(scene: Scene) -> None:
    scene.closing.start_hidden()
    assert scene.closing.out_of_sight
    scene.panel.reachable = False
    for _ in range(PATIENCE):
        scene.closing.look()
    assert scene.window.isVisible()
