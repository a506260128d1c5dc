"""Files are taken in one after the other, and only as the person chose."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from app.core.arrival import Arrival, TakenIn
from app.core.errors import VaultAbsent
from app.ui.agents.arrival import ArrivalDialog
from app.ui.agents.taking import Taking
from tests.ui.agents.arrivals import SECRET, agent_names, card, eliza
from tests.ui.stage import MemoryVault, Stage

# Qt's offscreen platform says this of a window over another; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


class Line:
    """A taking with what it said."""

    def __init__(self, stage: Stage) -> None:
        self.window = QWidget()
        stage.show(self.window, 1120, 700)
        self.taking = Taking(stage.host, stage.bridge, stage.theme, self.window)
        self.reading: list[str] = []
        self.taken: list[TakenIn] = []
        self.taking.reading.connect(self.reading.append)
        self.taking.taken.connect(self.taken.append)
        self._stage = stage

    def dialog(self, name: str) -> ArrivalDialog:
        """Wait for the dialog of the character of this name."""

        def there() -> bool:
            dialog = self.taking.dialog
            return dialog is not None and dialog.arrival.file.character.name == name

        self._stage.wait(there)
        assert self.taking.dialog is not None
        return self.taking.dialog

    def idle(self) -> None:
        self._stage.wait(lambda: not self.taking.busy)


@pytest.fixture
def line(stage: Stage) -> Line:
    return Line(stage)


def test_a_file_is_read_shown_and_kept(stage: Stage, line: Line, tmp_path: Path) -> None:
    stage.do(line.taking.take, [card(tmp_path)])
    dialog = line.dialog("Mira")
    assert line.reading == ["mira.png", ""]
    assert dialog.portrait.pictured
    assert agent_names(stage) == []
    stage.do(dialog.add.click)
    line.idle()
    assert [taken.agent.name for taken in line.taken] == ["Mira"]
    assert agent_names(stage) == ["Mira"]
    assert not stage.problems


def test_cancelling_keeps_nothing(stage: Stage, line: Line, tmp_path: Path) -> None:
    stage.do(line.taking.take, [eliza(tmp_path)])
    stage.do(line.dialog("Ada").reject)
    line.idle()
    assert agent_names(stage) == []
    assert line.taken == []


def test_several_come_one_after_the_other_and_one_can_be_skipped(
    stage: Stage, line: Line, tmp_path: Path
) -> None:
    stage.do(line.taking.take, [eliza(tmp_path, "Ada"), eliza(tmp_path, "Bea")])
    stage.do(line.dialog("Ada").cancel.click)
    stage.do(line.taking.take, [eliza(tmp_path, "Cas")])
    for name in ("Bea", "Cas"):
        stage.do(line.dialog(name).add.click)
    line.idle()
    assert agent_names(stage) == ["Bea", "Cas"]


def test_stopping_leaves_those_that_wait(stage: Stage, line: Line, tmp_path: Path) -> None:
    stage.do(line.taking.take, [eliza(tmp_path, "Ada"), eliza(tmp_path, "Bea")])
    dialog = line.dialog("Ada")
    stage.do(dialog._stop)
    line.idle()
    assert agent_names(stage) == []


def test_a_bad_file_is_told_and_keeps_no_other_away(
    stage: Stage, line: Line, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("[]")
    stage.do(line.taking.take, [bad, eliza(tmp_path, "Ada")])
    stage.do(line.dialog("Ada").add.click)
    line.idle()
    assert agent_names(stage) == ["Ada"]
    assert len(stage.problems) == 1
    assert "bad.json" in stage.problems[0].text


def test_several_bad_files_are_one_problem(stage: Stage, line: Line, tmp_path: Path) -> None:
    paths = [tmp_path / "gone.json", tmp_path / "away.png"]
    stage.do(line.taking.take, paths)
    line.idle()
    (problem,) = stage.problems
    assert problem.text.startswith("2 files")
    assert all(path.name in problem.details for path in paths)


def test_without_a_keyring_the_dialog_stays_and_the_other_choice_works(
    stage: Stage, line: Line, tmp_path: Path
) -> None:
    assert isinstance(stage.small.vault, MemoryVault)
    stage.small.vault.broken = VaultAbsent("There is no keyring here.")
    stage.do(line.taking.take, [eliza(tmp_path, "Ada", **SECRET)])
    dialog = line.dialog("Ada")
    stage.do(dialog.add.click)
    stage.wait(dialog.error.isVisible)
    assert "There is no keyring here." in dialog.error.text()
    assert agent_names(stage) == []
    assert dialog.keys is not None
    stage.do(dialog.keys.leave_out.click)
    stage.do(dialog.add.click)
    line.idle()
    assert line.taken[0].left_out == ("TOKEN",)
    assert agent_names(stage) == ["Ada"]


def test_keys_go_to_the_keyring(stage: Stage, line: Line, tmp_path: Path) -> None:
    stage.do(line.taking.take, [eliza(tmp_path, "Ada", **SECRET)])
    stage.do(line.dialog("Ada").add.click)
    line.idle()
    assert stage.run(stage.small.vault.get("Ada/TOKEN")) == "abc-123-def"
    assert line.taken[0].stored == ("Ada/TOKEN",)


class SlowIntake:
    """A way in that never comes to its end."""

    def __init__(self, real: Any, *, looks: bool) -> None:
        self._real = real
        self._looks = looks
        self.cancelled = 0

    async def look(self, path: Path) -> Arrival:
        return await self._real.look(path) if self._looks else await self._never()

    async def take_in(self, *_: object) -> TakenIn:
        return await self._never()

    async def _never(self) -> Any:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled += 1
            raise


def test_reading_can_be_cancelled(stage: Stage, line: Line, tmp_path: Path) -> None:
    slow = SlowIntake(stage.small.intake, looks=False)
    stage.host.intake = slow
    stage.do(line.taking.take, [eliza(tmp_path, "Ada"), eliza(tmp_path, "Bea")])
    assert line.taking.busy
    stage.do(line.taking.cancel)
    assert slow.cancelled == 1
    assert not line.taking.busy
    assert line.reading == ["ada.json", ""]


def test_closing_while_it_is_being_kept_stops_that(
    stage: Stage, line: Line, tmp_path: Path
) -> None:
    slow = SlowIntake(stage.small.intake, looks=True)
    stage.host.intake = slow
    stage.do(line.taking.take, [eliza(tmp_path, "Ada")])
    dialog = line.dialog("Ada")
    stage.do(dialog.add.click)
    stage.do(dialog.reject)
    assert slow.cancelled == 1
    line.idle()
    assert line.taken == []
