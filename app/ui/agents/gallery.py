"""The gallery: a card for each agent, in as many columns as the window has room for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from app.core.agents import AgentInfo
from app.ui.agents.agent_card import AgentCard, Card, InviteCard
from app.ui.agents.pictures import Pictures
from app.ui.theme import Theme, set_role

CARD = 248
"""The least width of a card, at the usual size of text."""

GAP = 16
AROUND = 20


class Grid(QWidget):
    """Cards in rows of equal width; how many stand in one follows the width."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        set_role(self, "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._least = CARD * theme.base_px // 13
        self._cards: Sequence[Card] = ()
        self.columns = 0
        """How many cards stand in a row."""
        self._rows = 0
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(AROUND, AROUND, AROUND, AROUND)
        self._layout.setSpacing(GAP)

    def show_cards(self, cards: Sequence[Card]) -> None:
        """Show these cards in this order; those that are there stay the same widgets."""
        self._cards = cards
        self._place(self._fitting(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Take as many columns as there is room for."""
        super().resizeEvent(event)
        if (columns := self._fitting(event.size().width())) != self.columns:
            self._place(columns)

    def _fitting(self, width: int) -> int:
        return max(1, (width - 2 * AROUND + GAP) // (self._least + GAP))

    def _place(self, columns: int) -> None:
        while self._layout.takeAt(0) is not None:
            pass
        for number in range(max(columns, self.columns)):
            self._layout.setColumnStretch(number, 1 if number < columns else 0)
        self.columns = columns
        before: QWidget | None = None
        for number, card in enumerate(self._cards):
            self._layout.addWidget(card, number // columns, number % columns)
            if before is not None:
                QWidget.setTabOrder(before, card)
            before = _last_control(card)
        self._layout.setRowStretch(self._rows, 0)
        self._rows = -(-len(self._cards) // columns)
        # What is left of the height stays empty below the cards.
        self._layout.setRowStretch(self._rows, 1)


class Gallery(QScrollArea):
    """All agents and the invitation. `wanted` carries an `Act` and an agent, `choose` a wish."""

    wanted = Signal(object, object)
    choose = Signal()

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._theme = theme
        self._pictures = pictures
        self._cards: dict[str, AgentCard] = {}
        self._grid = Grid(theme)
        self.invite = InviteCard(theme)
        self.invite.choose.connect(self.choose)
        self._join(self.invite)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(self.tr("Agents"))
        self.setWidget(self._grid)
        self._grid.show_cards([self.invite])

    @property
    def columns(self) -> int:
        """How many cards stand in a row."""
        return self._grid.columns

    @property
    def cards(self) -> tuple[AgentCard, ...]:
        """The agents' cards, in their order."""
        return tuple(self._cards.values())

    def show_agents(self, agents: Sequence[AgentInfo], summaries: Mapping[str, str]) -> None:
        """Show these agents, with what each says of itself by its id."""
        before = list(self._cards)
        cards = {agent.id: self._cards.pop(agent.id, None) for agent in agents}
        for gone in self._cards.values():
            gone.hide()
            gone.deleteLater()
        self._cards = {agent.id: cards[agent.id] or self._made(agent) for agent in agents}
        for agent in agents:
            self._cards[agent.id].show_agent(agent, summaries.get(agent.id, ""))
        if list(self._cards) != before:
            self._grid.show_cards([*self._cards.values(), self.invite])

    def reveal(self, agent_id: str) -> None:
        """Bring an agent's card into sight and give it the keyboard."""
        if (card := self._cards.get(agent_id)) is not None:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(card)

    def _made(self, agent: AgentInfo) -> AgentCard:
        card = AgentCard(self._theme, self._pictures, agent)
        card.wanted.connect(self.wanted)
        self._join(card)
        return card

    def _join(self, card: Card) -> None:
        card.step.connect(partial(self._step, card))

    def _step(self, card: Card, across: int, down: int) -> None:
        cards: list[Card] = [*self._cards.values(), self.invite]
        wanted = cards.index(card) + across + down * self._grid.columns
        if 0 <= wanted < len(cards):
            cards[wanted].setFocus(Qt.FocusReason.TabFocusReason)
            self.ensureWidgetVisible(cards[wanted])


def _last_control(card: Card) -> QWidget:
    return card.more if isinstance(card, AgentCard) else card
