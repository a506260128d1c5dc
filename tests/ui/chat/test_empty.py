"""What stands there before anything was said."""

from __future__ import annotations

from app.ui.chat.empty import GREETING_CHARS, EmptyPage
from tests.ui.chat.conftest import ChatStage
from tests.ui.stage import Stage


def test_an_agent_introduces_itself(stage: Stage) -> None:
    page = EmptyPage(stage.theme)
    page.greet("Eliza", "A companion.")
    assert page._name.text() == "Eliza"
    assert "Eliza remembers" in page._hint.text()
    assert page._go.isHidden()
    page.nobody()
    assert page._name.text() == "No agent is running"
    assert not page._go.isHidden()
    page.deleteLater()


def test_an_agent_with_a_greeting_says_it_itself(stage: Stage) -> None:
    page = EmptyPage(stage.theme)
    page.greet("Mira", "Keeps a lighthouse.", "The lamp is <b>lit</b>.")
    assert page._summary.text() == "The lamp is <b>lit</b>."
    page.greet("Mira", "Keeps a lighthouse.", "x" * 5_000)
    assert len(page._summary.text()) == GREETING_CHARS + 1
    page.greet("Mira", "Keeps a lighthouse.")
    assert page._summary.text() == "Keeps a lighthouse."
    page.deleteLater()


def test_the_first_start_shows_it_with_the_default_agent(chat: ChatStage) -> None:
    pane = chat.begin()
    assert pane.talk._pages.currentWidget() is pane.talk.empty
    assert pane.talk.empty._name.text() == "Eliza"
    chat.say("Hello")
    assert pane.talk._pages.currentWidget() is pane.talk.column


def test_without_a_running_agent_it_leads_to_the_agents(chat: ChatStage) -> None:
    chat.run(chat.host.agents.pause_all())
    chat.show(chat.pane)
    chat.do(chat.bridge.tell_started)
    chat.wait(lambda: chat.pane.talk.empty._name.text() == "No agent is running")
    chat.pane.talk.empty._go.click()
    assert chat.wanted == ["agents"]
