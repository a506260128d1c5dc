"""Cards stand in as many columns as there is room for, and stay the same widgets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.core.agents import AgentInfo
from app.core.message import AgentState
from app.ui.agents.agent_card import Act
from app.ui.agents.gallery import Gallery
from app.ui.agents.pictures import Pictures
from tests.ui.stage import Stage


def infos(*names: str) -> list[AgentInfo]:
    return [AgentInfo(n, n.title(), AgentState.READY, "", True, "/a.json") for n in names]


@pytest.fixture
def gallery(stage: Stage) -> Gallery:
    made = Gallery(stage.theme, Pictures(stage.bridge, stage.bridge))
    stage.show(made, 1120, 700)
    stage.do(made.show_agents, infos("ada", "bea", "cas", "dora", "eve"), {"ada": "Counts."})
    return made


def names(gallery: Gallery) -> list[str]:
    return [card.agent.id for card in gallery.cards]


def test_each_agent_has_a_card_and_the_invitation_comes_last(gallery: Gallery) -> None:
    assert names(gallery) == ["ada", "bea", "cas", "dora", "eve"]
    assert gallery.cards[0].accessibleDescription() == "Counts."
    assert gallery.invite.y() >= gallery.cards[-1].y()
    assert gallery.invite.isVisible()


@pytest.mark.parametrize(("width", "columns"), [(1120, 4), (860, 3), (600, 2), (300, 1)])
def test_columns_follow_the_width(stage: Stage, gallery: Gallery, width: int, columns: int) -> None:
    gallery.resize(width, 700)
    stage.settle()
    assert gallery.columns == columns
    first, second = gallery.cards[0], gallery.cards[1]
    assert (first.y() == second.y()) == (columns > 1)
    assert first.width() <= width
    gallery.resize(1120, 700)
    stage.settle()
    assert gallery.columns == 4


def test_cards_of_agents_that_stay_are_the_same_widgets(stage: Stage, gallery: Gallery) -> None:
    before = {card.agent.id: card for card in gallery.cards}
    gallery.activateWindow()
    stage.do(gallery.reveal, "bea")
    stage.do(gallery.show_agents, infos("bea", "eve", "zoe"), {})
    assert names(gallery) == ["bea", "eve", "zoe"]
    assert gallery.cards[0] is before["bea"]
    assert gallery.cards[0].hasFocus()
    assert before["bea"].x() < before["eve"].x()


def test_what_a_card_wants_is_passed_on(stage: Stage, gallery: Gallery) -> None:
    heard: list[tuple[Act, str]] = []
    gallery.wanted.connect(lambda act, agent: heard.append((act, agent.id)))
    stage.do(gallery.cards[1].talk.click)
    asked: list[bool] = []
    gallery.choose.connect(lambda: asked.append(True))
    stage.do(gallery.invite.button.click)
    assert heard == [(Act.TALK, "bea")]
    assert asked == [True]


def test_arrows_lead_through_the_grid_and_stop_at_its_ends(stage: Stage, gallery: Gallery) -> None:
    gallery.activateWindow()
    stage.do(gallery.reveal, "ada")
    ada, bea, eve = gallery.cards[0], gallery.cards[1], gallery.cards[4]
    for card, key, then in (
        (ada, Qt.Key.Key_Left, ada),
        (ada, Qt.Key.Key_Right, bea),
        (bea, Qt.Key.Key_Left, ada),
        (ada, Qt.Key.Key_Down, eve),
        (eve, Qt.Key.Key_Right, gallery.invite),
    ):
        stage.do(QTest.keyClick, card, key)
        assert then.hasFocus()
    stage.do(QTest.keyClick, gallery.invite, Qt.Key.Key_Right)
    assert gallery.invite.hasFocus()


def test_tab_goes_through_a_card_before_the_next(gallery: Gallery) -> None:
    first, second = gallery.cards[0], gallery.cards[1]
    order = [first, first.talk, first.edit, first.more, second]
    for here, there in pairwise(order):
        after = here.nextInFocusChain()
        while after.focusPolicy() == Qt.FocusPolicy.NoFocus:
            after = after.nextInFocusChain()
        assert after is there


def test_a_card_out_of_sight_is_brought_into_it(stage: Stage, gallery: Gallery) -> None:
    many = infos(*(f"a{number:02}" for number in range(40)))
    stage.do(gallery.show_agents, many, {})
    stage.do(gallery.reveal, "a39")
    assert gallery.verticalScrollBar().value() > 0
    stage.do(gallery.reveal, "nobody")
