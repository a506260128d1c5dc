"""What lives beside the window, put together over a real host."""

from __future__ import annotations

import pytest

from app.ui.comforts import Comforts
from app.ui.window import Window
from tests.ui.chat.conftest import ChatStage, chat

__all__ = ["chat"]

# Qt's offscreen platform has no tray and says this of windows; it means nothing.
pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support", "systemTrayWindowChanged"),
    pytest.mark.usefixtures("chat"),
]


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
