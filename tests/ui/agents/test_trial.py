"""The test chat beside the editor."""

from __future__ import annotations

import asyncio

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from app.core.characters.character import Character
from app.core.characters.forms import parse_character
from app.core.errors import ConfigError, ModelError
from app.core.exchange import FinishReason, TextDelta
from app.core.host import SystemClock
from app.core.rehearsal import Rehearsal
from app.ui.agents.trial import TrialChat
from app.ui.chat.blocks import TextBlock
from app.ui.chat.dialogs import LinkDialog
from tests.counterparts.ports import finished, reply
from tests.ui.agents.editing import MIRA, EditorStage, texts

CHARACTER = parse_character(MIRA)


class Draft:
    """The character as it stands in an editor, or why there is none."""

    def __init__(self) -> None:
        self.character: Character | ConfigError = CHARACTER

    async def latest(self) -> Character:
        if isinstance(self.character, ConfigError):
            raise self.character
        return self.character


@pytest.fixture
def draft() -> Draft:
    return Draft()


@pytest.fixture
def trial(desk: EditorStage, draft: Draft) -> TrialChat:
    rehearsal = Rehearsal(desk.host.models, desk.host.settings, SystemClock())
    made = TrialChat(rehearsal, draft.latest, desk.bridge, desk.theme)
    desk.show(made, 420, 600)
    desk.do(made.show_character, CHARACTER)
    return made


def said(trial: TrialChat) -> list[str]:
    return [
        block.toPlainText().strip() for block in trial.findChildren(TextBlock) if block.isVisible()
    ]


def say(desk: EditorStage, trial: TrialChat, text: str) -> None:
    desk.do(trial.composer.sent.emit, text)
    desk.wait(lambda: not trial.writing)
    desk.settle()


def prompts(desk: EditorStage, at: int = -1) -> list[str]:
    return [message.text for message in desk.model.requests[at].messages]


def test_the_greeting_stands_first_and_follows_the_draft(
    desk: EditorStage, trial: TrialChat
) -> None:
    assert said(trial) == ["The lamp is lit, you."]
    assert any("Nothing of this is remembered" in text for text in texts(trial))
    desk.do(trial.show_character, CHARACTER.model_copy(update={"greeting": "You again."}))
    assert said(trial) == ["You again."]
    desk.do(trial.show_character, CHARACTER.model_copy(update={"greeting": ""}))
    assert said(trial) == []
    desk.do(trial.show_character, CHARACTER)
    assert said(trial) == ["The lamp is lit, you."]


def test_a_message_is_answered_by_the_draft_of_that_moment(
    desk: EditorStage, trial: TrialChat, draft: Draft
) -> None:
    say(desk, trial, "Who are you?")
    assert said(trial)[1:] == ["Who are you?", "Well said."]
    draft.character = CHARACTER.model_copy(update={"system": "Be a gull."})
    say(desk, trial, "And now?")
    assert "Be a gull." in prompts(desk)[0]
    assert prompts(desk)[2] == "Well said."
    desk.do(trial.show_character, CHARACTER.model_copy(update={"greeting": "Later."}))
    assert said(trial)[0] == "The lamp is lit, you."


def test_it_can_be_stopped(desk: EditorStage, trial: TrialChat) -> None:
    forever = asyncio.Event()
    desk.model.script = lambda _: [TextDelta("The la"), forever.wait, finished()]
    assert not trial.stop()
    desk.do(trial.composer.sent.emit, "Is it dark?")
    desk.wait(lambda: "The la" in said(trial))
    assert any("is writing" in text for text in texts(trial))
    desk.do(trial.composer.stopped.emit)
    desk.wait(lambda: not trial.writing)
    assert "You stopped it." in texts(trial)
    assert "The la" in said(trial)


def test_what_is_said_meanwhile_waits(desk: EditorStage, trial: TrialChat) -> None:
    gate = asyncio.Event()
    desk.model.script = lambda _: [TextDelta("One."), gate.wait, finished()]
    desk.do(trial.composer.sent.emit, "First.")
    desk.wait(lambda: "One." in said(trial))
    desk.do(trial.composer.sent.emit, "Second.")
    assert "Second." not in said(trial)
    desk.model.script = reply("Two.")
    desk.do(gate.set)
    desk.wait(lambda: "Two." in said(trial))
    assert said(trial)[1:] == ["First.", "One.", "Second.", "Two."]


def test_an_error_stands_where_the_reply_would_be_and_the_text_comes_back(
    desk: EditorStage, trial: TrialChat
) -> None:
    desk.model.script = lambda _: [ModelError("The provider does not answer.")]
    say(desk, trial, "Anybody?")
    assert "The provider does not answer." in texts(trial)
    assert said(trial)[1:] == ["Anybody?"]
    assert trial.composer.text == "Anybody?"
    assert desk.problems == []


def test_a_draft_that_cannot_be_made_is_told(
    desk: EditorStage, trial: TrialChat, draft: Draft
) -> None:
    draft.character = ConfigError("It has no name.")
    desk.do(trial.composer.take_up, "typed meanwhile")
    say(desk, trial, "Hello?")
    assert "It has no name." in texts(trial)
    assert trial.composer.text == "typed meanwhile"


def test_a_reply_that_was_cut_says_why(desk: EditorStage, trial: TrialChat) -> None:
    desk.model.script = reply("Half of", FinishReason.LENGTH)
    say(desk, trial, "Tell me.")
    assert any("longest reply" in text for text in texts(trial))


def test_starting_over_forgets_and_greets_again(desk: EditorStage, trial: TrialChat) -> None:
    say(desk, trial, "First.")
    desk.do(trial.again.click)
    assert said(trial) == ["The lamp is lit, you."]
    say(desk, trial, "Again.")
    assert len(prompts(desk)) == 2


def test_starting_over_ends_a_reply(desk: EditorStage, trial: TrialChat) -> None:
    forever = asyncio.Event()
    desk.model.script = lambda _: [TextDelta("The la"), forever.wait, finished()]
    desk.do(trial.composer.sent.emit, "First.")
    desk.wait(lambda: desk.model.requests)
    desk.do(trial.composer.sent.emit, "Second.")
    desk.do(trial.again.click)
    desk.wait(lambda: desk.model.closed == 1)
    assert not trial.writing
    assert said(trial) == ["The lamp is lit, you."]
    desk.do(trial.forget)
    assert said(trial) == []


def test_up_takes_the_last_message_up(desk: EditorStage, trial: TrialChat) -> None:
    say(desk, trial, "First.")
    desk.do(trial.composer.recalled.emit)
    assert trial.composer.text == "First."


def test_messages_fit_a_new_width_and_the_end_stays_in_view(
    desk: EditorStage, trial: TrialChat
) -> None:
    desk.model.script = reply("word " * 300)
    say(desk, trial, "Tell me.")
    bar = trial._scroll.verticalScrollBar()
    desk.wait(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    desk.do(trial.resize, 360, 600)
    assert all(view.width() == 360 - 32 for view in trial._views)
    desk.do(bar.setValue, 0)
    desk.do(trial.resize, 330, 600)
    desk.settle()
    assert bar.value() == 0


def test_a_link_is_asked_about_before_it_is_opened(desk: EditorStage, trial: TrialChat) -> None:
    desk.do(trial._views[0].link.emit, "https://example.org/a")
    (dialog,) = trial.findChildren(LinkDialog)
    assert any("example.org" in label.text() for label in dialog.findChildren(QLabel))
    desk.do(dialog.reject)


def test_tab_goes_through_the_messages_before_the_field(
    desk: EditorStage, trial: TrialChat
) -> None:
    say(desk, trial, "First.")
    desk.do(trial.activateWindow)
    desk.do(trial.again.setFocus)
    order: list[QWidget | None] = []
    for _ in range(4):
        desk.do(trial.focusNextPrevChild, True)
        order.append(desk.app.focusWidget())
    assert order[0] is trial._views[0]
    assert trial._views[1] in order
    assert desk.app.focusWidget() is not trial.again
