"""The tabs beside the form, or in its place."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.agents.side_panel import SidePanel
from tests.ui.stage import Stage


def titles(panel: SidePanel) -> list[str]:
    return [panel.tabs.tabText(index) for index in range(panel.tabs.count())]


def test_a_tab_shows_its_page(stage: Stage) -> None:
    panel = SidePanel(stage.theme)
    one, two = QWidget(), QWidget()
    panel.add("One", one)
    panel.add("Two", two)
    stage.show(panel, 300, 300)
    assert panel.page() is one
    stage.do(panel.tabs.setCurrentIndex, 1)
    assert panel.page() is two
    stage.do(panel.show_page, one)
    assert (panel.page(), panel.tabs.currentIndex()) == (one, 0)


def test_a_page_is_held_in_front_and_given_back(stage: Stage) -> None:
    panel = SidePanel(stage.theme)
    one, form = QWidget(), QLineEdit("typed")
    panel.add("One", one)
    stage.show(panel, 300, 300)
    beside = panel.contentsMargins().left()
    panel.release()
    stage.do(panel.hold, "Fields", form)
    stage.do(panel.hold, "Fields", form)
    assert titles(panel) == ["Fields", "One"]
    assert panel.page() is form
    assert panel.contentsMargins().left() < beside
    stage.do(panel.release)
    assert titles(panel) == ["One"]
    assert panel.page() is one
    assert form.text() == "typed"
    form.deleteLater()
