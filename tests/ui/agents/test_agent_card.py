"""A card shows an agent and says what a person wants of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.agents import AgentInfo
from app.core.message import AgentState
from app.ui.agents.agent_card import Act, AgentCard, InviteCard
from app.ui.agents.pictures import Pictures
from tests.ui.agents.arrivals import red_png, texts
from tests.ui.stage import Stage

# Qt's offscreen platform says this of opening a menu; it means nothing.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

ADA = AgentInfo("1", "Ada", AgentState.READY, "Counts.", True, "/ada.json")

Wanted = list[tuple[Act, AgentInfo]]


@pytest.fixture
def card(stage: Stage) -> AgentCard:
    made = AgentCard(stage.theme, Pictures(stage.bridge, stage.bridge), ADA)
    stage.show(made, 260, 220)
    stage.do(made.show_agent, ADA, "Counts ships.")
    return made


@pytest.fixture
def wanted(card: AgentCard) -> Wanted:
    heard: Wanted = []
    card.wanted.connect(lambda act, agent: heard.append((act, agent)))
    return heard


def menu(stage: Stage, card: AgentCard) -> list[str]:
    stage.do(card.more.click)
    assert card.menu is not None
    return [action.text() for action in card.menu.actions() if action.text()]


def choose(stage: Stage, card: AgentCard, text: str) -> None:
    assert text in menu(stage, card)
    assert card.menu is not None
    action = next(a for a in card.menu.actions() if a.text() == text)
    stage.do(action.trigger)
    stage.do(card.menu.close)
    assert card.menu is None


def test_it_says_who_and_how_an_agent_is(card: AgentCard) -> None:
    assert "ready" in texts(card)
    assert card.accessibleName() == "Ada: ready"
    assert card.accessibleDescription() == "Counts ships."
    assert card.talk.accessibleName() == "Talk: Ada"
    assert card.more.accessibleName() == "More: Ada"


def test_its_buttons_say_what_is_wanted(stage: Stage, card: AgentCard, wanted: Wanted) -> None:
    stage.do(card.talk.click)
    stage.do(card.edit.click)
    assert wanted == [(Act.TALK, ADA), (Act.EDIT, ADA)]


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Stop", Act.STOP),
        ("Duplicate…", Act.DUPLICATE),
        ("Export…", Act.EXPORT),
        ("Remove…", Act.REMOVE),
    ],
)
def test_its_menu_says_what_is_wanted(
    stage: Stage, card: AgentCard, wanted: Wanted, text: str, act: Act
) -> None:
    choose(stage, card, text)
    assert wanted == [(act, ADA)]


def test_one_that_comes_with_the_program_cannot_be_removed(stage: Stage, card: AgentCard) -> None:
    for origin in ("shipped", "shipped, edited"):
        stage.do(card.show_agent, replace(ADA, origin=origin), "")
        assert "Remove…" not in menu(stage, card)
        assert card.menu is not None
        stage.do(card.menu.close)


def test_one_that_is_stopped_can_be_started_and_not_talked_to(
    stage: Stage, card: AgentCard, wanted: Wanted
) -> None:
    stopped = replace(ADA, state=AgentState.STOPPED, enabled=False)
    stage.do(card.show_agent, stopped, "Counts.")
    assert not card.talk.isEnabled()
    choose(stage, card, "Start")
    assert wanted == [(Act.START, stopped)]


def test_the_menu_also_opens_where_it_is_asked_for(stage: Stage, card: AgentCard) -> None:
    reason = QContextMenuEvent.Reason.Keyboard
    event = QContextMenuEvent(reason, QPoint(5, 5), card.mapToGlobal(QPoint(5, 5)))
    stage.do(QApplication.sendEvent, card, event)
    assert card.menu is not None
    stage.do(card.menu.close)


def test_why_it_wants_attention_takes_the_place_of_the_summary(
    stage: Stage, card: AgentCard
) -> None:
    agent = replace(ADA, state=AgentState.ATTENTION, reason="The model is gone.")
    stage.do(card.show_agent, agent, "Counts.")
    assert card.accessibleDescription() == "The model is gone."
    stage.do(card.show_agent, ADA, "Counts.")
    assert card.accessibleDescription() == "Counts."


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_the_keyboard_opens_the_editor(
    stage: Stage, card: AgentCard, wanted: Wanted, key: Qt.Key
) -> None:
    stage.do(QTest.keyClick, card, key)
    assert wanted == [(Act.EDIT, ADA)]


def test_so_does_a_double_click(stage: Stage, card: AgentCard, wanted: Wanted) -> None:
    stage.do(
        QTest.mouseDClick,
        card,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        QPoint(200, 120),
    )
    assert wanted == [(Act.EDIT, ADA)]


def test_arrows_ask_for_a_neighbour_and_other_keys_do_nothing(
    stage: Stage, card: AgentCard, wanted: Wanted
) -> None:
    steps: list[tuple[int, int]] = []
    card.step.connect(lambda *step: steps.append(step))
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_A):
        stage.do(QTest.keyClick, card, key)
    assert steps == [(-1, 0), (1, 0), (0, -1), (0, 1)]
    assert wanted == []


def test_its_picture_comes_when_it_is_decoded(
    stage: Stage, card: AgentCard, tmp_path: Path
) -> None:
    path = tmp_path / "face.png"
    path.write_bytes(red_png())
    stage.do(card.show_agent, replace(ADA, picture=path), "")
    stage.wait(lambda: card._portrait.pictured)
    stage.do(card.show_agent, replace(ADA, picture=path), "")
    assert card._portrait.pictured
    assert card.grab().toImage().pixelColor(48, 48) == QColor("#FF0000")
    stage.do(card.show_agent, ADA, "")
    assert not card._portrait.pictured


def test_a_picture_of_another_agent_changes_nothing(
    stage: Stage, card: AgentCard, tmp_path: Path
) -> None:
    path = tmp_path / "face.png"
    path.write_bytes(red_png())
    ready: list[Path] = []
    card._pictures.ready.connect(ready.append)
    stage.do(card._pictures.want, path)
    stage.wait(lambda: ready)
    assert not card._portrait.pictured


def test_the_keyboard_is_seen_on_a_card(stage: Stage, card: AgentCard) -> None:
    edge = QPoint(130, 0)
    card.clearFocus()
    stage.settle()
    assert card.grab().toImage().pixelColor(edge) != stage.theme.colour("accent")
    card.activateWindow()
    stage.do(card.setFocus)
    assert card.grab().toImage().pixelColor(edge) == stage.theme.colour("accent")


def test_the_invitation_asks_for_a_file(stage: Stage) -> None:
    invite = InviteCard(stage.theme)
    stage.show(invite, 260, 220)
    asked: list[bool] = []
    invite.choose.connect(lambda: asked.append(True))
    stage.do(invite.button.click)
    stage.do(QTest.keyClick, invite, Qt.Key.Key_Return)
    assert len(asked) == 2
    assert "Drop a character here" in texts(invite)
