"""What lives beside the window, put together over a small home."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.core.events import MessageStored
from app.core.message import Message, Speaker, now
from app.ui.comforts import Comforts
from app.ui.window import Window
from app.ui.wizard.window import Wizard
from tests.ui.chat.conftest import ChatStage, chat
from tests.ui.stage import Stage

__all__ = ["chat"]

# What Qt's offscreen platform cannot do does not matter here.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def window(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Window:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(stage.host.paths.config))
    made = Window(stage.bridge, stage.theme, ())
    stage.show(made)
    return made


@pytest.fixture
def comforts(stage: Stage, window: Window) -> Iterator[Comforts]:
    made = stage.do(Comforts, window, stage.bridge, stage.theme, stage.host)
    yield made
    made.close()


def test_a_fresh_home_opens_the_first_steps(
    stage: Stage, window: Window, comforts: Comforts
) -> None:
    stage.do(lambda: comforts.welcome(hidden=False))
    wizard = window.findChild(Wizard)
    assert wizard is not None
    assert wizard.isVisible()
    stage.do(wizard.skip)
    assert stage.host.settings.current.general.wizard_done


def test_a_home_that_knows_them_does_not(stage: Stage, window: Window, comforts: Comforts) -> None:
    stage.host.settings.change("general", {"wizard_done": True})
    stage.do(lambda: comforts.welcome(hidden=False))
    assert window.findChild(Wizard) is None


def test_started_at_login_it_stays_out_of_sight(
    stage: Stage, window: Window, comforts: Comforts
) -> None:
    stage.do(lambda: comforts.welcome(hidden=True))
    assert comforts.closing.out_of_sight
    assert window.findChild(Wizard) is None


def test_start_at_login_is_put_into_the_users_folder(stage: Stage, comforts: Comforts) -> None:
    entry = stage.host.paths.config / "autostart" / "familiar.desktop"
    stage.do(stage.host.settings.change, "general", {"start_at_login": True})
    assert "--tray" in entry.read_text()
    stage.do(stage.host.settings.change, "general", {"start_at_login": False})
    assert not entry.exists()


def test_the_tray_ends_the_application(stage: Stage, comforts: Comforts) -> None:
    quits: list[bool] = []
    stage.bridge.quit_wanted.connect(lambda: quits.append(True))
    comforts.tray.quit_wanted.emit()
    comforts.closing.quit_wanted.emit()
    assert len(quits) == 2


def test_a_reply_while_hidden_becomes_a_note_whose_click_opens_it(
    stage: Stage, window: Window, comforts: Comforts
) -> None:
    window.hide()
    opened: list[str] = []
    stage.bridge.open_room.connect(opened.append)
    reply = Message("m", "room-1", "a", Speaker.AGENT, "a", "Eliza", "Hello", now(), "chat")
    stage.do(stage.bus.publish, MessageStored(reply))
    stage.settle()
    comforts.tray.icon.messageClicked.emit()
    assert opened == ["room-1"]
    assert window.isVisible()
    comforts._open("room-2")
    assert opened[-1] == "room-2"


@pytest.mark.usefixtures("chat")
def test_they_show_the_host_and_leave_without_a_trace(
    chat: ChatStage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(chat.host.paths.config))
    window = Window(chat.bridge, chat.theme)
    ended: list[bool] = []
    chat.bridge.quit_wanted.connect(lambda: ended.append(True))
    chat.do(window.show)
    chat.do(window.furnish, chat.host)
    chat.run(_change(chat))
    comforts = chat.do(Comforts, window, chat.bridge, chat.theme, chat.host)
    chat.do(lambda: comforts.welcome(hidden=False))
    chat.do(chat.bridge.tell_started)
    comforts.tray.quit_wanted.emit()
    comforts.closing.quit_wanted.emit()
    assert ended == [True, True]
    assert not comforts._hidden()
    comforts._tell("A sentence.")
    assert window.notice._text.text() == "A sentence."
    chat.do(comforts._open, "no-such-room")
    chat.do(comforts.close)
    window.hide()
    window.deleteLater()


async def _change(chat: ChatStage) -> None:
    chat.host.settings.change("general", {"wizard_done": True})
