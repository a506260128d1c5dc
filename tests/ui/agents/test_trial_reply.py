"""A reply in the test chat."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from app.ui.agents.trial_reply import TrialReply
from app.ui.chat.markdown import render
from tests.ui.agents.editing import texts
from tests.ui.stage import Stage


def shown(stage: Stage, reply: TrialReply) -> str:
    from app.ui.chat.blocks import TextBlock

    return "\n".join(block.toPlainText().strip() for block in reply.findChildren(TextBlock))


def test_it_grows_and_then_it_can_be_copied_and_nothing_else(stage: Stage) -> None:
    reply = TrialReply(stage.theme, "Mira")
    stage.show(reply, 400, 200)
    reply.fit(400)
    assert "Mira is thinking" in texts(reply)
    reply.add("The **lamp**")
    reply.add(" is lit.")
    stage.do(reply.grow)
    assert shown(stage, reply) == "The lamp is lit."
    assert "Mira is writing" in texts(reply)
    stage.do(reply.settle)
    reply.set_last(True)
    assert [button.text() for button in reply.findChildren(QPushButton)] == ["Copy"]
    stage.do(reply.findChildren(QPushButton)[0].click)
    assert stage.app.clipboard().text() == "The **lamp** is lit."  # type: ignore[attr-defined]


def test_a_greeting_can_be_said_otherwise_and_by_somebody_else(stage: Stage) -> None:
    reply = TrialReply(stage.theme, "Mira", live=False)
    stage.show(reply, 400, 200)
    reply.fit(400)
    for name, text in (("Mira", "Hello."), ("Mi", "Good evening.")):
        reply.rename(name)
        reply.say(text)
        reply.show_blocks(render(text))
        reply.refresh()
    assert shown(stage, reply) == "Good evening."
    assert reply.accessibleName() == "Mi said"
